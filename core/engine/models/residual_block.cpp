// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/models/residual_block.h"

#include <utility>

namespace tc3kd {
namespace {

ConvShape projection_of(const ResidualPlan& plan) {
  return {.in = plan.in(), .out = plan.out(), .kernel = 1, .stride = plan.stride()};
}

}  // namespace

std::int64_t ResidualPlan::stride() const {
  std::int64_t product = 1;
  for (const ConvShape& conv : path) product *= conv.stride;
  return product;
}

ResidualPlan basic_plan(std::int64_t in, std::int64_t out, std::int64_t stride, Shortcut shortcut) {
  return {{{.in = in, .out = out, .stride = stride}, {.in = out, .out = out}}, shortcut};
}

ResidualPlan bottleneck_plan(std::int64_t in, std::int64_t inner, std::int64_t stride) {
  return {{{.in = in, .out = inner, .kernel = 1},
           {.in = inner, .out = inner, .stride = stride},
           {.in = inner, .out = 4 * inner, .kernel = 1}}};
}

ResidualBlock::ResidualBlock(ResidualPlan plan) : plan_(std::move(plan)) {
  for (std::size_t i = 0; i < plan_.path.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    path_.push_back(add_conv_norm(*this, "conv" + number, "bn" + number, plan_.path[i]));
  }
  if (plan_.shortcut == Shortcut::projection && plan_.changes_shape()) {
    projection_ = add_conv_norm(add_level(*this, "downsample"), "0", "1", projection_of(plan_));
  }
}

torch::Tensor ResidualBlock::forward(const torch::Tensor& x) const {
  torch::Tensor y = path_.front()->forward(x);
  for (std::size_t i = 1; i < path_.size(); ++i) y = path_[i]->forward(y.relu_());
  return y.add_(shortcut(x)).relu_();
}

torch::Tensor ResidualBlock::shortcut(const torch::Tensor& x) const {
  if (!plan_.changes_shape()) return x;
  if (projection_) return projection_->forward(x);
  const std::int64_t missing = plan_.out() - plan_.in(), step = plan_.stride();
  const torch::Tensor thinned = x.slice(2, 0, std::nullopt, step).slice(3, 0, std::nullopt, step);
  return at::constant_pad_nd(thinned, {0, 0, 0, 0, missing / 2, missing - missing / 2});
}

ResidualBlocks add_residual_blocks(torch::nn::Module& parent, const std::string& name,
                                   const std::vector<ResidualPlan>& plans) {
  torch::nn::Module& level = add_level(parent, name);
  ResidualBlocks blocks;
  for (const ResidualPlan& plan : plans) {
    blocks.push_back(level.register_module(std::to_string(blocks.size()), std::make_shared<ResidualBlock>(plan)));
  }
  return blocks;
}

void count_block(LayerCounter& counter, const ResidualPlan& plan) {
  for (const ConvShape& conv : plan.path) counter.conv_norm(conv);
  if (plan.shortcut != Shortcut::projection || !plan.changes_shape()) return;
  counter.beside(projection_of(plan));
  counter.norm(plan.out());
}

}  // namespace tc3kd
