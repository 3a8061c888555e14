// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/models/mobilenet_v2.h"

#include <algorithm>

#include "core/domain/config/model_names.h"
#include "core/engine/models/inverted_residual.h"

namespace tc3kd {
namespace {

constexpr MobileStyle style = MobileStyle::torchvision;
constexpr double dropout = 0.2;

constexpr std::array<MobileStage, 7> stages{
    {{1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}}};

/// Of blocks features.1 … features.17.
constexpr bool is_tap(std::size_t block) { return block == 3 || block == 6 || block == 13 || block == 17; }

/// The nearest multiple of 8, at least 8, and never less than nine tenths of what was asked for.
std::int64_t scaled(std::int64_t channels, double width) {
  const double wanted = static_cast<double>(channels) * width;
  const std::int64_t rounded = std::max<std::int64_t>(8, static_cast<std::int64_t>(wanted + 4) / 8 * 8);
  return static_cast<double>(rounded) < 0.9 * wanted ? rounded + 8 : rounded;
}

/// The widths of one network.
struct Plan {
  ConvShape stem;
  std::vector<InvertedPlan> blocks;
  ConvShape last;
};

Plan plan(double width, const NetworkShape& shape) {
  Plan plan;
  std::int64_t channels = scaled(32, width);
  plan.stem = {.in = shape.channels, .out = channels, .stride = 2};
  for (const MobileStage& stage : stages) {
    const std::int64_t out = scaled(stage.channels, width);
    const auto blocks = stage_plan(stage, channels, out, style);
    plan.blocks.insert(plan.blocks.end(), blocks.begin(), blocks.end());
    channels = out;
  }
  plan.last = {.in = channels, .out = scaled(1280, std::max(1.0, width)), .kernel = 1};
  return plan;
}

class MobileNetV2 final : public LayeredNetwork {
 public:
  MobileNetV2(const Plan& plan, std::int64_t classes) {
    torch::nn::Module& features = add_level(*this, "features");
    stem_ = add_conv_norm(add_level(features, "0"), "0", "1", plan.stem);
    for (const InvertedPlan& block : plan.blocks) {
      blocks_.push_back(
          features.register_module(std::to_string(blocks_.size() + 1), std::make_shared<InvertedResidual>(block)));
    }
    last_ = add_conv_norm(add_level(features, std::to_string(blocks_.size() + 1)), "0", "1", plan.last);
    classifier_ = add_level(*this, "classifier").register_module("1", std::make_shared<Linear>(plan.last.out, classes));
  }

  NetworkOutput forward(const torch::Tensor& images, bool with_features) override {
    NetworkOutput output;
    auto x = mobile_relu_(stem_->forward(images), style);
    if (with_features) output.features.push_back(x);
    for (std::size_t b = 0; b < blocks_.size(); ++b) {
      x = blocks_[b]->forward(x);
      if (with_features && is_tap(b + 1)) output.features.push_back(x);
    }
    x = pooled(mobile_relu_(last_->forward(x), style));
    if (with_features) output.features.push_back(x);
    output.logits = classifier_->forward(at::dropout(x, dropout, is_training()));
    return output;
  }

  [[nodiscard]] std::vector<std::string> tap_names() const override {
    return {"f0 stem", "f1 features.3", "f2 features.6", "f3 features.13", "f4 features.17", "f5 pooled"};
  }
  [[nodiscard]] bool draws() const override { return true; }

 private:
  std::shared_ptr<Conv> stem_, last_;
  std::vector<std::shared_ptr<InvertedResidual>> blocks_;
  std::shared_ptr<Linear> classifier_;
};

}  // namespace

std::optional<NetworkRecipe> mobilenet_v2(std::string_view name) {
  const auto width = parse_mobilenet_v2_name(name);
  if (!width) return std::nullopt;
  NetworkRecipe recipe;
  recipe.make = [w = *width](const NetworkShape& shape) {
    return std::make_shared<MobileNetV2>(plan(w, shape), shape.classes);
  };
  recipe.count = [w = *width](LayerCounter& counter) {
    const Plan layers = plan(w, counter.shape());
    counter.conv_norm(layers.stem);
    for (const InvertedPlan& block : layers.blocks) count_block(counter, block);
    counter.conv_norm(layers.last);
    counter.linear(layers.last.out);
  };
  recipe.initialisation = {normal_fan_out, small_normal_linear};
  recipe.catalogue = imagenet_shape;
  return recipe;
}

}  // namespace tc3kd
