// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/formats/zip_archive.h"

#include <gmock/gmock.h>

#include "tests/core/formats/allocations.h"
#include "tests/core/formats/zip_writer.h"

namespace tc3kd {
namespace {

using test::make_zip;
using test::to_bytes;
using test::ZipFile;
using ::testing::HasSubstr;

void expect_refused(const Bytes& zip, const std::string& detail) {
  const auto archive = ZipArchive::open(zip, "weights.pt");
  ASSERT_FALSE(archive) << detail;
  EXPECT_EQ(archive.error().code, ErrorCode::file_malformed);
  EXPECT_EQ(archive.error()["path"], "weights.pt");
  EXPECT_THAT(archive.error()["detail"], HasSubstr(detail));
}

void expect_unreadable(const Bytes& zip, const std::string& name, const std::string& detail) {
  const auto archive = ZipArchive::open(zip, "weights.pt");
  ASSERT_TRUE(archive) << describe(archive.error());
  Bytes unpacked;
  const auto read = archive->read(name, unpacked);
  ASSERT_FALSE(read) << detail;
  EXPECT_EQ(read.error().code, ErrorCode::file_malformed);
  EXPECT_THAT(read.error()["detail"], HasSubstr(detail));
}

std::string content(const ZipArchive& archive, const std::string& name) {
  Bytes unpacked;
  const auto read = archive.read(name, unpacked);
  if (!read) return describe(read.error());
  return {reinterpret_cast<const char*>(read->data()), read->size()};
}

TEST(ZipArchive, StoredAndDeflatedEntriesAreReadAndFoldersLeftOut) {
  const std::string many(100'000, 'x');
  const Bytes zip = make_zip({ZipFile::stored("a/", {}), ZipFile::stored("a/one", to_bytes("hello")),
                              ZipFile::deflated("a/two", to_bytes(many)), ZipFile::stored("empty", {}),
                              ZipFile::deflated("nothing", {})});
  const auto archive = ZipArchive::open(zip, "weights.pt");
  ASSERT_TRUE(archive) << describe(archive.error());
  EXPECT_EQ(archive->entries().size(), 4u);
  EXPECT_EQ(content(*archive, "a/one"), "hello");
  EXPECT_EQ(content(*archive, "a/two"), many);
  EXPECT_EQ(content(*archive, "empty"), "");
  EXPECT_EQ(content(*archive, "nothing"), "");
  EXPECT_THAT(content(*archive, "three"), HasSubstr("no entry three"));
}

TEST(ZipArchive, ACommentAtTheEndIsPassed) {
  Bytes zip = make_zip({ZipFile::stored("one", to_bytes("hello"))});
  zip[zip.size() - 2] = std::byte{7};
  test::append(zip, "comment");
  const auto archive = ZipArchive::open(zip, "weights.pt");
  ASSERT_TRUE(archive);
  EXPECT_EQ(content(*archive, "one"), "hello");
}

TEST(ZipArchive, Zip64RecordsAreRead) {
  const ZipFile file = ZipFile::stored("one", to_bytes("hello"));
  Bytes zip = file.local_record();
  const std::uint64_t begin = zip.size();
  Bytes record = file.directory_record(0xFFFFFFFF);
  for (std::size_t i = 20; i < 28; ++i) record[i] = std::byte{0xFF};  // both sizes
  record[30] = std::byte{28};                                         // an extra field
  test::append_little(record, 1, 2);
  test::append_little(record, 24, 2);
  for (const std::uint64_t value : {5, 5, 0}) test::append_little(record, value, 8);
  test::append(zip, record);
  const std::uint64_t end64 = zip.size();
  test::append_little(zip, 0x06064b50, 4);
  test::append_little(zip, 44, 8);
  test::append_little(zip, 45, 2);
  test::append_little(zip, 45, 2);
  test::append_little(zip, 0, 8);
  for (const std::uint64_t value : {std::uint64_t{1}, std::uint64_t{1}, std::uint64_t{record.size()}, begin}) {
    test::append_little(zip, value, 8);
  }
  test::append_little(zip, 0x07064b50, 4);
  test::append_little(zip, 0, 4);
  test::append_little(zip, end64, 8);
  test::append_little(zip, 1, 4);
  test::append(zip, test::zip_end(0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF));
  const auto archive = ZipArchive::open(zip, "weights.pt");
  ASSERT_TRUE(archive) << describe(archive.error());
  EXPECT_EQ(content(*archive, "one"), "hello");
}

TEST(ZipArchive, WhatIsWrongIsNamed) {
  const ZipFile one = ZipFile::stored("one", to_bytes("hello"));
  expect_refused({}, "too short");
  expect_refused(Bytes(100), "no zip directory");
  expect_refused(make_zip({one, one}), "twice");
  ZipFile encrypted = one, packed = one, lying = one;
  encrypted.flags = 1;
  expect_refused(make_zip({encrypted}), "encrypted");
  packed.method = 12;
  expect_refused(make_zip({packed}), "packed in a way");
  lying.size = 6;
  expect_refused(make_zip({lying}), "two sizes");

  Bytes zip = make_zip({one});
  zip[30] = std::byte{'x'};
  expect_refused(zip, "another one in front of its data");
  zip = make_zip({one});
  zip[zip.size() - 6] = std::byte{0xFF};  // where the directory begins
  expect_refused(zip, "leaves the file");
  zip = make_zip({one});
  zip[zip.size() - 12] = std::byte{2};  // entries on this disk, not in all
  expect_refused(zip, "several parts");
}

TEST(ZipArchive, EntriesThatOverlapAreRefused) {
  // The data of `a` are the whole of `b`: each record is right by itself.
  const ZipFile b = ZipFile::stored("b", to_bytes("hello"));
  const ZipFile a = ZipFile::stored("a", b.local_record());
  Bytes zip = a.local_record();
  const std::uint64_t begin = zip.size();
  test::append(zip, a.directory_record(0));
  test::append(zip, b.directory_record(31));
  const std::uint64_t size = zip.size() - begin;
  test::append(zip, test::zip_end(2, size, begin));
  expect_refused(zip, "overlap");
}

TEST(ZipArchive, ChecksumsAndUnpackedSizesAreHeldToWhatIsPromised) {
  ZipFile wrong = ZipFile::stored("one", to_bytes("hello"));
  ++wrong.crc;
  expect_unreadable(make_zip({wrong}), "one", "checksum");
  for (const int more : {-1, 1}) {
    ZipFile lying = ZipFile::deflated("one", to_bytes("hello"));
    lying.size = static_cast<std::uint64_t>(5 + more);
    expect_unreadable(make_zip({lying}), "one", "unpacked to the size it promises");
  }
  ZipFile cut = ZipFile::deflated("one", to_bytes("hello"));
  cut.data.resize(cut.data.size() - 1);
  expect_unreadable(make_zip({cut}), "one", "unpacked to the size it promises");
}

TEST(ZipArchive, ABombIsRefusedBeforeAndWhileItIsUnpacked) {
  ZipFile bomb = ZipFile::deflated("bomb", Bytes(200'000'000));
  const Bytes honest = make_zip({bomb});
  bomb.size = 1000;
  const Bytes lying = make_zip({bomb});
  ASSERT_LT(honest.size(), 250'000u);
  test::largest_request() = 0;
  expect_refused(honest, "too many for its size");
  expect_unreadable(lying, "bomb", "unpacked to the size it promises");
  EXPECT_LT(test::largest_request(), 1u << 20);
}

TEST(ZipArchive, TruncatedAtEveryByteItIsRefused) {
  const Bytes zip =
      make_zip({ZipFile::stored("one", to_bytes("hello")), ZipFile::deflated("two", to_bytes("hello hello"))});
  for (std::size_t size = 0; size < zip.size(); ++size) {
    EXPECT_FALSE(ZipArchive::open(std::span(zip).first(size), "weights.pt")) << size;
  }
}

}  // namespace
}  // namespace tc3kd
