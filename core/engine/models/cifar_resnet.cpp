// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/models/cifar_resnet.h"

#include <array>
#include <optional>

#include "core/engine/models/layers.h"

namespace tc3kd {
namespace {

constexpr std::array<std::int64_t, 3> widths{16, 32, 64};

/// Conv–BN–ReLU–Conv–BN plus the shortcut, then ReLU.
class BasicBlock : public torch::nn::Module {
 public:
  BasicBlock(std::int64_t in, std::int64_t out, std::int64_t stride)
      : conv1(register_module("conv1", conv(in, out, 3, stride))),
        bn1(register_module("bn1", torch::nn::BatchNorm2d(out))),
        conv2(register_module("conv2", conv(out, out, 3, 1))),
        bn2(register_module("bn2", torch::nn::BatchNorm2d(out))) {
    if (stride != 1 || in != out) {
      downsample =
          register_module("downsample", torch::nn::Sequential(conv(in, out, 1, stride), torch::nn::BatchNorm2d(out)));
    }
  }

  torch::Tensor forward(const torch::Tensor& x) {
    const auto shortcut = downsample ? downsample->forward(x) : x;
    return bn2(conv2(bn1(conv1(x)).relu_())).add_(shortcut).relu_();
  }

  torch::nn::Conv2d conv1;
  torch::nn::BatchNorm2d bn1;
  torch::nn::Conv2d conv2;
  torch::nn::BatchNorm2d bn2;
  torch::nn::Sequential downsample{nullptr};
};

class CifarResNet final : public Network {
 public:
  CifarResNet(int depth, NetworkShape shape)
      : conv1(register_module("conv1", conv(shape.channels, widths[0], 3, 1))),
        bn1(register_module("bn1", torch::nn::BatchNorm2d(widths[0]))) {
    std::int64_t in = widths[0];
    for (std::size_t g = 0; g < widths.size(); ++g) {
      torch::nn::Sequential blocks;
      for (int i = 0; i < (depth - 2) / 6; ++i) {
        auto block = std::make_shared<BasicBlock>(in, widths[g], g > 0 && i == 0 ? 2 : 1);
        groups[g].push_back(block);
        blocks->push_back(block);
        in = widths[g];
      }
      register_module("layer" + std::to_string(g + 1), blocks);
    }
    fc = register_module("fc", torch::nn::Linear(in, shape.classes));
  }

  NetworkOutput forward(const torch::Tensor& images, bool with_features) override {
    NetworkOutput output;
    auto x = bn1(conv1(images)).relu_();
    if (with_features) output.features.push_back(x);
    for (const auto& blocks : groups) {
      for (const auto& block : blocks) x = block->forward(x);
      if (with_features) output.features.push_back(x);
    }
    x = x.mean({2, 3});
    if (with_features) output.features.push_back(x);
    output.logits = fc(x);
    return output;
  }

  [[nodiscard]] std::shared_ptr<Network> folded() const override;

  torch::nn::Conv2d conv1;
  torch::nn::BatchNorm2d bn1;
  std::array<std::vector<std::shared_ptr<BasicBlock>>, 3> groups;
  torch::nn::Linear fc{nullptr};
};

/// The same network with every batch norm inside its convolution: 3 operators a block instead of 7.
class FoldedCifarResNet final : public Network {
 public:
  explicit FoldedCifarResNet(const CifarResNet& network)
      : stem_(fold(network.conv1, network.bn1)),
        weight_(network.fc->weight.detach().clone()),
        bias_(network.fc->bias.detach().clone()) {
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      for (const auto& block : network.groups[g]) {
        Block folded{fold(block->conv1, block->bn1), fold(block->conv2, block->bn2), {}};
        if (block->downsample) {
          folded.shortcut = fold(*block->downsample->ptr(0)->as<torch::nn::Conv2dImpl>(),
                                 *block->downsample->ptr(1)->as<torch::nn::BatchNorm2dImpl>());
        }
        groups_[g].push_back(std::move(folded));
      }
    }
    eval();
  }

  NetworkOutput forward(const torch::Tensor& images, bool with_features) override {
    const torch::NoGradGuard no_grad;
    NetworkOutput output;
    auto x = stem_.apply(images).relu_();
    if (with_features) output.features.push_back(x);
    for (const auto& blocks : groups_) {
      for (const Block& block : blocks) {
        const auto shortcut = block.shortcut ? block.shortcut->apply(x) : x;
        x = block.second.apply(block.first.apply(x).relu_()).add_(shortcut).relu_();
      }
      if (with_features) output.features.push_back(x);
    }
    x = x.mean({2, 3});
    if (with_features) output.features.push_back(x);
    output.logits = torch::linear(x, weight_, bias_);
    return output;
  }

  [[nodiscard]] std::shared_ptr<Network> folded() const override { return std::make_shared<FoldedCifarResNet>(*this); }

 private:
  struct Block {
    FoldedConv first, second;
    std::optional<FoldedConv> shortcut;
  };
  FoldedConv stem_;
  std::array<std::vector<Block>, 3> groups_;
  torch::Tensor weight_, bias_;
};

std::shared_ptr<Network> CifarResNet::folded() const { return std::make_shared<FoldedCifarResNet>(*this); }

}  // namespace

std::shared_ptr<Network> make_cifar_resnet(int depth, NetworkShape shape) {
  return std::make_shared<CifarResNet>(depth, shape);
}

ModelInfo count_cifar_resnet(int depth, NetworkShape shape, std::int64_t side) {
  ModelInfo info{"resnet" + std::to_string(depth), 0, 0};
  const auto count = [&](std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t map) {
    const std::int64_t weights = in * out * kernel * kernel;
    info.parameters += weights + 2 * out;  // a batch norm follows every convolution
    info.macs += weights * map * map;
  };
  count(shape.channels, widths[0], 3, side);
  std::int64_t in = widths[0];
  for (std::size_t g = 0; g < widths.size(); ++g) {
    if (g > 0) side = (side + 1) / 2;
    for (int i = 0; i < (depth - 2) / 6; ++i) {
      count(in, widths[g], 3, side);
      count(widths[g], widths[g], 3, side);
      if (in != widths[g]) count(in, widths[g], 1, side);
      in = widths[g];
    }
  }
  info.parameters += (in + 1) * shape.classes;
  info.macs += in * shape.classes;
  return info;
}

}  // namespace tc3kd
