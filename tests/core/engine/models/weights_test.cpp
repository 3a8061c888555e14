// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/engine/models/network.h"
#include "tests/core/engine/models/network_checks.h"

namespace tc3kd {
namespace {

using test::network_by_formula;
using ::testing::HasSubstr;

TEST(Weights, OfEveryFamilyComeBackBitForBit) {
  for (const char* name :
       {"resnet8", "resnet8_a", "wrn_10_2", "cifar_mobilenet_v2_0.35", "vgg8", "resnet18", "mobilenet_v2_0.5"}) {
    const auto one = network_by_formula(name, {3, 10}, at::kFloat);
    const auto other = make_network(name, {3, 10}, 99).value();
    ASSERT_TRUE(load_weights(*other, save_weights(*one), "memory")) << name;
    const auto expected = test::state_of(*one), found = test::state_of(*other);
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_TRUE(found[i].second.equal(expected[i].second)) << name << " " << found[i].first;
      EXPECT_TRUE(found[i].second.dim() < 4 || found[i].second.is_contiguous(at::MemoryFormat::ChannelsLast));
    }
  }
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
