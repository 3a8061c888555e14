// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/engine/models/network.h"
#include "tests/core/engine/fixture.h"

namespace tc3kd {
namespace {

using test::Fixture;
using test::largest_difference;
using test::network_by_formula;
using test::wave;
using ::testing::HasSubstr;

at::Tensor pictures(std::int64_t channels, std::int64_t side) {
  return wave({4, channels, side, side}, 0.05, 0.0) + wave({4, channels, side, side}, 1.3, 0.5);
}

std::int64_t count(const Network& network) {
  std::int64_t sum = 0;
  for (const auto& parameter : network.parameters()) sum += parameter.numel();
  return sum;
}

TEST(CifarResNet, TheCatalogueCountsWhatIsPublished) {
  const std::map<std::string, std::pair<std::int64_t, std::int64_t>> published{{"resnet8", {83'892, 12'507'392}},
                                                                               {"resnet20", {278'324, 40'818'944}},
                                                                               {"resnet56", {861'620, 125'753'600}},
                                                                               {"resnet110", {1'736'564, 253'155'584}}};
  for (const ModelInfo& info : model_catalogue()) {
    EXPECT_EQ(count(*make_network(info.name, {}, 1).value()), info.parameters) << info.name;
    const auto known = published.find(info.name);
    if (known == published.end()) continue;
    EXPECT_EQ(info.parameters, known->second.first) << info.name;
    EXPECT_EQ(info.macs, known->second.second) << info.name;
  }
  EXPECT_EQ(model_catalogue().size(), 7U);
  EXPECT_EQ(count(*make_network("resnet8", {3, 10}, 1).value()), 78'042);
}

class CifarResNetAgainstPyTorch : public ::testing::TestWithParam<std::tuple<std::string, int, int>> {};

TEST_P(CifarResNetAgainstPyTorch, TheSameNumbersInDouble) {
  const auto& [name, channels, side] = GetParam();
  const Fixture fixture("models/cifar_resnet.safetensors");
  const std::string prefix = name + "_c" + std::to_string(channels) + "/f64/";
  const auto network = network_by_formula(name, {channels, 10}, at::kDouble);
  network->eval();
  const NetworkOutput output = network->forward(pictures(channels, side), /*with_features=*/true);
  EXPECT_LT(largest_difference(output.logits, fixture[prefix + "eval_logits"]), 1e-11);
  ASSERT_EQ(output.features.size(), 5U);
  for (std::size_t i = 0; i < 5; ++i) {
    const at::Tensor& tap = output.features[i];
    const at::Tensor mean = tap.dim() == 2 ? tap : tap.mean({2, 3});
    EXPECT_LT(largest_difference(mean, fixture[prefix + "eval_tap" + std::to_string(i)]), 1e-11) << i;
  }
  EXPECT_LT(largest_difference(network->folded()->forward(pictures(channels, side)).logits, output.logits), 1e-11);

  network->train();
  const at::Tensor logits = network->forward(pictures(channels, side)).logits;
  EXPECT_LT(largest_difference(logits, fixture[prefix + "train_logits"]), 1e-11);
  const at::Tensor loss = at::cross_entropy_loss(logits, at::tensor({0, 3, 6, 9}, at::kLong));
  loss.backward();
  EXPECT_LT(largest_difference(loss, fixture[prefix + "loss"]), 1e-11);
  const auto parameters = network->named_parameters();
  for (const char* parameter : {"conv1.weight", "bn1.weight", "layer1.0.bn2.bias", "layer2.0.downsample.0.weight",
                                "layer2.0.downsample.1.weight", "layer3.0.bn1.bias", "fc.weight", "fc.bias"}) {
    EXPECT_LT(largest_difference(parameters[parameter].grad(), fixture[prefix + "grad/" + parameter]), 1e-11)
        << parameter;
  }
  const auto buffers = network->named_buffers();
  for (const char* buffer : {"bn1.running_mean", "layer3.0.bn2.running_var", "bn1.num_batches_tracked"}) {
    EXPECT_LT(largest_difference(buffers[buffer], fixture[prefix + "buffer/" + buffer]), 1e-11) << buffer;
  }
}

TEST_P(CifarResNetAgainstPyTorch, NearlyTheSameInFloat) {
  const auto& [name, channels, side] = GetParam();
  const Fixture fixture("models/cifar_resnet.safetensors");
  const std::string prefix = name + "_c" + std::to_string(channels) + "/f32/";
  const auto network = network_by_formula(name, {channels, 10}, at::kFloat);
  network->eval();
  const at::Tensor input = pictures(channels, side).to(at::kFloat).contiguous(at::MemoryFormat::ChannelsLast);
  const at::Tensor expected = fixture[prefix + "eval_logits"];
  const double scale = expected.abs().max().item<double>();
  EXPECT_LT(largest_difference(network->forward(input).logits, expected), 2e-5 * scale);
  EXPECT_LT(largest_difference(network->folded()->forward(input).logits, expected), 2e-5 * scale);
}

INSTANTIATE_TEST_SUITE_P(Networks, CifarResNetAgainstPyTorch,
                         ::testing::Values(std::tuple{"resnet8", 3, 32}, std::tuple{"resnet8", 1, 28},
                                           std::tuple{"resnet20", 3, 32}, std::tuple{"resnet20", 1, 28}));

TEST(Network, TheSeedDecidesTheWeights) {
  const auto weights = [](std::uint64_t seed) {
    return make_network("resnet8", {1, 10}, seed).value()->parameters()[0];
  };
  EXPECT_TRUE(weights(3).equal(weights(3)));
  EXPECT_FALSE(weights(3).equal(weights(4)));
}

TEST(Network, InitialisationHasTheVarianceOfKaimingFanOut) {
  const auto network = make_network("resnet20", {3, 100}, 7).value();
  const at::Tensor weight = network->named_parameters()["layer3.0.conv2.weight"];  // 64 × 64 × 3 × 3
  EXPECT_NEAR(weight.std().item<double>() / std::sqrt(2.0 / (64 * 9)), 1.0, 0.02);
  EXPECT_LE(network->named_parameters()["fc.weight"].abs().max().item<double>(), 1.0 / 8.0);
}

TEST(Network, AnUnknownNameNamesTheNearest) {
  const auto network = make_network("resnet21", {}, 1);
  ASSERT_FALSE(network);
  EXPECT_EQ(network.error().code, ErrorCode::unknown_model);
  EXPECT_EQ(network.error()["nearest"], "resnet20");
}

TEST(Weights, ComeBackBitForBit) {
  const auto one = network_by_formula("resnet8", {3, 10}, at::kFloat);
  const auto other = make_network("resnet8", {3, 10}, 99).value();
  ASSERT_TRUE(load_weights(*other, save_weights(*one), "memory"));
  const auto expected = one->named_parameters();
  for (const auto& entry : other->named_parameters())
    EXPECT_TRUE(entry.value().equal(expected[entry.key()])) << entry.key();
  EXPECT_TRUE(other->named_buffers()["bn1.running_var"].equal(one->named_buffers()["bn1.running_var"]));
}

TEST(Weights, OfAnotherNetworkLeaveThisOneAlone) {
  const auto network = make_network("resnet8", {3, 10}, 1).value();
  const at::Tensor before = network->parameters()[0].clone();
  const auto wider =
      load_weights(*network, save_weights(*make_network("resnet8", {1, 100}, 2).value()), "w.safetensors");
  ASSERT_FALSE(wider);
  EXPECT_EQ(wider.error().code, ErrorCode::weights_mismatch);
  EXPECT_EQ(wider.error()["path"], "w.safetensors");
  EXPECT_THAT(wider.error()["detail"], HasSubstr("fc.weight"));
  EXPECT_THAT(wider.error()["detail"], HasSubstr("conv1.weight"));
  const auto deeper =
      load_weights(*network, save_weights(*make_network("resnet14", {3, 10}, 2).value()), "w.safetensors");
  ASSERT_FALSE(deeper);
  EXPECT_THAT(deeper.error()["detail"], HasSubstr("unexpected"));
  EXPECT_TRUE(network->parameters()[0].equal(before));
}

}  // namespace
}  // namespace tc3kd
