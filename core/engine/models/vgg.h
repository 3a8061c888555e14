// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/models/network_recipe.h"

namespace tc3kd {

/// `vgg8` and `vgg13` with batch norm (algorithms §3.3a): five blocks of one or two 3×3 convolutions with bias of 64,
/// 128, 256, 512, 512 channels; max pooling after the first three, for 64×64 pictures after the fourth, too; mean over
/// the map, linear classifier. Taps: f0…f4 the blocks' outputs after ReLU, before pooling; f5 pooled.
[[nodiscard]] std::optional<NetworkRecipe> vgg(std::string_view name);

}  // namespace tc3kd
