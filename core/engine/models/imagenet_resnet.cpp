// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/models/imagenet_resnet.h"

#include <array>

#include "core/engine/models/residual_block.h"

namespace tc3kd {
namespace {

constexpr std::int64_t stem_width = 64;

struct Variant {
  std::array<int, 4> blocks;
  bool bottleneck;
  [[nodiscard]] std::int64_t features() const { return bottleneck ? 2048 : 512; }
};

std::array<std::vector<ResidualPlan>, 4> plan(const Variant& variant) {
  std::array<std::vector<ResidualPlan>, 4> groups;
  std::int64_t in = stem_width;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const std::int64_t width = std::int64_t{64} << g;
    for (int i = 0; i < variant.blocks[g]; ++i) {
      const std::int64_t stride = g > 0 && i == 0 ? 2 : 1;
      groups[g].push_back(variant.bottleneck ? bottleneck_plan(in, width, stride) : basic_plan(in, width, stride));
      in = groups[g].back().out();
    }
  }
  return groups;
}

ConvShape stem(const NetworkShape& shape) {
  return {.in = shape.channels, .out = stem_width, .kernel = 7, .stride = 2};
}

class ImageNetResNet final : public LayeredNetwork {
 public:
  ImageNetResNet(const Variant& variant, const NetworkShape& shape)
      : stem_(add_conv_norm(*this, "conv1", "bn1", stem(shape))) {
    for (const auto& plans : plan(variant)) {
      groups_.push_back(add_residual_blocks(*this, "layer" + std::to_string(groups_.size() + 1), plans));
    }
    classifier_ = register_module("fc", std::make_shared<Linear>(variant.features(), shape.classes));
  }

  NetworkOutput forward(const torch::Tensor& images, bool with_features) override {
    NetworkOutput output;
    auto x = stem_->forward(images).relu_();
    if (with_features) output.features.push_back(x);
    x = at::max_pool2d(x, {3, 3}, {2, 2}, {1, 1});
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
    return {"f0 stem", "f1 layer1", "f2 layer2", "f3 layer3", "f4 layer4", "f5 pooled"};
  }

 private:
  std::shared_ptr<Conv> stem_;
  std::vector<ResidualBlocks> groups_;
  std::shared_ptr<Linear> classifier_;
};

std::optional<Variant> variant_of(std::string_view name) {
  if (name == "resnet18") return Variant{{2, 2, 2, 2}, false};
  if (name == "resnet34") return Variant{{3, 4, 6, 3}, false};
  if (name == "resnet50") return Variant{{3, 4, 6, 3}, true};
  return std::nullopt;
}

}  // namespace

std::optional<NetworkRecipe> imagenet_resnet(std::string_view name) {
  const auto variant = variant_of(name);
  if (!variant) return std::nullopt;
  NetworkRecipe recipe;
  recipe.make = [v = *variant](const NetworkShape& shape) { return std::make_shared<ImageNetResNet>(v, shape); };
  recipe.count = [v = *variant](LayerCounter& counter) {
    counter.conv_norm(stem(counter.shape()));
    counter.max_pool(3, 2, 1);
    for (const auto& plans : plan(v)) {
      for (const ResidualPlan& block : plans) count_block(counter, block);
    }
    counter.linear(v.features());
  };
  recipe.catalogue = imagenet_shape;
  return recipe;
}

}  // namespace tc3kd
