// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/models/network_recipe.h"

namespace tc3kd {

/// `resnet18`, `resnet34`, `resnet50` as in torchvision (algorithms §3.5): stem 7×7 stride 2, max pooling 3×3 stride 2,
/// four groups of basic or bottleneck blocks (stride on the 3×3), mean over the map, linear classifier.
/// Taps: f0 the stem after ReLU, before pooling; f1…f4 the groups' outputs after ReLU; f5 pooled.
[[nodiscard]] std::optional<NetworkRecipe> imagenet_resnet(std::string_view name);

}  // namespace tc3kd
