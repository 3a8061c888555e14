// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/models/cifar_resnet.h"

#include <array>

#include "core/engine/models/residual_block.h"

namespace tc3kd {
namespace {

struct Variant {
  int depth = 0;
  std::int64_t stem = 16;
  std::array<std::int64_t, 3> widths{16, 32, 64};
  Shortcut shortcut = Shortcut::projection;
};

using Groups = std::array<std::vector<ResidualPlan>, 3>;

Groups plan(const Variant& variant) {
  Groups groups;
  std::int64_t in = variant.stem;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    for (int i = 0; i < (variant.depth - 2) / 6; ++i) {
      groups[g].push_back(basic_plan(in, variant.widths[g], g > 0 && i == 0 ? 2 : 1, variant.shortcut));
      in = variant.widths[g];
    }
  }
  return groups;
}

ConvShape stem(const Variant& variant, const NetworkShape& shape) {
  return {.in = shape.channels, .out = variant.stem};
}

class CifarResNet final : public LayeredNetwork {
 public:
  CifarResNet(const Variant& variant, const NetworkShape& shape)
      : stem_(add_conv_norm(*this, "conv1", "bn1", stem(variant, shape))) {
    for (const auto& plans : plan(variant)) {
      groups_.push_back(add_residual_blocks(*this, "layer" + std::to_string(groups_.size() + 1), plans));
    }
    classifier_ = register_module(variant.shortcut == Shortcut::padding ? "linear" : "fc",
                                  std::make_shared<Linear>(variant.widths.back(), shape.classes));
  }

  NetworkOutput forward(const torch::Tensor& images, bool with_features) override {
    NetworkOutput output;
    auto x = stem_->forward(images).relu_();
    if (with_features) output.features.push_back(x);
    for (const auto& blocks : groups_) {
      for (const auto& block : blocks) x = block->forward(x);
      if (with_features) output.features.push_back(x);
    }
    x = pooled(x);
    if (with_features) output.features.push_back(x);
    output.logits = classifier_->forward(x);
    return output;
  }

  [[nodiscard]] std::vector<std::string> tap_names() const override {
    return {"f0 stem", "f1 layer1", "f2 layer2", "f3 layer3", "f4 pooled"};
  }

 private:
  std::shared_ptr<Conv> stem_;
  std::vector<ResidualBlocks> groups_;
  std::shared_ptr<Linear> classifier_;
};

std::optional<Variant> variant_of(std::string_view name) {
  for (const int depth : {8, 14, 20, 32, 44, 56, 110}) {
    const std::string plain = "resnet" + std::to_string(depth);
    if (name == plain) return Variant{.depth = depth};
    if (name == plain + "_a") return Variant{.depth = depth, .shortcut = Shortcut::padding};
    if (name == plain + "x4" && (depth == 8 || depth == 32)) return Variant{depth, 32, {64, 128, 256}};
  }
  return std::nullopt;
}

}  // namespace

std::optional<NetworkRecipe> cifar_resnet(std::string_view name) {
  const auto variant = variant_of(name);
  if (!variant) return std::nullopt;
  NetworkRecipe recipe;
  recipe.make = [v = *variant](const NetworkShape& shape) { return std::make_shared<CifarResNet>(v, shape); };
  recipe.count = [v = *variant](LayerCounter& counter) {
    counter.conv_norm(stem(v, counter.shape()));
    for (const auto& plans : plan(v)) {
      for (const ResidualPlan& block : plans) count_block(counter, block);
    }
    counter.linear(v.widths.back());
  };
  if (variant->shortcut == Shortcut::padding) recipe.initialisation = {normal_fan_in, normal_fan_in_linear};
  return recipe;
}

}  // namespace tc3kd
