// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <torch/torch.h>

#include "core/domain/engine_api.h"
#include "core/domain/result.h"

namespace tc3kd {

/// A network's answer. `features` are the taps f0…fL of algorithms §3 (raw maps, the last one pooled), filled only on
/// request.
struct NetworkOutput {
  torch::Tensor logits;                 ///< float [B, classes]
  std::vector<torch::Tensor> features;  ///< float [B, C_i, H_i, W_i]…, [B, D]
};

/// An image classifier with parameters named as in RepDistiller. Input: float [B, C, H, W], normalised, channels-last.
class Network : public torch::nn::Module {
 public:
  virtual NetworkOutput forward(const torch::Tensor& images, bool with_features = false) = 0;

  /// A copy in evaluation mode with every batch norm folded into the convolution before it (within float32 rounding the
  /// same function), without gradients: what a frozen teacher runs as.
  [[nodiscard]] virtual std::shared_ptr<Network> folded() const = 0;
};

/// Input channels and classes of the data that a network is made for.
struct NetworkShape {
  std::int64_t channels = 3;
  std::int64_t classes = 100;
};

/// A fresh network, initialised as algorithms §3 says from the stream named by `seed`, in channels-last memory,
/// float32, on the CPU. `unknown_model` names the nearest known one.
[[nodiscard]] Result<std::shared_ptr<Network>> make_network(std::string_view name, NetworkShape shape,
                                                            std::uint64_t seed);

/// Every network with its exact counts (3 channels, 100 classes), without building it.
[[nodiscard]] std::vector<ModelInfo> model_catalogue();

/// Parameters and buffers as safetensors bytes (float32; `num_batches_tracked` as int64), names as in RepDistiller.
[[nodiscard]] Bytes save_weights(const Network& network);

/// Loads what `save_weights` writes (contiguous or not, any float type). `weights_mismatch` lists missing, unexpected
/// and mis-shaped names; the network is then unchanged. Missing `num_batches_tracked` are no error.
[[nodiscard]] Result<void> load_weights(Network& network, std::span<const std::byte> safetensors,
                                        const std::string& path);

}  // namespace tc3kd
