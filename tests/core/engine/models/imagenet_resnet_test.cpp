// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/models/network_checks.h"

namespace tc3kd {
namespace {

using test::NetworkCase;

class ImageNetResNet : public test::NetworkFamilyTest {};
TEST_P(ImageNetResNet, IsWhatPyTorchComputesInDouble) { test::check_in_double(GetParam()); }
TEST_P(ImageNetResNet, IsNearlyThatInFloat) { test::check_in_float(GetParam()); }

constexpr const char* family = "imagenet_resnet";
INSTANTIATE_TEST_SUITE_P(Networks, ImageNetResNet,
                         ::testing::Values(NetworkCase{family, "resnet18", 3, 64},
                                           NetworkCase{family, "resnet34", 1, 48},
                                           NetworkCase{family, "resnet50", 3, 48}),
                         test::name_of);

TEST(ImageNetResNetTaps, HaveTheSizesOfTheContract) {
  const torch::NoGradGuard no_grad;
  const auto network = make_network("resnet50", {3, 10, 224, 224}, 3).value();
  const auto features = network->forward(at::randn({1, 3, 224, 224}), /*with_features=*/true).features;
  const std::vector<std::vector<std::int64_t>> sizes{{1, 64, 112, 112}, {1, 256, 56, 56}, {1, 512, 28, 28},
                                                     {1, 1024, 14, 14}, {1, 2048, 7, 7},  {1, 2048}};
  ASSERT_EQ(features.size(), sizes.size());
  for (std::size_t i = 0; i < sizes.size(); ++i) EXPECT_EQ(features[i].sizes().vec(), sizes[i]) << i;
}

}  // namespace
}  // namespace tc3kd
