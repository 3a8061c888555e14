// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>

#include <torch/torch.h>

#include "core/engine/formats/file_bytes.h"
#include "core/engine/formats/safetensors.h"
#include "core/engine/models/network.h"

namespace tc3kd::test {

/// The tensors of a file in tests/data, by name: what the Python script beside it computed.
class Fixture {
 public:
  explicit Fixture(const std::string& path) {
    const std::string full = std::string(TC3KD_TEST_DATA) + "/" + path;
    bytes_ = read_file_bytes(full, 1 << 28).value();
    tensors_ = parse_safetensors(bytes_, full).value();
  }
  [[nodiscard]] at::Tensor operator[](const std::string& name) const {
    const auto found = find(name);
    if (!found) throw std::runtime_error("no tensor " + name);
    return *found;
  }
  [[nodiscard]] std::optional<at::Tensor> find(const std::string& name) const {
    const auto found = tensors_.find(name);
    if (found == tensors_.end()) return std::nullopt;
    static const std::map<std::string, at::ScalarType> types{
        {"F64", at::kDouble}, {"F32", at::kFloat}, {"I64", at::kLong}, {"U8", at::kByte}};
    const StoredTensor& stored = found->second;
    return at::from_blob(const_cast<std::byte*>(stored.data.data()), stored.shape, types.at(stored.dtype)).clone();
  }

 private:
  Bytes bytes_;
  StoredTensors tensors_;
};

/// sin(step·i + phase) for i = 0, 1, … in row-major order: the same numbers as the scripts' `wave`.
inline at::Tensor wave(at::IntArrayRef shape, double step, double phase) {
  return (at::arange(c10::multiply_integers(shape), at::kDouble) * step + phase).sin().view(shape);
}

/// The value of the parameter or buffer that is number `place` of a network's state (models/make_fixtures.py).
inline at::Tensor formula(const std::string& name, at::IntArrayRef shape, int place) {
  if (shape.size() == 4) {
    return wave(shape, 2.3, place) * std::sqrt(2.0 / static_cast<double>(shape[0] * shape[2] * shape[3])) * 1.5;
  }
  if (shape.size() == 2) return wave(shape, 1.1, place) * 0.5;
  if (name.ends_with("running_var")) return 1.0 + 0.5 * wave(shape, 0.9, place);
  if (name.ends_with("bn2.weight")) return 0.4 + 0.2 * wave(shape, 0.5, place);
  if (name.ends_with("weight")) return 1.0 + 0.3 * wave(shape, 0.5, place);
  return 0.2 * wave(shape, 0.4, place);
}

/// The state in PyTorch's order: a module's parameters, its buffers, then its children's.
inline void fill_by_formula(torch::nn::Module& module, const std::string& prefix, int& place) {
  const torch::NoGradGuard no_grad;
  const auto set = [&](const std::string& name, at::Tensor tensor) {
    if (!name.ends_with("num_batches_tracked")) tensor.copy_(formula(name, tensor.sizes(), place++));
  };
  for (const auto& entry : module.named_parameters(false)) set(prefix + entry.key(), entry.value());
  for (const auto& entry : module.named_buffers(false)) set(prefix + entry.key(), entry.value());
  for (const auto& child : module.named_children()) fill_by_formula(*child.value(), prefix + child.key() + ".", place);
}

inline std::shared_ptr<Network> network_by_formula(const std::string& name, NetworkShape shape, at::ScalarType type) {
  auto network = make_network(name, shape, 1).value();
  network->to(type);
  int place = 0;
  fill_by_formula(*network, "", place);
  return network;
}

inline double largest_difference(const at::Tensor& a, const at::Tensor& b) {
  return (a.to(at::kDouble) - b.to(at::kDouble)).abs().max().item<double>();
}

}  // namespace tc3kd::test
