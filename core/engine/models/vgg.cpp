// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/models/vgg.h"

#include <array>

namespace tc3kd {
namespace {

constexpr std::array<std::int64_t, 5> widths{64, 128, 256, 512, 512};

using Blocks = std::array<std::vector<ConvShape>, 5>;

Blocks plan(int convolutions, std::int64_t channels) {
  Blocks blocks;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    for (int i = 0; i < convolutions; ++i) {
      blocks[b].push_back({.in = channels, .out = widths[b], .bias = true});
      channels = widths[b];
    }
  }
  return blocks;
}

/// As in RepDistiller: the fourth pooling is for pictures of exactly 64×64.
bool pools_after(std::size_t block, std::int64_t height, std::int64_t width) {
  return block < 3 || (block == 3 && height == 64 && width == 64);
}

class Vgg final : public LayeredNetwork {
 public:
  Vgg(int convolutions, const NetworkShape& shape) {
    for (const auto& shapes : plan(convolutions, shape.channels)) {
      auto& level = add_level(*this, "block" + std::to_string(blocks_.size()));
      auto& layers = blocks_.emplace_back();
      for (const ConvShape& conv : shapes) {
        const std::size_t place = 3 * layers.size();  // convolution, norm, ReLU
        layers.push_back(add_conv_norm(level, std::to_string(place), std::to_string(place + 1), conv));
      }
    }
    classifier_ = register_module("classifier", std::make_shared<Linear>(widths.back(), shape.classes));
  }

  NetworkOutput forward(const torch::Tensor& images, bool with_features) override {
    NetworkOutput output;
    auto x = images;
    for (std::size_t b = 0; b < blocks_.size(); ++b) {
      for (const auto& layer : blocks_[b]) x = layer->forward(x).relu_();
      if (with_features) output.features.push_back(x);
      if (pools_after(b, images.size(2), images.size(3))) x = at::max_pool2d(x, {2, 2}, {2, 2});
    }
    x = pooled(x);
    if (with_features) output.features.push_back(x);
    output.logits = classifier_->forward(x);
    return output;
  }

  [[nodiscard]] std::vector<std::string> tap_names() const override {
    return {"f0 block0", "f1 block1", "f2 block2", "f3 block3", "f4 block4", "f5 pooled"};
  }

 private:
  std::vector<std::vector<std::shared_ptr<Conv>>> blocks_;
  std::shared_ptr<Linear> classifier_;
};

void count_vgg(LayerCounter& counter, int convolutions) {
  const NetworkShape& shape = counter.shape();
  const Blocks blocks = plan(convolutions, shape.channels);
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    for (const ConvShape& conv : blocks[b]) counter.conv_norm(conv);
    if (pools_after(b, shape.height, shape.width)) counter.max_pool(2, 2, 0);
  }
  counter.linear(widths.back());
}

}  // namespace

std::optional<NetworkRecipe> vgg(std::string_view name) {
  if (name != "vgg8" && name != "vgg13") return std::nullopt;
  const int convolutions = name == "vgg8" ? 1 : 2;
  NetworkRecipe recipe;
  recipe.make = [=](const NetworkShape& shape) { return std::make_shared<Vgg>(convolutions, shape); };
  recipe.count = [=](LayerCounter& counter) { count_vgg(counter, convolutions); };
  recipe.initialisation = {normal_fan_out, small_normal_linear};
  recipe.smallest_side = 8;  // three poolings, each of which halves
  return recipe;
}

}  // namespace tc3kd
