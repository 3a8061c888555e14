// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/models/network_recipe.h"

namespace tc3kd {

/// Wide ResNets `wrn_d_k` (algorithms §3.2), d = 6n+4: 3×3 convolution of 16 channels, three groups of n pre-activation
/// blocks with 16k, 32k, 64k channels and strides 1, 2, 2, batch norm, ReLU, mean over the map, linear classifier.
/// Taps: f0 the first convolution's output, f1…f3 the groups' outputs, all raw (signed, before norm and ReLU), f4
/// pooled.
[[nodiscard]] std::optional<NetworkRecipe> wrn(std::string_view name);

}  // namespace tc3kd
