// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/models/network_checks.h"

namespace tc3kd {
namespace {

using test::NetworkCase;

class CifarResNet : public test::NetworkFamilyTest {};
TEST_P(CifarResNet, IsWhatPyTorchComputesInDouble) { test::check_in_double(GetParam()); }
TEST_P(CifarResNet, IsNearlyThatInFloat) { test::check_in_float(GetParam()); }

constexpr const char* family = "cifar_resnet";
INSTANTIATE_TEST_SUITE_P(
    Networks, CifarResNet,
    ::testing::Values(NetworkCase{family, "resnet8", 3, 32}, NetworkCase{family, "resnet8", 1, 28},
                      NetworkCase{family, "resnet20", 3, 32}, NetworkCase{family, "resnet20", 1, 28},
                      NetworkCase{family, "resnet8", 3, 64}, NetworkCase{family, "resnet8_a", 3, 32},
                      NetworkCase{family, "resnet20_a", 1, 28}, NetworkCase{family, "resnet8x4", 3, 32}),
    test::name_of);

}  // namespace
}  // namespace tc3kd
