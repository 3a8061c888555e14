// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/models/network_checks.h"

namespace tc3kd {
namespace {

using test::NetworkCase;

class Wrn : public test::NetworkFamilyTest {};
TEST_P(Wrn, IsWhatPyTorchComputesInDouble) { test::check_in_double(GetParam()); }
TEST_P(Wrn, IsNearlyThatInFloat) { test::check_in_float(GetParam()); }

constexpr const char* family = "wrn";
INSTANTIATE_TEST_SUITE_P(Networks, Wrn,
                         ::testing::Values(NetworkCase{family, "wrn_16_2", 3, 32},
                                           NetworkCase{family, "wrn_16_1", 1, 28},
                                           NetworkCase{family, "wrn_10_3", 3, 64}),
                         test::name_of);

TEST(WrnTaps, AreSigned) {
  const auto network = make_network("wrn_16_2", {}, 3).value();
  const auto features = network->forward(at::randn({2, 3, 32, 32}), /*with_features=*/true).features;
  for (std::size_t i = 0; i < 4; ++i) EXPECT_LT(features[i].min().item<float>(), 0) << i;
}

}  // namespace
}  // namespace tc3kd
