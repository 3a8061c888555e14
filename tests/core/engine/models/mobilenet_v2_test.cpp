// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/models/network_checks.h"

namespace tc3kd {
namespace {

using test::NetworkCase;

class MobileNetV2 : public test::NetworkFamilyTest {};
TEST_P(MobileNetV2, IsWhatPyTorchComputesInDouble) { test::check_in_double(GetParam()); }
TEST_P(MobileNetV2, IsNearlyThatInFloat) { test::check_in_float(GetParam()); }

constexpr const char* family = "mobilenet_v2";
INSTANTIATE_TEST_SUITE_P(Networks, MobileNetV2,
                         ::testing::Values(NetworkCase{family, "mobilenet_v2", 3, 48},
                                           NetworkCase{family, "mobilenet_v2_0.5", 1, 52}),
                         test::name_of);

TEST(MobileNetV2Taps, HaveTheDocumentedSizes) {
  const torch::NoGradGuard no_grad;
  const auto network = make_network("mobilenet_v2", {3, 10, 224, 224}, 3).value();
  const auto features = network->forward(at::randn({1, 3, 224, 224}), /*with_features=*/true).features;
  const std::vector<std::vector<std::int64_t>> sizes{{1, 32, 112, 112}, {1, 24, 56, 56}, {1, 32, 28, 28},
                                                     {1, 96, 14, 14},   {1, 320, 7, 7},  {1, 1280}};
  ASSERT_EQ(features.size(), sizes.size());
  for (std::size_t i = 0; i < sizes.size(); ++i) EXPECT_EQ(features[i].sizes().vec(), sizes[i]) << i;
}

TEST(MobileNetV2Dropout, DropsAFifthOfThePooledFeaturesWhileTraining) {
  const torch::NoGradGuard no_grad;
  const auto network = make_network("mobilenet_v2", {3, 1, 64, 64}, 3).value();
  ASSERT_TRUE(network->draws());
  // With weights of 1 and a bias of 0 the logit is the sum of what dropout lets through.
  network->named_parameters()["classifier.1.weight"].fill_(1);
  const at::Tensor pictures = at::randn({8, 3, 64, 64});
  const auto forward = [&](std::uint64_t seed) {
    torch::manual_seed(seed);
    return network->forward(pictures, /*with_features=*/true);
  };
  for (const auto& child : network->children()) child->eval();
  const NetworkOutput one = forward(1), same = forward(1), other = forward(2);
  EXPECT_TRUE(one.logits.equal(same.logits));
  EXPECT_FALSE(one.logits.equal(other.logits));
  const at::Tensor sum = one.features.back().sum(1, true);
  EXPECT_FALSE(at::allclose(one.logits, sum, 1e-4));
  EXPECT_NEAR(one.logits.sum().item<double>() / sum.sum().item<double>(), 1.0, 0.03);  // the rest is scaled by 1/0.8
  network->eval();
  EXPECT_TRUE(at::allclose(forward(1).logits, sum, 1e-4));
  EXPECT_FALSE(make_network("resnet18", {}, 1).value()->draws());
}

}  // namespace
}  // namespace tc3kd
