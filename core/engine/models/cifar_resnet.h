// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/models/network_recipe.h"

namespace tc3kd {

/// The ResNets for small pictures (algorithms §3.1), depth 6n+2: stem 3×3, three groups of n basic blocks with 16, 32,
/// 64 channels and strides 1, 2, 2, mean over the map, linear classifier. `resnet<depth>` with projections at the
/// shortcuts (RepDistiller's names), `resnet<depth>_a` with padded ones (Idelbayev's: its classifier is `linear`),
/// `resnet8x4` and `resnet32x4` with stem 32 and four times the channels.
/// Taps: f0 the stem, f1…f3 the groups' outputs after ReLU, f4 pooled.
[[nodiscard]] std::optional<NetworkRecipe> cifar_resnet(std::string_view name);

}  // namespace tc3kd
