// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/models/wrn.h"

#include <array>

#include "core/domain/config/model_names.h"

namespace tc3kd {
namespace {

constexpr std::int64_t stem_width = 16;

struct BlockPlan {
  std::int64_t in, out, stride;
  [[nodiscard]] ConvShape first() const { return {.in = in, .out = out, .stride = stride}; }
  [[nodiscard]] ConvShape second() const { return {.in = out, .out = out}; }
  [[nodiscard]] ConvShape shortcut() const { return {.in = in, .out = out, .kernel = 1, .stride = stride}; }
};

std::array<std::vector<BlockPlan>, 3> plan(const WrnName& name) {
  std::array<std::vector<BlockPlan>, 3> groups;
  std::int64_t in = stem_width;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const std::int64_t out = (std::int64_t{16} << g) * name.width;
    for (std::int64_t i = 0; i < (name.depth - 4) / 6; ++i) {
      groups[g].push_back({in, out, g > 0 && i == 0 ? 2 : 1});
      in = out;
    }
  }
  return groups;
}

/// o = ReLU(BN(x)); out = Conv(ReLU(BN(Conv(o)))) + (x, or a 1×1 convolution of the *activated* o where channels
/// change). Of its norms only the second follows a convolution and can be folded into it.
class PreActivationBlock final : public torch::nn::Module {
 public:
  explicit PreActivationBlock(const BlockPlan& plan)
      : bn1_(register_module("bn1", std::make_shared<BatchNorm>(plan.in))),
        conv1_(add_conv_norm(*this, "conv1", "bn2", plan.first())),
        conv2_(register_module("conv2", std::make_shared<Conv>(plan.second()))) {
    if (plan.in != plan.out) shortcut_ = register_module("convShortcut", std::make_shared<Conv>(plan.shortcut()));
  }

  [[nodiscard]] torch::Tensor forward(const torch::Tensor& x) {
    const torch::Tensor activated = bn1_->forward(x).relu_();  // the norm's output is new: x, a tap, stays as it is
    const torch::Tensor y = conv2_->forward(conv1_->forward(activated).relu_());
    return y.add_(shortcut_ ? shortcut_->forward(activated) : x);
  }

 private:
  std::shared_ptr<BatchNorm> bn1_;
  std::shared_ptr<Conv> conv1_, conv2_, shortcut_;
};

class WideResNet final : public LayeredNetwork {
 public:
  WideResNet(const WrnName& name, const NetworkShape& shape)
      : stem_(register_module("conv1", std::make_shared<Conv>(ConvShape{.in = shape.channels, .out = stem_width}))) {
    std::int64_t channels = 0;
    for (const auto& plans : plan(name)) {
      auto& level = add_level(add_level(*this, "block" + std::to_string(groups_.size() + 1)), "layer");
      auto& blocks = groups_.emplace_back();
      for (const BlockPlan& block : plans) {
        blocks.push_back(
            level.register_module(std::to_string(blocks.size()), std::make_shared<PreActivationBlock>(block)));
        channels = block.out;
      }
    }
    norm_ = register_module("bn1", std::make_shared<BatchNorm>(channels));
    classifier_ = register_module("fc", std::make_shared<Linear>(channels, shape.classes));
  }

  NetworkOutput forward(const torch::Tensor& images, bool with_features) override {
    NetworkOutput output;
    auto x = stem_->forward(images);
    if (with_features) output.features.push_back(x);
    for (const auto& blocks : groups_) {
      for (const auto& block : blocks) x = block->forward(x);
      if (with_features) output.features.push_back(x);
    }
    x = pooled(norm_->forward(x).relu_());
    if (with_features) output.features.push_back(x);
    output.logits = classifier_->forward(x);
    return output;
  }

  [[nodiscard]] std::vector<std::string> tap_names() const override {
    return {"f0 conv1", "f1 block1", "f2 block2", "f3 block3", "f4 pooled"};
  }

 private:
  std::shared_ptr<Conv> stem_;
  std::vector<std::vector<std::shared_ptr<PreActivationBlock>>> groups_;
  std::shared_ptr<BatchNorm> norm_;
  std::shared_ptr<Linear> classifier_;
};

void count_wrn(LayerCounter& counter, const WrnName& name) {
  counter.conv({.in = counter.shape().channels, .out = stem_width});
  std::int64_t channels = 0;
  for (const auto& blocks : plan(name)) {
    for (const BlockPlan& block : blocks) {
      counter.norm(block.in);
      counter.conv_norm(block.first());
      counter.conv(block.second());
      if (block.in != block.out) counter.beside(block.shortcut());
      channels = block.out;
    }
  }
  counter.norm(channels);
  counter.linear(channels);
}

}  // namespace

std::optional<NetworkRecipe> wrn(std::string_view name) {
  const auto numbers = parse_wrn_name(name);
  if (!numbers) return std::nullopt;
  NetworkRecipe recipe;
  recipe.make = [n = *numbers](const NetworkShape& shape) { return std::make_shared<WideResNet>(n, shape); };
  recipe.count = [n = *numbers](LayerCounter& counter) { count_wrn(counter, n); };
  recipe.initialisation = {normal_fan_out, uniform_linear_without_bias};
  return recipe;
}

}  // namespace tc3kd
