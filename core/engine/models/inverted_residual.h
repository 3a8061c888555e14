// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <vector>

#include "core/engine/models/layer_counter.h"
#include "core/engine/models/layers.h"

namespace tc3kd {

/// What the two published MobileNetV2 differ in inside a block.
enum class MobileStyle {
  repdistiller,  ///< ReLU, expands even by 1, names conv.{0,1}, conv.{3,4}, conv.{6,7}
  torchvision,   ///< ReLU6, no expansion by 1, names conv.0.{0,1}, conv.1.{0,1}, conv.{2,3}
};

/// A row of MobileNetV2's table: `blocks` blocks of c channels, the first with the stride, each expanding t times.
struct MobileStage {
  std::int64_t expansion, channels, blocks, stride;
};

/// ReLU or ReLU6, in place.
torch::Tensor mobile_relu_(torch::Tensor x, MobileStyle style);

/// MobileNetV2's block: 1×1 expansion, depthwise 3×3 with the stride, each with batch norm and ReLU, then a linear 1×1
/// projection with batch norm; plus x where stride is 1 and the channels stay.
struct InvertedPlan {
  std::int64_t in, out, stride, expansion;
  MobileStyle style;
  [[nodiscard]] std::vector<ConvShape> path() const;
};

class InvertedResidual final : public torch::nn::Module {
 public:
  explicit InvertedResidual(const InvertedPlan& plan);
  [[nodiscard]] torch::Tensor forward(const torch::Tensor& x) const;

 private:
  const InvertedPlan plan_;
  std::vector<std::shared_ptr<Conv>> path_;
};

/// A stage's blocks; `in` is the channels before it, `out` those of the stage.
[[nodiscard]] std::vector<InvertedPlan> stage_plan(const MobileStage& stage, std::int64_t in, std::int64_t out,
                                                   MobileStyle style);

void count_block(LayerCounter& counter, const InvertedPlan& plan);

}  // namespace tc3kd
