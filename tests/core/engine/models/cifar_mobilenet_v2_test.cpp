// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/models/network_checks.h"

namespace tc3kd {
namespace {

using test::NetworkCase;

class CifarMobileNetV2 : public test::NetworkFamilyTest {};
TEST_P(CifarMobileNetV2, IsWhatPyTorchComputesInDouble) { test::check_in_double(GetParam()); }
TEST_P(CifarMobileNetV2, IsNearlyThatInFloat) { test::check_in_float(GetParam()); }

constexpr const char* family = "cifar_mobilenet_v2";
INSTANTIATE_TEST_SUITE_P(Networks, CifarMobileNetV2,
                         ::testing::Values(NetworkCase{family, "cifar_mobilenet_v2_0.5", 3, 32},
                                           NetworkCase{family, "cifar_mobilenet_v2_0.35", 1, 28},
                                           NetworkCase{family, "cifar_mobilenet_v2_1.4", 3, 40}),
                         test::name_of);

TEST(CifarMobileNetV2Taps, HaveTheSizesOfTheContract) {
  const auto network = make_network("cifar_mobilenet_v2_0.5", {}, 3).value();
  const auto features = network->forward(at::randn({2, 3, 32, 32}), /*with_features=*/true).features;
  const std::vector<std::vector<std::int64_t>> sizes{{2, 16, 16, 16}, {2, 12, 16, 16}, {2, 16, 8, 8},
                                                     {2, 48, 4, 4},   {2, 160, 2, 2},  {2, 1280}};
  ASSERT_EQ(features.size(), sizes.size());
  for (std::size_t i = 0; i < sizes.size(); ++i) EXPECT_EQ(features[i].sizes().vec(), sizes[i]) << i;
}

}  // namespace
}  // namespace tc3kd
