// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>

#include "core/engine/formats/safetensors.h"
#include "core/engine/models/network.h"

namespace tc3kd {

/// Parameters and buffers by name; the tensors are the network's own.
using NetworkState = std::map<std::string, torch::Tensor>;
[[nodiscard]] NetworkState state_of(const Network& network);

/// nullopt for a dtype that no parameter or buffer is read from.
[[nodiscard]] std::optional<torch::ScalarType> scalar_type(const std::string& dtype);

/// Copies a stored tensor of the same shape, converting its numbers. The dtype must have a `scalar_type`.
void copy_stored(const StoredTensor& stored, torch::Tensor target);

}  // namespace tc3kd
