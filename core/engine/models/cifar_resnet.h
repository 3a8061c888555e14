// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/models/network.h"

namespace tc3kd {

/// The ResNets for small pictures (algorithms §3.1), depth 6n+2, option B shortcuts: stem 3×3 of 16 channels, three
/// groups of n basic blocks with 16, 32, 64 channels and strides 1, 2, 2, mean over the map, linear classifier.
/// Taps: f0 the stem, f1…f3 the groups' outputs, f4 pooled.
[[nodiscard]] std::shared_ptr<Network> make_cifar_resnet(int depth, NetworkShape shape);

/// Its parameters and multiply-accumulates for one picture of `side` × `side`, counted without building it.
[[nodiscard]] ModelInfo count_cifar_resnet(int depth, NetworkShape shape, std::int64_t side = 32);

}  // namespace tc3kd
