// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/formats/file_bytes.h"

#include <numeric>

#include <gtest/gtest.h>

#include "tests/core/formats/gzip.h"
#include "tests/support/temporary_folder.h"

namespace tc3kd {
namespace {

using test::gzip;
using test::TemporaryFolder;

/// 0, 1, … 255, 0, …
Bytes counting(std::size_t size) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::byte>(i);
  return bytes;
}

TEST(FileBytes, PlainAndPackedFilesGiveTheSameBytesWhateverTheirName) {
  const TemporaryFolder folder;
  const Bytes bytes = counting(3'000'000);
  EXPECT_EQ(read_file_bytes(folder.write("plain.gz", bytes), 3'000'000), bytes);
  EXPECT_EQ(read_file_bytes(folder.write("packed", gzip(bytes)), 3'000'000), bytes);
}

TEST(FileBytes, AnEmptyFileIsEmpty) {
  const TemporaryFolder folder;
  EXPECT_EQ(read_file_bytes(folder.write("empty", {}), 10), Bytes{});
}

TEST(FileBytes, AMissingFileIsNamed) {
  const TemporaryFolder folder;
  const auto read = read_file_bytes(folder.path() / "none", 10);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::file_missing);
  EXPECT_EQ(read.error()["path"], (folder.path() / "none").string());
}

TEST(FileBytes, AFolderCannotBeRead) {
  const TemporaryFolder folder;
  const auto read = read_file_bytes(folder.path(), 10);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::file_unreadable);
}

TEST(FileBytes, TheLimitHoldsForPlainFilesAndForWhatAPackedOneUnpacksTo) {
  const TemporaryFolder folder;
  const Bytes zeros(50'000'000);
  const Bytes bomb = gzip(zeros);
  ASSERT_LT(bomb.size(), 100'000u);
  for (const auto& path : {folder.write("plain", counting(1001)), folder.write("bomb.gz", bomb)}) {
    const auto read = read_file_bytes(path, 1000);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::file_malformed);
    EXPECT_EQ(read.error()["path"], path.string());
  }
}

TEST(FileBytes, ATruncatedOrDamagedPackedFileIsMalformed) {
  const TemporaryFolder folder;
  const Bytes packed = gzip(counting(100'000));
  Bytes damaged = packed;
  damaged[damaged.size() - 6] ^= std::byte{1};  // inside the checksum
  const std::span whole(packed);
  for (const auto& bytes : {whole.first(packed.size() - 1), whole.first(packed.size() / 2), whole.first(12),
                            std::span<const std::byte>(damaged)}) {
    const auto read = read_file_bytes(folder.write("file.gz", bytes), 1'000'000);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::file_malformed);
  }
}

}  // namespace
}  // namespace tc3kd
