// SPDX-License-Identifier: GPL-3.0-or-later
// Networks as safetensors and back.
#include "core/engine/models/network.h"
#include "core/engine/models/tensor_io.h"

namespace tc3kd {
namespace {

bool optional_name(const std::string& name) { return name.ends_with("num_batches_tracked"); }

std::string shape_text(torch::IntArrayRef shape) {
  std::string text;
  for (const std::int64_t size : shape) text += (text.empty() ? "" : "×") + std::to_string(size);
  return "[" + text + "]";
}

/// "3 missing (fc.bias, fc.weight, …)"
std::string summary(const char* what, const std::vector<std::string>& names) {
  if (names.empty()) return {};
  std::string text = std::to_string(names.size()) + " " + what + " (";
  for (std::size_t i = 0; i < names.size() && i < 5; ++i) text += (i > 0 ? ", " : "") + names[i];
  return text + (names.size() > 5 ? ", …) " : ") ");
}

/// What keeps the stored tensors from fitting the network; empty when they fit.
std::string mismatch(const Tensors& state, const StoredTensors& stored) {
  std::vector<std::string> missing, unexpected, other_shape;
  for (const auto& [name, tensor] : state) {
    const auto found = stored.find(name);
    if (found == stored.end()) {
      if (!optional_name(name)) missing.push_back(name);
    } else if (torch::IntArrayRef(found->second.shape) != tensor.sizes() || !scalar_type(found->second.dtype)) {
      other_shape.push_back(name + " " + found->second.dtype + shape_text(found->second.shape) + " for " +
                            shape_text(tensor.sizes()));
    }
  }
  for (const auto& [name, tensor] : stored) {
    if (!state.contains(name)) unexpected.push_back(name);
  }
  std::string text =
      summary("missing", missing) + summary("unexpected", unexpected) + summary("of another shape", other_shape);
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

}  // namespace

Bytes save_weights(const Network& network) {
  Tensors tensors;
  for (const auto& [name, tensor] : state_of(network)) {
    tensors[name] = tensor.is_floating_point() ? tensor.to(torch::kFloat32) : tensor;
  }
  return write_tensors(tensors);
}

Result<void> load_weights(Network& network, std::span<const std::byte> safetensors, const std::string& path) {
  const auto stored = parse_safetensors(safetensors, path);
  if (!stored) return tl::unexpected(stored.error());
  const auto state = state_of(network);
  if (const std::string wrong = mismatch(state, *stored); !wrong.empty()) {
    return fail(ErrorCode::weights_mismatch, {{"path", path}, {"detail", wrong}});
  }
  for (const auto& [name, tensor] : state) {
    const auto found = stored->find(name);
    if (found != stored->end()) copy_stored(found->second, tensor);
  }
  return {};
}

}  // namespace tc3kd
