// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/models/network_checks.h"

namespace tc3kd {
namespace {

using test::NetworkCase;

class Vgg : public test::NetworkFamilyTest {};
TEST_P(Vgg, IsWhatPyTorchComputesInDouble) { test::check_in_double(GetParam()); }
TEST_P(Vgg, IsNearlyThatInFloat) { test::check_in_float(GetParam()); }

constexpr const char* family = "vgg";
INSTANTIATE_TEST_SUITE_P(Networks, Vgg,
                         ::testing::Values(NetworkCase{family, "vgg8", 3, 32}, NetworkCase{family, "vgg8", 1, 28},
                                           NetworkCase{family, "vgg13", 3, 64}),
                         test::name_of);

TEST(VggPooling, FollowsTheFourthBlockForPicturesOf64PixelsAlone) {
  const auto network = make_network("vgg8", {}, 3).value();
  for (const auto& [side, last] : {std::pair{8, 1}, {28, 3}, {32, 4}, {64, 4}, {96, 12}}) {
    const auto features = network->forward(at::randn({2, 3, side, side}), /*with_features=*/true).features;
    EXPECT_EQ(features[4].sizes().vec(), (std::vector<std::int64_t>{2, 512, last, last})) << side;
  }
}

}  // namespace
}  // namespace tc3kd
