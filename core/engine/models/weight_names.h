// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/engine/formats/safetensors.h"

namespace tc3kd {

/// One name for what code bases call differently: the classifier `fc` (also `linear`, `classifier`, `head`), the
/// projection `downsample` (also `shortcut`). RepDistiller, torchvision and pytorch-cifar-models agree on the rest.
[[nodiscard]] std::string common_name(std::string_view name);

/// A network's parameters and buffers: name and shape.
using NamedShapes = std::map<std::string, std::vector<std::int64_t>>;

/// How stored tensors fit a network.
struct NameMatch {
  std::map<std::string, std::string> stored_of;  ///< network's name → stored name, of the same shape
  std::vector<std::string> missing;              ///< network's names; `num_batches_tracked` may be missing
  std::vector<std::string> unexpected;           ///< stored names
  std::vector<std::string> misshaped;            ///< "fc.weight F32 [10×64] for [100×64]"
  std::vector<std::string> renamed;              ///< "linear.weight → fc.weight"

  [[nodiscard]] bool complete() const { return missing.empty() && unexpected.empty() && misshaped.empty(); }
};

/// Each of the network's names takes the stored tensor of that name, else the one with the same common name.
[[nodiscard]] NameMatch match_names(const StoredTensors& stored, const NamedShapes& network);

/// What the names and shapes say before any network is built.
struct WeightShape {
  std::int64_t classes = 0, channels = 0;  ///< 0 where the classifier or the first convolution is not found
  std::int64_t parameters = 0;             ///< without running statistics
  /// The parameters that the same network has with 3 channels and that many classes: what catalogues count.
  [[nodiscard]] std::int64_t parameters_for(std::int64_t other_classes) const {
    return parameters + (other_classes - classes) * per_class + (3 - channels) * per_channel;
  }
  std::int64_t per_class = 0, per_channel = 0;
};
[[nodiscard]] WeightShape weight_shape(const StoredTensors& stored);

}  // namespace tc3kd
