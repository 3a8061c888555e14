// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <span>
#include <string>

#include "core/engine/models/network.h"

namespace tc3kd {

/// The pictures that a network is going to see.
struct PictureShape {
  std::int64_t channels = 3, height = 32, width = 32;
};

/// A TorchScript module as a frozen network without features: `forward(images)` must give the logits [B, classes], or
/// a tuple that begins with them. In evaluation mode, on the CPU; `to` moves it. Checked first without LibTorch
/// (script_check.h), then by a forward pass on two black pictures. `file_malformed` where it cannot be loaded,
/// `weights_mismatch` where it does not take such pictures or tells other numbers of classes apart (0: any number).
[[nodiscard]] Result<std::shared_ptr<Network>> load_script_network(std::span<const std::byte> bytes,
                                                                   const std::string& path, PictureShape pictures,
                                                                   std::int64_t classes);

/// The classes that a script network tells apart, as its check found them; 0 for any other network.
[[nodiscard]] std::int64_t script_classes(const Network& network);

/// Whether `forward(images, true)` fills `features`: a TorchScript module is a closed box. Methods that distil from
/// features ask this before they begin.
[[nodiscard]] bool gives_features(const Network& network);

}  // namespace tc3kd
