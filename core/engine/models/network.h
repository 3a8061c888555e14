// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
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

/// An image classifier with parameters named as in its publication (RepDistiller, torchvision). Input: float
/// [B, C, H, W], normalised, channels-last.
class Network : public torch::nn::Module {
 public:
  virtual NetworkOutput forward(const torch::Tensor& images, bool with_features = false) = 0;

  /// A copy in evaluation mode with batch norms folded into the convolutions before them (within float32 rounding the
  /// same function), without gradients: what a frozen teacher runs as. A norm that no convolution precedes stays.
  [[nodiscard]] virtual std::shared_ptr<Network> folded() const = 0;

  /// What `features` are, one name a tap in the same order: "f0 stem", "f1 layer1", …, "f4 pooled". They stay as they
  /// are: configurations may store them.
  [[nodiscard]] virtual std::vector<std::string> tap_names() const = 0;

  /// Whether training mode draws from LibTorch's global generator (dropout): a run that must repeat seeds it then.
  [[nodiscard]] virtual bool draws() const { return false; }
};

/// The data that a network is made for. Its size decides only what is allowed and counted: all networks pool globally.
struct NetworkShape {
  std::int64_t channels = 3;
  std::int64_t classes = 100;
  std::int64_t height = 32;  ///< pixels
  std::int64_t width = 32;
};

/// A fresh network, initialised as algorithms §3 says from the stream named by `seed`, in channels-last memory,
/// float32, on the CPU. `unknown_model` names the nearest known one; `invalid_value` with the key "model" says which
/// shapes the network takes, where this is none of them.
[[nodiscard]] Result<std::shared_ptr<Network>> make_network(std::string_view name, NetworkShape shape,
                                                            std::uint64_t seed);

/// The exact counts for data of this shape, without building the network. Fails as `make_network` does.
[[nodiscard]] Result<ModelInfo> model_info(std::string_view name, NetworkShape shape);

/// Every network that is offered with its exact counts: 3 channels, and 100 classes of 32×32 pictures for the CIFAR
/// networks, 1,000 of 224×224 for ImageNet's. Quick: none is built.
[[nodiscard]] std::vector<ModelInfo> model_catalogue();

/// Parameters and buffers as safetensors bytes (float32; `num_batches_tracked` as int64), names as published.
[[nodiscard]] Bytes save_weights(const Network& network);

/// Loads what `save_weights` writes (contiguous or not, any float type). `weights_mismatch` lists missing, unexpected
/// and mis-shaped names; the network is then unchanged. Missing `num_batches_tracked` are no error.
[[nodiscard]] Result<void> load_weights(Network& network, std::span<const std::byte> safetensors,
                                        const std::string& path);

}  // namespace tc3kd
