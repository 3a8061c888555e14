// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <zlib.h>

#include "core/domain/events/blob_codec.h"

namespace tc3kd::test {

inline void append(Bytes& bytes, std::span<const std::byte> more) {
  bytes.insert(bytes.end(), more.begin(), more.end());
}
inline void append(Bytes& bytes, std::string_view text) { append(bytes, std::as_bytes(std::span(text))); }
inline void append_little(Bytes& bytes, std::uint64_t value, int size) {
  for (int i = 0; i < size; ++i) bytes.push_back(static_cast<std::byte>(value >> (8 * i)));
}
inline Bytes to_bytes(std::string_view text) {
  Bytes bytes;
  append(bytes, text);
  return bytes;
}

/// One file for a zip. What is promised is what is there, unless a test changes it.
struct ZipFile {
  std::string name;
  Bytes data;  ///< as it lies in the archive
  std::uint64_t size = 0;
  std::uint32_t crc = 0;
  std::uint16_t method = 0, flags = 0;

  static ZipFile stored(std::string name, Bytes data) {
    const auto crc = static_cast<std::uint32_t>(crc32_z(0, reinterpret_cast<const Bytef*>(data.data()), data.size()));
    const std::uint64_t size = data.size();
    return {std::move(name), std::move(data), size, crc, 0, 0};
  }
  static ZipFile deflated(std::string name, const Bytes& data) {
    ZipFile file = stored(std::move(name), data);
    z_stream stream{};
    if (deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY) != Z_OK) {
      throw std::runtime_error("deflateInit2");
    }
    file.data.resize(deflateBound(&stream, static_cast<uLong>(data.size())));
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(data.data()));
    stream.avail_in = static_cast<uInt>(data.size());
    stream.next_out = reinterpret_cast<Bytef*>(file.data.data());
    stream.avail_out = static_cast<uInt>(file.data.size());
    deflate(&stream, Z_FINISH);
    file.data.resize(stream.total_out);
    deflateEnd(&stream);
    file.method = 8;
    return file;
  }

  /// The header in front of the data, and the data.
  [[nodiscard]] Bytes local_record() const {
    Bytes bytes;
    append_little(bytes, 0x04034b50, 4);
    append_little(bytes, 20, 2);
    common(bytes);
    append(bytes, name);
    append(bytes, data);
    return bytes;
  }
  [[nodiscard]] Bytes directory_record(std::uint64_t local) const {
    Bytes bytes;
    append_little(bytes, 0x02014b50, 4);
    append_little(bytes, 20, 2);
    append_little(bytes, 20, 2);
    common(bytes);
    append_little(bytes, 0, 2 + 2 + 2);  // comment, disk, attributes
    append_little(bytes, 0, 4);
    append_little(bytes, local, 4);
    append(bytes, name);
    return bytes;
  }

 private:
  void common(Bytes& bytes) const {
    append_little(bytes, flags, 2);
    append_little(bytes, method, 2);
    append_little(bytes, 0, 4);
    append_little(bytes, crc, 4);
    append_little(bytes, data.size(), 4);
    append_little(bytes, size, 4);
    append_little(bytes, name.size(), 2);
    append_little(bytes, 0, 2);
  }
};

inline Bytes zip_end(std::uint64_t entries, std::uint64_t size, std::uint64_t begin) {
  Bytes bytes;
  append_little(bytes, 0x06054b50, 4);
  append_little(bytes, 0, 4);
  append_little(bytes, entries, 2);
  append_little(bytes, entries, 2);
  append_little(bytes, size, 4);
  append_little(bytes, begin, 4);
  append_little(bytes, 0, 2);
  return bytes;
}

inline Bytes make_zip(const std::vector<ZipFile>& files) {
  Bytes bytes, directory;
  for (const ZipFile& file : files) {
    append(directory, file.directory_record(bytes.size()));
    append(bytes, file.local_record());
  }
  const std::uint64_t begin = bytes.size();
  append(bytes, directory);
  append(bytes, zip_end(files.size(), directory.size(), begin));
  return bytes;
}

}  // namespace tc3kd::test
