// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/models/tensor_io.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace tc3kd {
namespace {

/// Both ways between the format's names and LibTorch's types.
const std::array<std::pair<const char*, torch::ScalarType>, 7> types{{{"F64", torch::kFloat64},
                                                                      {"F32", torch::kFloat32},
                                                                      {"F16", torch::kFloat16},
                                                                      {"BF16", torch::kBFloat16},
                                                                      {"I64", torch::kInt64},
                                                                      {"I32", torch::kInt32},
                                                                      {"U8", torch::kUInt8}}};

const char* dtype_of(torch::ScalarType type) {
  for (const auto& [name, known] : types) {
    if (known == type) return name;
  }
  TORCH_CHECK(false, "a tensor of type ", type, " cannot be stored");
}

}  // namespace

Tensors state_of(const torch::nn::Module& module) {
  Tensors state;
  for (const auto& entry : module.named_parameters()) state[entry.key()] = entry.value();
  for (const auto& entry : module.named_buffers()) state[entry.key()] = entry.value();
  return state;
}

std::optional<torch::ScalarType> scalar_type(const std::string& dtype) {
  const auto found = std::find_if(types.begin(), types.end(), [&](const auto& type) { return type.first == dtype; });
  return found == types.end() ? std::nullopt : std::optional(found->second);
}

torch::Tensor read_tensor(const StoredTensor& stored) {
  // Copied byte by byte: those of the file may be unaligned for their type.
  auto tensor = torch::empty(stored.shape, scalar_type(stored.dtype).value());
  if (!stored.data.empty()) std::memcpy(tensor.mutable_data_ptr(), stored.data.data(), stored.data.size());
  return tensor;
}

void copy_stored(const StoredTensor& stored, torch::Tensor target) {
  const torch::NoGradGuard no_grad;
  target.copy_(read_tensor(stored));
}

Bytes write_tensors(const Tensors& tensors, const std::map<std::string, std::string>& metadata) {
  Tensors held;  // keeps the bytes alive that `stored` points into
  StoredTensors stored;
  for (const auto& [name, tensor] : tensors) {
    const auto bytes = held[name] = tensor.detach().to(torch::kCPU).contiguous();
    stored[name] = {dtype_of(bytes.scalar_type()),
                    bytes.sizes().vec(),
                    {static_cast<const std::byte*>(bytes.const_data_ptr()), bytes.nbytes()}};
  }
  return write_safetensors(stored, metadata);
}

}  // namespace tc3kd
