// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>

#include <torch/torch.h>

#include "core/engine/formats/safetensors.h"

namespace tc3kd {

using Tensors = std::map<std::string, torch::Tensor>;

/// A module's parameters and buffers by name; they share its memory.
[[nodiscard]] Tensors state_of(const torch::nn::Module& module);

/// LibTorch's type of a stored one; nothing for a type that networks do not have.
[[nodiscard]] std::optional<torch::ScalarType> scalar_type(const std::string& dtype);

/// A copy of a stored tensor, on the CPU, contiguous. Its dtype must be one that `scalar_type` knows.
[[nodiscard]] torch::Tensor read_tensor(const StoredTensor& stored);

/// Copies a stored tensor of the same shape, converting its numbers.
void copy_stored(const StoredTensor& stored, torch::Tensor target);

/// The bytes of a file with these tensors, as they are (float64, float32, int64, uint8), row-major.
[[nodiscard]] Bytes write_tensors(const Tensors& tensors, const std::map<std::string, std::string>& metadata = {});

}  // namespace tc3kd
