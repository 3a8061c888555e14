// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/models/inverted_residual.h"

namespace tc3kd {

torch::Tensor mobile_relu_(torch::Tensor x, MobileStyle style) {
  return style == MobileStyle::torchvision ? at::hardtanh_(x, 0, 6) : x.relu_();
}

std::vector<ConvShape> InvertedPlan::path() const {
  const std::int64_t inner = in * expansion;
  std::vector<ConvShape> shapes;
  if (expansion != 1 || style == MobileStyle::repdistiller) shapes.push_back({.in = in, .out = inner, .kernel = 1});
  shapes.push_back({.in = inner, .out = inner, .stride = stride, .groups = inner});
  shapes.push_back({.in = inner, .out = out, .kernel = 1});
  return shapes;
}

InvertedResidual::InvertedResidual(const InvertedPlan& plan) : plan_(plan) {
  torch::nn::Module& level = add_level(*this, "conv");
  const std::vector<ConvShape> shapes = plan.path();
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    if (plan.style == MobileStyle::repdistiller) {  // convolution, norm, ReLU
      path_.push_back(add_conv_norm(level, std::to_string(3 * i), std::to_string(3 * i + 1), shapes[i]));
    } else if (i + 1 < shapes.size()) {
      path_.push_back(add_conv_norm(add_level(level, std::to_string(i)), "0", "1", shapes[i]));
    } else {
      path_.push_back(add_conv_norm(level, std::to_string(i), std::to_string(i + 1), shapes[i]));
    }
  }
}

torch::Tensor InvertedResidual::forward(const torch::Tensor& x) const {
  torch::Tensor y = path_.front()->forward(x);
  for (std::size_t i = 1; i < path_.size(); ++i) y = path_[i]->forward(mobile_relu_(y, plan_.style));
  return plan_.stride == 1 && plan_.in == plan_.out ? y.add_(x) : y;
}

std::vector<InvertedPlan> stage_plan(const MobileStage& stage, std::int64_t in, std::int64_t out, MobileStyle style) {
  std::vector<InvertedPlan> blocks;
  for (std::int64_t i = 0; i < stage.blocks; ++i) {
    blocks.push_back({i == 0 ? in : out, out, i == 0 ? stage.stride : 1, stage.expansion, style});
  }
  return blocks;
}

void count_block(LayerCounter& counter, const InvertedPlan& plan) {
  for (const ConvShape& conv : plan.path()) counter.conv_norm(conv);
}

}  // namespace tc3kd
