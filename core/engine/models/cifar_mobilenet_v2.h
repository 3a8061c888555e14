// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/models/network_recipe.h"

namespace tc3kd {

/// `cifar_mobilenet_v2_W`: MobileNetV2 for small pictures as in RepDistiller (algorithms §3.3, T = 6), ⌊c·W⌋ channels.
/// Taps: f0 the stem after ReLU; f1, f2, f3, f4 the outputs of stages 1, 2, 4, 6 (linear, signed); f5 pooled.
[[nodiscard]] std::optional<NetworkRecipe> cifar_mobilenet_v2(std::string_view name);

}  // namespace tc3kd
