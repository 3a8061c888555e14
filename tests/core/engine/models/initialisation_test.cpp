// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <gtest/gtest.h>

#include "core/engine/models/network.h"

namespace tc3kd {
namespace {

class Weights {
 public:
  Weights(const std::string& name, NetworkShape shape, std::uint64_t seed = 7)
      : network_(make_network(name, shape, seed).value()), parameters_(network_->named_parameters()) {}
  at::Tensor operator[](const std::string& name) const { return parameters_[name]; }

  /// N(0, variance): mean, spread and, telling it from a uniform distribution, tails of 3σ.
  void expect_normal(const std::string& name, double variance) const {
    const at::Tensor weight = (*this)[name];
    const double std = std::sqrt(variance), n = static_cast<double>(weight.numel());
    ASSERT_GT(n, 1500) << name;
    EXPECT_NEAR(weight.mean().item<double>(), 0, 5 * std / std::sqrt(n)) << name;
    EXPECT_NEAR(weight.std().item<double>() / std, 1, 5 / std::sqrt(2 * n)) << name;
    EXPECT_NEAR(weight.abs().gt(2 * std).to(at::kDouble).mean().item<double>(), 0.0455, 5 * std::sqrt(0.0434 / n))
        << name;
  }
  void expect_uniform(const std::string& name, double bound) const {
    const at::Tensor weight = (*this)[name];
    const double largest = weight.abs().max().item<double>();
    EXPECT_LE(largest, bound) << name;
    EXPECT_GT(largest, 0.9 * bound) << name;
  }
  void expect_all(const std::string& name, double value) const {
    EXPECT_TRUE((*this)[name].eq(value).all().item<bool>()) << name;
  }

