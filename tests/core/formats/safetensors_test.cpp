// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/formats/safetensors.h"

#include <cstring>

#include <gmock/gmock.h>

#include "core/engine/formats/file_bytes.h"

namespace tc3kd {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::span<const std::byte> bytes_of(const auto& values) { return std::as_bytes(std::span(values)); }

/// A file with this header and as many zero bytes of data.
Bytes file_of(const std::string& header, std::size_t data) {
  Bytes bytes(8 + header.size() + data);
  const std::uint64_t length = header.size();
  std::memcpy(bytes.data(), &length, 8);
  std::memcpy(bytes.data() + 8, header.data(), header.size());
  return bytes;
}

std::string entry(const std::string& name, const std::string& dtype, const std::string& shape,
                  const std::string& offsets) {
  return "\"" + name + "\":{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}";
}

void expect_malformed(const Bytes& bytes, const std::string& detail) {
  const auto parsed = parse_safetensors(bytes, "weights");
  ASSERT_FALSE(parsed) << detail;
  EXPECT_EQ(parsed.error().code, ErrorCode::file_malformed);
  EXPECT_EQ(parsed.error()["path"], "weights");
  EXPECT_THAT(parsed.error()["detail"], HasSubstr(detail));
}

TEST(Safetensors, WhatIsWrittenIsReadBack) {
  const std::vector<float> weight{1.5f, -2, 3, 4, 5, 6};
  const std::vector<std::int64_t> count{-7};
  const std::vector<std::uint8_t> odd{1, 2, 3};
  const StoredTensors tensors{{"weight", {"F32", {2, 3}, bytes_of(weight)}},
                              {"a \"quoted\" ü", {"U8", {3}, bytes_of(odd)}},
                              {"count", {"I64", {}, bytes_of(count)}},
                              {"empty", {"F64", {0, 4}, {}}}};
  const Bytes bytes = write_safetensors(tensors, {{"format", "pt"}});
  const auto parsed = parse_safetensors(bytes, "weights");
  ASSERT_TRUE(parsed) << describe(parsed.error());
  ASSERT_EQ(parsed->size(), 4u);
  for (const auto& [name, tensor] : tensors) {
    const StoredTensor& read = parsed->at(name);
    EXPECT_EQ(read.dtype, tensor.dtype);
    EXPECT_EQ(read.shape, tensor.shape);
    EXPECT_TRUE(std::equal(read.data.begin(), read.data.end(), tensor.data.begin(), tensor.data.end())) << name;
  }
}

TEST(Safetensors, TheDataBeginsAtAMultipleOfEightAndWideElementsLieAligned) {
  const std::vector<std::uint8_t> odd{1, 2, 3};
  const std::vector<std::int64_t> count{5};
  const Bytes bytes = write_safetensors({{"a", {"U8", {3}, bytes_of(odd)}}, {"b", {"I64", {1}, bytes_of(count)}}});
  const auto parsed = parse_safetensors(bytes, "weights");
  ASSERT_TRUE(parsed);
  EXPECT_EQ((parsed->at("b").data.data() - bytes.data()) % 8, 0);
}

TEST(Safetensors, AFileOfTheReferenceLibraryIsRead) {
  const auto bytes = read_file_bytes(TC3KD_TEST_DATA "/models/cifar_resnet.safetensors", 10'000'000);
  ASSERT_TRUE(bytes);
  const auto parsed = parse_safetensors(*bytes, "fixture");
  ASSERT_TRUE(parsed) << describe(parsed.error());
  EXPECT_THAT(parsed->at("resnet8_c3_32/fp32_logits").shape, ElementsAre(4, 10));
  EXPECT_EQ(parsed->at("resnet8_c3_32/fp32_logits").dtype, "F32");
  EXPECT_EQ(parsed->at("resnet8_c3_32/fp32_logits").data.size(), 160u);
  EXPECT_EQ(parsed->at("resnet8_c3_32/names").dtype, "U8");
  EXPECT_EQ(parsed->at("resnet8_c3_32/loss").dtype, "F64");
  EXPECT_TRUE(parsed->at("resnet8_c3_32/loss").shape.empty());
  EXPECT_EQ(parsed->at("resnet8_c3_32/loss").data.size(), 8u);
}

TEST(Safetensors, HeadersThatDoNotFitTheFileAreRefused) {
  expect_malformed({}, "too short");
  expect_malformed(Bytes(7), "too short");
  Bytes bytes = file_of("{}", 0);
  EXPECT_TRUE(parse_safetensors(bytes, "weights"));
  for (const std::uint64_t length : {std::uint64_t{3}, std::uint64_t{1} << 60, ~std::uint64_t{0}}) {
    std::memcpy(bytes.data(), &length, 8);
    expect_malformed(bytes, "header of " + std::to_string(length));
  }
}

TEST(Safetensors, AHeaderOverAHundredMillionBytesIsRefused) {
  expect_malformed(file_of(std::string(100'000'001, ' '), 0), "header of 100000001");
}

TEST(Safetensors, HeadersThatAreNoObjectOfTensorsAreRefused) {
  for (const std::string& header :
       {std::string("[]"), std::string("{"), std::string("nonsense"), std::string("{}x"),
        std::string("{\"a\":\"\xff\"}"), std::string(100'000, '['),
        "{" + entry("a", "U8", "[1]", "[0,1]") + "," + entry("a", "U8", "[1]", "[1,2]") + "}",
        "{\"a\":" + std::string(50'000, '[') + std::string(50'000, ']') + "}"}) {
    expect_malformed(file_of(header, 2), "no JSON object of tensors");
  }
  expect_malformed(file_of("{\"a\":1}", 0), "lacks dtype");
  expect_malformed(file_of("{\"a\":{\"dtype\":\"U8\",\"shape\":[0]}}", 0), "lacks dtype");
  expect_malformed(file_of("{\"__metadata__\":{\"x\":1}}", 0), "__metadata__");
  expect_malformed(file_of("{\"__metadata__\":[]}", 0), "__metadata__");
}

TEST(Safetensors, EntriesThatCannotBeAreRefusedByName) {
  const auto one = [](const std::string& dtype, const std::string& shape, const std::string& offsets) {
    return file_of("{" + entry("fc.bias", dtype, shape, offsets) + "}", 8);
  };
  EXPECT_TRUE(parse_safetensors(one("F32", "[2]", "[0,8]"), "weights"));
  expect_malformed(one("C64", "[1]", "[0,8]"), "fc.bias: the dtype \"C64\"");
  expect_malformed(one("F32", "2", "[0,8]"), "fc.bias: a shape");
  expect_malformed(one("F32", "[-2]", "[0,8]"), "fc.bias: a shape");
  expect_malformed(one("F32", "[2.0]", "[0,8]"), "fc.bias: a shape");
  expect_malformed(one("F32", "[1,1,1,1,1,1,1,1,2]", "[0,8]"), "fc.bias: a shape");
  expect_malformed(one("F32", "[3]", "[0,8]"), "fc.bias: a shape");
  expect_malformed(one("F32", "[2]", "[8,0]"), "fc.bias: data_offsets");
  expect_malformed(one("F32", "[2]", "[0]"), "fc.bias: data_offsets");
  expect_malformed(one("F32", "[2]", "[0,16]"), "fc.bias: data_offsets");
  expect_malformed(one("F32", "[2]", "[18446744073709551608,0]"), "fc.bias: data_offsets");
  // 2^62 · 4 bytes and 2^32 · 2^32 · 4 bytes are 0 in 64 bits.
  expect_malformed(one("F32", "[4611686018427387904]", "[0,0]"), "fc.bias: a shape");
  expect_malformed(one("F32", "[4294967296,4294967296]", "[0,0]"), "fc.bias: a shape");
}

TEST(Safetensors, OverlapsAndGapsAreRefused) {
  const auto two = [](const std::string& a, const std::string& b, std::size_t data) {
    return file_of("{" + entry("a", "U8", "[4]", a) + "," + entry("b", "U8", "[4]", b) + "}", data);
  };
  EXPECT_TRUE(parse_safetensors(two("[4,8]", "[0,4]", 8), "weights"));
  expect_malformed(two("[0,4]", "[0,4]", 4), "overlap");
  expect_malformed(two("[0,4]", "[2,6]", 6), "overlap");
  expect_malformed(two("[0,4]", "[5,9]", 9), "gaps");
  expect_malformed(two("[1,5]", "[5,9]", 9), "gaps");
  expect_malformed(two("[0,4]", "[4,8]", 9), "gaps");
}

}  // namespace
}  // namespace tc3kd
