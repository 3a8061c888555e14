// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/models/network_state.h"

namespace tc3kd {

NetworkState state_of(const Network& network) {
  NetworkState state;
  for (const auto& entry : network.named_parameters()) state[entry.key()] = entry.value();
  for (const auto& entry : network.named_buffers()) state[entry.key()] = entry.value();
  return state;
}

std::optional<torch::ScalarType> scalar_type(const std::string& dtype) {
  static const std::map<std::string, torch::ScalarType> types{{"F64", torch::kFloat64}, {"F32", torch::kFloat32},
                                                              {"F16", torch::kFloat16}, {"BF16", torch::kBFloat16},
                                                              {"I64", torch::kInt64},   {"I32", torch::kInt32}};
  const auto found = types.find(dtype);
  return found == types.end() ? std::nullopt : std::optional(found->second);
}

void copy_stored(const StoredTensor& stored, torch::Tensor target) {
  const torch::NoGradGuard no_grad;
  // Cloned: the bytes may be unaligned for their type.
  std::vector<std::byte> bytes(stored.data.begin(), stored.data.end());
  target.copy_(torch::from_blob(bytes.data(), stored.shape, scalar_type(stored.dtype).value()));
}

}  // namespace tc3kd
