// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/engine/models/layer_counter.h"
#include "core/engine/models/layers.h"

namespace tc3kd {

/// How x reaches the sum where stride or channels change: a 1×1 convolution with batch norm ("option B"), or every
/// second pixel with zero channels on both sides ("option A", without parameters).
enum class Shortcut { projection, padding };

/// A ResNet's block: convolutions with batch norms, ReLU between them, plus the shortcut, then ReLU.
struct ResidualPlan {
  std::vector<ConvShape> path;
  Shortcut shortcut = Shortcut::projection;

  [[nodiscard]] std::int64_t in() const { return path.front().in; }
  [[nodiscard]] std::int64_t out() const { return path.back().out; }
  [[nodiscard]] std::int64_t stride() const;
  [[nodiscard]] bool changes_shape() const { return stride() != 1 || in() != out(); }
};

/// Two 3×3 convolutions, the first with the stride.
[[nodiscard]] ResidualPlan basic_plan(std::int64_t in, std::int64_t out, std::int64_t stride,
                                      Shortcut shortcut = Shortcut::projection);
/// 1×1 to `inner` channels, 3×3 with the stride, 1×1 to four times as many.
[[nodiscard]] ResidualPlan bottleneck_plan(std::int64_t in, std::int64_t inner, std::int64_t stride);

/// Names: conv1, bn1, conv2, bn2[, conv3, bn3][, downsample.0, downsample.1].
class ResidualBlock final : public torch::nn::Module {
 public:
  explicit ResidualBlock(ResidualPlan plan);
  [[nodiscard]] torch::Tensor forward(const torch::Tensor& x) const;

 private:
  [[nodiscard]] torch::Tensor shortcut(const torch::Tensor& x) const;

  const ResidualPlan plan_;
  std::vector<std::shared_ptr<Conv>> path_;
  std::shared_ptr<Conv> projection_;
};

using ResidualBlocks = std::vector<std::shared_ptr<ResidualBlock>>;

/// The blocks, children "0", "1", … of a level of this name.
[[nodiscard]] ResidualBlocks add_residual_blocks(torch::nn::Module& parent, const std::string& name,
                                                 const std::vector<ResidualPlan>& plans);

void count_block(LayerCounter& counter, const ResidualPlan& plan);

}  // namespace tc3kd