 private:
  std::shared_ptr<Network> network_;
  torch::OrderedDict<std::string, at::Tensor> parameters_;
};

TEST(Initialisation, OfACifarResNetIsFanOut) {
  const Weights w("resnet20", {3, 100});
  w.expect_normal("layer3.0.conv2.weight", 2.0 / (64 * 9));
  w.expect_normal("layer3.0.conv1.weight", 2.0 / (64 * 9));  // fan-in would be 32 · 9
  w.expect_normal("layer3.0.downsample.0.weight", 2.0 / 64);
  w.expect_uniform("fc.weight", 1.0 / 8);
  w.expect_uniform("fc.bias", 1.0 / 8);
  w.expect_all("bn1.weight", 1);
  w.expect_all("layer2.0.bn2.bias", 0);
}

// PyTorch 2.11's generator, seeded with the stream's first number, drew these: stored runs can be repeated.
TEST(Initialisation, OfACifarResNetDrawsTheNumbersItAlwaysDrew) {
  const Weights w("resnet8", {3, 10});
  const auto number = [&](const char* name, std::int64_t i) { return w[name].contiguous().view(-1)[i].item<float>(); };
  EXPECT_FLOAT_EQ(number("conv1.weight", 0), 0.14867520332336426F);
  EXPECT_FLOAT_EQ(number("conv1.weight", 2), 0.17464730143547058F);
  EXPECT_FLOAT_EQ(number("conv1.weight", -1), -0.08869770169258118F);
  EXPECT_FLOAT_EQ(number("layer1.0.conv2.weight", 0), 0.09827547520399094F);
  EXPECT_FLOAT_EQ(number("layer3.0.downsample.0.weight", -1), 0.017714204266667366F);
  EXPECT_FLOAT_EQ(number("fc.weight", 0), -0.03729709982872009F);
  EXPECT_FLOAT_EQ(number("fc.weight", -1), 0.11944656074047089F);
  EXPECT_FLOAT_EQ(number("fc.bias", -1), -0.055046454071998596F);
  double sum = 0;
  for (const char* name :
       {"conv1", "layer1.0.conv1", "layer1.0.conv2", "layer2.0.conv1", "layer2.0.conv2", "layer2.0.downsample.0",
        "layer3.0.conv1", "layer3.0.conv2", "layer3.0.downsample.0", "fc"}) {
    sum += w[name + std::string(".weight")].to(at::kDouble).abs().sum().item<double>();
  }
  EXPECT_NEAR(sum + w["fc.bias"].to(at::kDouble).abs().sum().item<double>(), 4429.346558563984, 1e-3);
}

TEST(Initialisation, WithPaddedShortcutsIsFanInForTheClassifierToo) {
  const Weights w("resnet20_a", {3, 100});
  w.expect_normal("layer3.0.conv1.weight", 2.0 / (32 * 9));
  w.expect_normal("linear.weight", 2.0 / 64);
  w.expect_uniform("linear.bias", 1.0 / 8);
}

TEST(Initialisation, OfAWideResNetHasNoBias) {
  const Weights w("wrn_40_2", {3, 100});
  w.expect_normal("block3.layer.0.conv1.weight", 2.0 / (128 * 9));
  w.expect_normal("block3.layer.0.convShortcut.weight", 2.0 / 128);
  w.expect_uniform("fc.weight", 1.0 / std::sqrt(128.0));
  w.expect_all("fc.bias", 0);
}

TEST(Initialisation, OfTheMobileNetsHasASmallClassifier) {
  const Weights cifar("cifar_mobilenet_v2_0.5", {3, 100});
  cifar.expect_normal("blocks.5.1.conv.3.weight", 2.0 / (480 * 9));  // depthwise: all channels count
  cifar.expect_normal("blocks.5.1.conv.0.weight", 2.0 / 480);
  cifar.expect_normal("conv2.0.weight", 2.0 / 1280);
  cifar.expect_normal("classifier.0.weight", 1e-4);
  cifar.expect_all("classifier.0.bias", 0);
  const Weights imagenet("mobilenet_v2", {3, 1000, 224, 224});
  imagenet.expect_normal("features.17.conv.1.0.weight", 2.0 / (960 * 9));
  imagenet.expect_normal("features.17.conv.2.weight", 2.0 / 320);
  imagenet.expect_normal("classifier.1.weight", 1e-4);
  imagenet.expect_all("classifier.1.bias", 0);
}

TEST(Initialisation, OfAVggHasNoBiases) {
  const Weights w("vgg8", {3, 100});
  w.expect_normal("block0.0.weight", 2.0 / (64 * 9));
  w.expect_normal("block4.0.weight", 2.0 / (512 * 9));
  w.expect_all("block4.0.bias", 0);
  w.expect_normal("classifier.weight", 1e-4);
  w.expect_all("classifier.bias", 0);
}

TEST(Initialisation, OfAnImageNetResNetIsFanOut) {
  const Weights w("resnet50", {3, 1000, 224, 224});
  w.expect_normal("conv1.weight", 2.0 / (64 * 49));
  w.expect_normal("layer4.0.conv3.weight", 2.0 / 2048);
  w.expect_normal("layer4.0.downsample.0.weight", 2.0 / 2048);
  w.expect_uniform("fc.weight", 1.0 / std::sqrt(2048.0));
  w.expect_all("layer4.2.bn3.weight", 1);
}

TEST(Initialisation, IsTheSeedsAndNoOneElses) {
  for (const char* name : {"resnet8_a", "wrn_10_1", "cifar_mobilenet_v2_0.35", "vgg8", "mobilenet_v2_0.5"}) {
    const auto first = [&](std::uint64_t seed) { return make_network(name, {1, 10}, seed).value()->parameters(); };
    torch::manual_seed(1);
    const auto before = at::rand({1}).item<float>();
    torch::manual_seed(1);
    const auto a = first(3);
    EXPECT_EQ(at::rand({1}).item<float>(), before) << name << " drew from the global generator";
    const auto b = first(3), c = first(4);
    for (std::size_t i = 0; i < a.size(); ++i) EXPECT_TRUE(a[i].equal(b[i])) << name;
    EXPECT_FALSE(a[0].equal(c[0])) << name;
  }
}

}  // namespace
}  // namespace tc3kd
