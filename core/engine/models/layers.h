// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <torch/torch.h>

namespace tc3kd {

// The layers with parameters. LibTorch's own draw their weights from its global generator as they are made; these only
// allocate: a network's weights come from its seed alone, and a copy that is filled right away costs no drawing.

/// A k×k convolution that keeps the size at stride 1 (padding ⌊k/2⌋).
struct ConvShape {
  std::int64_t in = 0, out = 0, kernel = 3, stride = 1, groups = 1;
  bool bias = false;
};

/// Batch normalisation over the channels (ε = 1e-5, momentum 0.1, affine); mean 0, variance 1, γ 1, β 0 at first.
class BatchNorm final : public torch::nn::Module {
 public:
  explicit BatchNorm(std::int64_t channels);
  /// Throws where a batch in training mode has one value a channel: it has no variance.
  [[nodiscard]] torch::Tensor forward(const torch::Tensor& x);

  /// γ/√(σ²+ε) and β − μ·γ/√(σ²+ε), in double: what the layer is in evaluation mode.
  [[nodiscard]] torch::Tensor scale() const;
  [[nodiscard]] torch::Tensor shift() const;
  /// Becomes a frozen copy of `other`. In evaluation mode a norm is one scale and one shift a channel already.
  void freeze_as(const BatchNorm& other);

  torch::Tensor weight, bias, running_mean, running_var, num_batches_tracked;
  bool absorbed = false;  ///< into the convolution before it
};

/// A convolution, and the batch norm that follows it, where one does (registered by its owner, beside it).
class Conv final : public torch::nn::Module {
 public:
  explicit Conv(const ConvShape& shape);
  void followed_by(std::shared_ptr<BatchNorm> norm) { norm_ = std::move(norm); }
  [[nodiscard]] torch::Tensor forward(const torch::Tensor& x) const;

  /// Becomes a frozen copy of `other` with the norm inside it: w' = w·scale, b' = b·scale + shift, computed in double
  /// and rounded once, channels-last. Its own norm is then absorbed.
  void freeze_as(const Conv& other);

  const ConvShape shape;
  torch::Tensor weight, bias;  ///< [out, in/groups, k, k]; [out], or undefined

 private:
  std::shared_ptr<BatchNorm> norm_;
};

class Linear final : public torch::nn::Module {
 public:
  Linear(std::int64_t in, std::int64_t out);
  [[nodiscard]] torch::Tensor forward(const torch::Tensor& x) const { return at::linear(x, weight, bias); }
  void freeze_as(const Linear& other);

  torch::Tensor weight, bias;  ///< [out, in], [out]
};

/// A child without parameters of its own: a level in the names of those below it ("downsample", "blocks.3.0.conv").
torch::nn::Module& add_level(torch::nn::Module& parent, const std::string& name);

/// A convolution and the batch norm after it, children of `parent` under these names.
[[nodiscard]] std::shared_ptr<Conv> add_conv_norm(torch::nn::Module& parent, const std::string& conv,
                                                  const std::string& norm, const ConvShape& shape);

/// Global average pooling: [B, C, H, W] → [B, C]. Equals the publications' fixed windows where those cover the map, and
/// takes pictures of other sizes.
[[nodiscard]] inline torch::Tensor pooled(const torch::Tensor& x) { return x.mean({2, 3}); }

}  // namespace tc3kd
