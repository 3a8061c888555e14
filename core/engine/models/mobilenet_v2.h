// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/models/network_recipe.h"

namespace tc3kd {

/// `mobilenet_v2` and `mobilenet_v2_W` as in torchvision (algorithms §3.5): channels c·W rounded to multiples of 8,
/// ReLU6, dropout 0.2 before the classifier.
/// Taps: f0 the stem after ReLU6 (112²), then the last block before the map shrinks, linear and signed: f1 features.3
/// (56²), f2 features.6 (28²), f3 features.13 (14²), f4 features.17 (7²); f5 pooled, before dropout. (Sizes for 224².)
[[nodiscard]] std::optional<NetworkRecipe> mobilenet_v2(std::string_view name);

}  // namespace tc3kd
