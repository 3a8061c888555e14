// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "core/domain/events/blob_codec.h"
#include "core/domain/result.h"

namespace tc3kd {

/// One file in a zip, checked against the archive's bounds but not unpacked.
struct ZipEntry {
  std::uint64_t begin = 0, packed_size = 0, size = 0;  ///< its data's place and bytes, as they lie and unpacked
  std::uint32_t crc = 0;
  bool deflated = false;  ///< else stored as it is
};

/// A zip file in memory (stored and deflated entries, zip64 or not).
class ZipArchive {
 public:
  /// Reads the directory at the end. `file_malformed` names `path` and what is wrong: no zip, entries that leave the
  /// file, overlap, stand there twice, are encrypted, packed in another way, or called differently in front of their
  /// data. Together the entries may unpack to `limit` bytes, and to 64 MB and 32 times the file's size at most: a small
  /// file that unpacks to a huge one is refused before anything is unpacked.
  [[nodiscard]] static Result<ZipArchive> open(std::span<const std::byte> bytes, const std::string& path,
                                               std::uint64_t limit = std::uint64_t{8} << 30);

  /// By name; folders (names that end in "/") are left out.
  [[nodiscard]] const std::map<std::string, ZipEntry, std::less<>>& entries() const { return entries_; }

  /// An entry's bytes, checked by their checksum: a part of the archive's own bytes where it is stored, else
  /// `unpacked`, which must outlive them. `file_malformed` where size or checksum are wrong.
  [[nodiscard]] Result<std::span<const std::byte>> read(std::string_view name, Bytes& unpacked) const;

 private:
  friend class ZipDirectoryReader;
  std::span<const std::byte> bytes_;
  std::string path_;
  std::map<std::string, ZipEntry, std::less<>> entries_;
};

}  // namespace tc3kd
