// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/formats/cifar_python.h"

#include <gmock/gmock.h>

#include "core/engine/formats/file_bytes.h"
#include "tests/core/formats/zip_writer.h"

namespace tc3kd {
namespace {

using namespace std::string_literals;  // NOLINT: pickles contain zero bytes
using test::to_bytes;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

Bytes file(const std::string& name) {
  return read_file_bytes(std::string(TC3KD_TEST_DATA "/formats/") + name, 1 << 20).value();
}

/// The pictures of make_fixtures.py.
std::vector<std::uint8_t> pixels() {
  std::vector<std::uint8_t> values;
  for (int i = 0; i < 2 * 3072; ++i) values.push_back(static_cast<std::uint8_t>((7 * i + i / 251) % 256));
  return values;
}

void expect_refused(const Bytes& bytes, std::int64_t classes, const std::string& detail) {
  const auto batch = parse_cifar_python(bytes, classes, "data_batch_1");
  ASSERT_FALSE(batch) << detail;
  EXPECT_EQ(batch.error().code, ErrorCode::file_malformed);
  EXPECT_EQ(batch.error()["path"], "data_batch_1");
  EXPECT_THAT(batch.error()["detail"], HasSubstr(detail));
}

class CifarPython : public ::testing::TestWithParam<const char*> {};

TEST_P(CifarPython, GivesPicturesAndLabels) {
  const auto batch = parse_cifar_python(file("cifar10_"s + GetParam() + ".pkl"), 10, "data_batch_1");
  ASSERT_TRUE(batch) << describe(batch.error());
  EXPECT_EQ(batch->samples, 2);
  EXPECT_THAT(batch->labels, ElementsAre(3, 9));
  EXPECT_EQ(batch->pixels, pixels());
}

INSTANTIATE_TEST_SUITE_P(Protocols, CifarPython,
                         ::testing::Values("py2", "p0", "p2", "p3", "p4", "p5", "column_major"));

TEST(CifarPythonFiles, OfAHundredClassesTheFineLabelsAreTaken) {
  const auto batch = parse_cifar_python(file("cifar100_py2.pkl"), 100, "train");
  ASSERT_TRUE(batch) << describe(batch.error());
  EXPECT_THAT(batch->labels, ElementsAre(99, 0));
  EXPECT_EQ(batch->pixels, pixels());
}

TEST(CifarPythonFiles, NamesComeInLabelOrder) {
  const auto ten = parse_cifar_python_meta(file("cifar10_meta_py2.pkl"), 10, "batches.meta");
  ASSERT_TRUE(ten) << describe(ten.error());
  EXPECT_EQ(ten->size(), 10u);
  EXPECT_EQ(ten->back(), "class 9");
  const auto hundred = parse_cifar_python_meta(file("cifar100_meta_p4.pkl"), 100, "meta");
  ASSERT_TRUE(hundred) << describe(hundred.error());
  EXPECT_EQ(hundred->at(42), "class 42");
  EXPECT_FALSE(parse_cifar_python_meta(file("cifar10_meta_py2.pkl"), 100, "meta"));
}

TEST(CifarPythonFiles, WhatIsWrongIsNamed) {
  expect_refused(file("cifar10_p4.pkl"), 100, "without \"fine_labels\"");
  expect_refused(file("cifar100_py2.pkl"), 10, "without \"labels\"");
  expect_refused(file("cifar100_meta_p4.pkl"), 100, "without \"fine_labels\"");
  expect_refused(to_bytes("cos\nsystem\n(S'true'\ntR."), 10, "it would call os.system");
  const auto labels = [](const std::string& list) { return "}U\x06labels" + list + "s"; };
  expect_refused(to_bytes(labels("](K\x0a"
                                 "e") +
                          "."),
                 10, "label 0 is 10; allowed: 0 to 9");
  expect_refused(to_bytes(labels("](K\x01I-1\ne") + "."), 10, "label 1 is -1");
  expect_refused(to_bytes(labels("](Ne") + "."), 10, "label 0 is no whole number");
  expect_refused(to_bytes(labels("K\x01") + "."), 10, "no list");
  expect_refused(to_bytes(labels("]") + "U\x04"
                                        "dataK\x01s."),
                 10, "another value");

  Bytes two = file("cifar10_py2.pkl");
  const std::string text(reinterpret_cast<const char*>(two.data()), two.size());
  const auto change = [&](const std::string& from, const std::string& to) {
    std::string changed = text;
    const auto at = changed.find(from);
    EXPECT_NE(at, std::string::npos);
    return to_bytes(changed.replace(at, from.size(), to));
  };
  expect_refused(change("K\x02M\x00\x0c"s, "K\x03M\x00\x0c"s), 10, "more bytes than it has");
  expect_refused(change("K\x02M\x00\x0c"s, "K\x01M\x00\x0c"s), 10, "does not fit its bytes");
  expect_refused(change("K\x02M\x00\x0c"s, "K\x04M\x00\x06"s), 10, "no pictures of 3072 bytes");
  expect_refused(change("K\x03K\x09"s, "K\x03"s), 10, "2 pictures and 1 labels");
  expect_refused(change("\x02\x00\x00\x00u1"s, "\x02\x00\x00\x00i1"s), 10, "not of unsigned bytes");
}

TEST(CifarPythonFiles, TruncatedAtEveryByteItIsRefused) {
  for (const char* name : {"cifar10_none.pkl", "cifar10_py2.pkl", "cifar10_p5.pkl"}) {
    const Bytes bytes = file(name);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      ASSERT_FALSE(parse_cifar_python(std::span(bytes).first(size), 10, "cut")) << name << size;
    }
  }
}

}  // namespace
}  // namespace tc3kd
