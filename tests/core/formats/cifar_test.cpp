// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/formats/cifar.h"

#include <gmock/gmock.h>

#include "core/domain/events/blob_codec.h"

namespace tc3kd {
namespace {

using ::testing::HasSubstr;

const std::vector<std::int64_t> ten{10}, coarse_and_fine{20, 100};

/// Records with these label bytes; pixel p of record i is (i + p) mod 256.
Bytes records(const std::vector<std::vector<int>>& labels) {
  Bytes bytes;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    for (const int label : labels[i]) bytes.push_back(static_cast<std::byte>(label));
    for (std::size_t p = 0; p < cifar_picture_bytes; ++p) bytes.push_back(static_cast<std::byte>(i + p));
  }
  return bytes;
}

TEST(CifarBinary, ReadsRecordsOfOneLabel) {
  const auto read = parse_cifar_binary(records({{3}, {9}}), ten, "batch");
  ASSERT_TRUE(read) << describe(read.error());
  EXPECT_EQ(read->labels, (std::vector<std::int64_t>{3, 9}));
  ASSERT_EQ(read->pixels.size(), 2U * cifar_picture_bytes);
  EXPECT_EQ(read->pixels[0], 0);
  EXPECT_EQ(read->pixels[cifar_picture_bytes + 5], 6);
}

TEST(CifarBinary, TakesTheFineLabelOfTwo) {
  const auto read = parse_cifar_binary(records({{19, 99}, {0, 7}}), coarse_and_fine, "train.bin");
  ASSERT_TRUE(read) << describe(read.error());
  EXPECT_EQ(read->labels, (std::vector<std::int64_t>{99, 7}));
  EXPECT_EQ(read->pixels[cifar_picture_bytes], 1);
}

TEST(CifarBinary, WhatIsWrongIsNamed) {
  const auto error = [](const Bytes& bytes, const std::vector<std::int64_t>& classes) {
    const auto read = parse_cifar_binary(bytes, classes, "x.bin");
    EXPECT_FALSE(read);
    return read ? Error{} : read.error();
  };
  Bytes cut = records({{1}, {2}});
  cut.pop_back();
  EXPECT_THAT(error(cut, ten)["detail"], HasSubstr("3073"));
  EXPECT_THAT(error({}, ten)["detail"], HasSubstr("empty"));
  const Error label = error(records({{1}, {10}}), ten);
  EXPECT_EQ(label.code, ErrorCode::file_malformed);
  EXPECT_EQ(label["path"], "x.bin");
  EXPECT_THAT(label["detail"], HasSubstr("record 1 has the label 10 of 10"));
  EXPECT_THAT(error(records({{20, 5}}), coarse_and_fine)["detail"], HasSubstr("label 20 of 20"));
  EXPECT_THAT(error(records({{1, 100}}), coarse_and_fine)["detail"], HasSubstr("label 100 of 100"));
}

}  // namespace
}  // namespace tc3kd
