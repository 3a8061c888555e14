// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/models/script_network.h"

#include <gmock/gmock.h>

#include "tests/core/engine/fixture.h"

namespace tc3kd {
namespace {

using test::Fixture;
using test::largest_difference;
using ::testing::HasSubstr;

Bytes file(const std::string& name) {
  return read_file_bytes(std::string(TC3KD_TEST_DATA "/formats/") + name, 1 << 20).value();
}

TEST(ScriptNetwork, GivesPyTorchsLogits) {
  const Fixture fixture("formats/script.safetensors");
  const auto network = load_script_network(file("script.pt"), "script.pt", {3, 8, 8}, 5);
  ASSERT_TRUE(network) << describe(network.error());
  const at::Tensor expected = fixture["logits"];
  const double limit = 1e-5 * expected.abs().max().item<double>();
  EXPECT_LT(largest_difference((*network)->forward(fixture["pictures"]).logits, expected), limit);
  const auto frozen = (*network)->folded();
  EXPECT_LT(largest_difference(frozen->forward(fixture["pictures"]).logits, expected), limit);
  EXPECT_FALSE(frozen->forward(fixture["pictures"]).logits.requires_grad());
  EXPECT_EQ(script_classes(*frozen), 5);
}

TEST(ScriptNetwork, HasNoFeaturesAndSaysSo) {
  const auto network = load_script_network(file("script.pt"), "script.pt", {3, 8, 8}, 0).value();
  EXPECT_FALSE(gives_features(*network));
  EXPECT_TRUE(gives_features(*make_network("resnet8", {}, 1).value()));
  EXPECT_THROW((void)network->forward(at::zeros({1, 3, 8, 8}), true), c10::Error);
}

TEST(ScriptNetwork, WhatDoesNotFitIsSaid) {
  const auto refused = [](const std::string& name, PictureShape pictures, std::int64_t classes) {
    const auto network = load_script_network(file(name), name, pictures, classes);
    return network ? Error{} : network.error();
  };
  const Error classes = refused("script.pt", {3, 8, 8}, 10);
  EXPECT_EQ(classes.code, ErrorCode::weights_mismatch);
  EXPECT_THAT(classes["detail"], HasSubstr("5 classes apart, and the data have 10"));
  const Error channels = refused("script.pt", {1, 8, 8}, 5);
  EXPECT_EQ(channels.code, ErrorCode::weights_mismatch);
  EXPECT_THAT(channels["detail"], HasSubstr("does not take such pictures"));
  EXPECT_EQ(refused("script_writes.pt", {3, 8, 8}, 3).code, ErrorCode::file_malformed);
  EXPECT_FALSE(std::filesystem::exists("/tmp/tc3kd-was-here"));
  EXPECT_EQ(refused("state_zip.pt", {3, 8, 8}, 3).code, ErrorCode::file_malformed);
}

}  // namespace
}  // namespace tc3kd
