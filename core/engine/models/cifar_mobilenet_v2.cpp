// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/models/cifar_mobilenet_v2.h"

#include "core/domain/config/model_names.h"
#include "core/engine/models/inverted_residual.h"

namespace tc3kd {
namespace {

constexpr MobileStyle style = MobileStyle::repdistiller;

constexpr std::array<MobileStage, 7> stages{
    {{1, 16, 1, 1}, {6, 24, 2, 1}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}}};

constexpr bool is_tap(std::size_t stage) { return stage == 1 || stage == 2 || stage == 4 || stage == 6; }

std::int64_t scaled(std::int64_t channels, double width) {
  return static_cast<std::int64_t>(static_cast<double>(channels) * width);
}

/// The widths of one network.
struct Plan {
  ConvShape stem;
  std::vector<std::vector<InvertedPlan>> stages;
  ConvShape last;
};

Plan plan(double width, const NetworkShape& shape) {
  Plan plan;
  std::int64_t channels = scaled(32, width);
  plan.stem = {.in = shape.channels, .out = channels, .stride = 2};
  for (const MobileStage& stage : stages) {
    const std::int64_t out = scaled(stage.channels, width);
    plan.stages.push_back(stage_plan(stage, channels, out, style));
    channels = out;
  }
  plan.last = {.in = channels, .out = width > 1 ? scaled(1280, width) : 1280, .kernel = 1};
  return plan;
}

class CifarMobileNetV2 final : public LayeredNetwork {
 public:
  explicit CifarMobileNetV2(const Plan& plan, std::int64_t classes)
      : stem_(add_conv_norm(add_level(*this, "conv1"), "0", "1", plan.stem)) {
    torch::nn::Module& level = add_level(*this, "blocks");
    for (const auto& plans : plan.stages) {
      torch::nn::Module& stage = add_level(level, std::to_string(stages_.size()));
      auto& blocks = stages_.emplace_back();
      for (const InvertedPlan& block : plans) {
        blocks.push_back(
            stage.register_module(std::to_string(blocks.size()), std::make_shared<InvertedResidual>(block)));
      }
    }
    last_ = add_conv_norm(add_level(*this, "conv2"), "0", "1", plan.last);
    classifier_ = add_level(*this, "classifier").register_module("0", std::make_shared<Linear>(plan.last.out, classes));
  }

  NetworkOutput forward(const torch::Tensor& images, bool with_features) override {
    NetworkOutput output;
    auto x = stem_->forward(images).relu_();
    if (with_features) output.features.push_back(x);
    for (std::size_t s = 0; s < stages_.size(); ++s) {
      for (const auto& block : stages_[s]) x = block->forward(x);
      if (with_features && is_tap(s)) output.features.push_back(x);
    }
    // RepDistiller's window of ⌊H/16⌋ pixels covers the map where its classifier fits at all: there it is this mean.
    x = pooled(last_->forward(x).relu_());
    if (with_features) output.features.push_back(x);
    output.logits = classifier_->forward(x);
    return output;
  }

  [[nodiscard]] std::vector<std::string> tap_names() const override {
    return {"f0 conv1", "f1 blocks.1", "f2 blocks.2", "f3 blocks.4", "f4 blocks.6", "f5 pooled"};
  }

 private:
  std::shared_ptr<Conv> stem_, last_;
  std::vector<std::vector<std::shared_ptr<InvertedResidual>>> stages_;
  std::shared_ptr<Linear> classifier_;
};

}  // namespace

std::optional<NetworkRecipe> cifar_mobilenet_v2(std::string_view name) {
  const auto width = parse_cifar_mobilenet_v2_name(name);
  if (!width) return std::nullopt;
  NetworkRecipe recipe;
  recipe.make = [w = *width](const NetworkShape& shape) {
    return std::make_shared<CifarMobileNetV2>(plan(w, shape), shape.classes);
  };
  recipe.count = [w = *width](LayerCounter& counter) {
    const Plan layers = plan(w, counter.shape());
    counter.conv_norm(layers.stem);
    for (const auto& stage : layers.stages) {
      for (const InvertedPlan& block : stage) count_block(counter, block);
    }
    counter.conv_norm(layers.last);
    counter.linear(layers.last.out);
  };
  recipe.initialisation = {normal_fan_out, small_normal_linear};
  return recipe;
}

}  // namespace tc3kd
