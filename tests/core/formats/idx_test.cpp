// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/formats/idx.h"

#include <gmock/gmock.h>

#include "core/domain/events/blob_codec.h"

namespace tc3kd {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Bytes bytes_of(std::initializer_list<int> values) {
  Bytes bytes;
  for (const int value : values) bytes.push_back(static_cast<std::byte>(value));
  return bytes;
}

void expect_malformed(const Bytes& bytes, int dimensions, const std::string& detail) {
  const auto parsed = parse_idx(bytes, dimensions, "digits");
  ASSERT_FALSE(parsed) << detail;
  EXPECT_EQ(parsed.error().code, ErrorCode::file_malformed);
  EXPECT_EQ(parsed.error()["path"], "digits");
  EXPECT_THAT(parsed.error()["detail"], HasSubstr(detail));
}

TEST(Idx, LabelsAndPicturesAreReadInRowMajorOrder) {
  const Bytes labels = bytes_of({0, 0, 8, 1, 0, 0, 0, 3, 7, 0, 255});
  const auto vector = parse_idx(labels, 1, "labels");
  ASSERT_TRUE(vector);
  EXPECT_THAT(vector->shape, ElementsAre(3));
  EXPECT_THAT(vector->values, ElementsAre(7, 0, 255));

  const Bytes pictures = bytes_of({0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6});
  const auto cube = parse_idx(pictures, 3, "pictures");
  ASSERT_TRUE(cube);
  EXPECT_THAT(cube->shape, ElementsAre(2, 1, 3));
  EXPECT_THAT(cube->values, ElementsAre(1, 2, 3, 4, 5, 6));
}

TEST(Idx, SizesAreBigEndian) {
  Bytes bytes = bytes_of({0, 0, 8, 1, 0, 0, 1, 2});
  bytes.resize(8 + 258);
  const auto parsed = parse_idx(bytes, 1, "x");
  ASSERT_TRUE(parsed);
  EXPECT_THAT(parsed->shape, ElementsAre(258));
}

TEST(Idx, WhatIsWrongIsNamed) {
  expect_malformed({}, 1, "header");
  expect_malformed(bytes_of({0, 0, 8, 1, 0, 0, 0}), 1, "header");
  expect_malformed(bytes_of({1, 0, 8, 1, 0, 0, 0, 1, 5}), 1, "begin");
  expect_malformed(bytes_of({0, 0, 13, 1, 0, 0, 0, 1, 0, 0, 0, 0}), 1, "begin");  // 13: floats
  expect_malformed(bytes_of({0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 1, 9}), 1, "2 dimensions instead of 1");
  expect_malformed(bytes_of({0, 0, 8, 1, 0, 0, 0, 3, 1, 2}), 1, "promises 3 values, and 2 follow");
  expect_malformed(bytes_of({0, 0, 8, 1, 0, 0, 0, 1, 1, 2}), 1, "promises 1 values, and 2 follow");
  expect_malformed(bytes_of({0, 0, 8, 1, 0, 0, 0, 0}), 1, "sizes");
}

TEST(Idx, SizesWhoseProductOverflowsAreRefused) {
  // 2^31 · 2^31 · 4 = 2^64, which is 0 in 64 bits: as if no value need follow.
  expect_malformed(bytes_of({0, 0, 8, 3, 128, 0, 0, 0, 128, 0, 0, 0, 0, 0, 0, 4}), 3, "sizes");
}

}  // namespace
}  // namespace tc3kd
