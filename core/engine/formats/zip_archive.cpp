// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/formats/zip_archive.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <zlib.h>

#include "core/engine/formats/byte_cursor.h"

namespace tc3kd {
namespace {

constexpr std::uint32_t end_mark = 0x06054b50, locator_mark = 0x07064b50, end64_mark = 0x06064b50;
constexpr std::uint32_t directory_mark = 0x02014b50, local_mark = 0x04034b50;
constexpr std::uint64_t end_size = 22, locator_size = 20, longest_comment = 0xFFFF;
constexpr std::uint32_t in_zip64 = 0xFFFFFFFF;
constexpr std::uint64_t always_unpacked = std::uint64_t{64} << 20, largest_ratio = 32;

std::string text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Whether `size` bytes at `begin` lie before `end`.
bool fits(std::uint64_t begin, std::uint64_t size, std::uint64_t end) { return begin <= end && size <= end - begin; }

struct Directory {
  std::uint64_t begin = 0, size = 0, entries = 0;
};

struct Extent {
  std::uint64_t begin = 0, end = 0;
};

/// What is needed of an inflate stream, ended when it goes out of sight.
class Inflater {
 public:
  Inflater() {
    constexpr int raw = -MAX_WBITS;
    if (inflateInit2(&stream_, raw) != Z_OK) throw Damage{"zlib cannot begin"};
  }
  ~Inflater() { inflateEnd(&stream_); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  /// Unpacks all of `packed`, which must give exactly `size` bytes. Memory grows with what is really there.
  Bytes unpack(std::span<const std::byte> packed, std::uint64_t size) {
    Bytes out;
    constexpr std::uint64_t piece = std::uint64_t{1} << 20;
    int code = Z_OK;
    while (code != Z_STREAM_END) {
      feed(packed);
      const std::size_t done = out.size();
      // One byte more than promised, so that too long an entry shows.
      out.resize(done + std::min(piece, size + 1 - done));
      stream_.next_out = reinterpret_cast<Bytef*>(out.data() + done);
      stream_.avail_out = static_cast<uInt>(out.size() - done);
      code = inflate(&stream_, Z_NO_FLUSH);
      out.resize(out.size() - stream_.avail_out);
      const bool stuck = code == Z_OK && out.size() == done && packed.empty() && stream_.avail_in == 0;
      if ((code != Z_OK && code != Z_STREAM_END) || stuck || out.size() > size) {
        throw Damage{"an entry cannot be unpacked to the size it promises"};
      }
    }
    if (out.size() != size || !packed.empty() || stream_.avail_in != 0) {
      throw Damage{"an entry cannot be unpacked to the size it promises"};
    }
    return out;
  }

 private:
  void feed(std::span<const std::byte>& packed) {
    if (stream_.avail_in != 0) return;
    const auto next = packed.first(std::min<std::size_t>(packed.size(), 1u << 30));
    packed = packed.subspan(next.size());
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(next.data()));
    stream_.avail_in = static_cast<uInt>(next.size());
  }
  z_stream stream_{};
};

std::uint32_t checksum(std::span<const std::byte> bytes) {
  return static_cast<std::uint32_t>(crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

}  // namespace

class ZipDirectoryReader {
 public:
  ZipDirectoryReader(std::span<const std::byte> bytes, ZipArchive& archive) : bytes_(bytes), archive_(archive) {}

  void read(std::uint64_t limit) {
    const Directory directory = find_directory();
    ByteCursor in(bytes_.first(directory.begin + directory.size), directory.begin);
    for (std::uint64_t i = 0; i < directory.entries; ++i) read_entry(in, directory.begin);
    if (in.left() != 0) throw Damage{"its directory has more than its entries"};
    check_extents();
    if (unpacked_ > std::min(limit, std::max(always_unpacked, largest_ratio * bytes_.size()))) {
      throw Damage{"it would unpack to " + std::to_string(unpacked_) + " bytes, too many for its size"};
    }
  }

 private:
  Directory find_directory() const {
    const std::uint64_t end = find_end();
    ByteCursor in(bytes_, end + 4);
    const std::uint64_t disk = in.little(2), first_disk = in.little(2), here = in.little(2);
    Directory directory;
    directory.entries = in.little(2);
    directory.size = in.little(4);
    directory.begin = in.little(4);
    std::uint64_t before = end;
    if (const auto wide = find_zip64(end)) {
      directory = wide->first;
      before = wide->second;
    } else if (disk != 0 || first_disk != 0 || here != directory.entries) {
      throw Damage{"it is one of several parts of a zip"};
    }
    if (!fits(directory.begin, directory.size, before)) throw Damage{"its directory leaves the file"};
    return directory;
  }

  /// The last record that could be the end, with a comment that goes exactly to the file's end.
  std::uint64_t find_end() const {
    if (bytes_.size() < end_size) throw Damage{"it is too short for a zip"};
    const std::uint64_t last = bytes_.size() - end_size, first = last - std::min(last, longest_comment);
    for (std::uint64_t at = last + 1; at-- > first;) {
      ByteCursor in(bytes_, at);
      if (in.little(4) != end_mark) continue;
      in.skip(16);
      if (in.little(2) == in.left()) return at;
    }
    throw Damage{"it has no zip directory at its end"};
  }

  /// The directory that a zip64 record names, and where that record begins.
  std::optional<std::pair<Directory, std::uint64_t>> find_zip64(std::uint64_t end) const {
    if (end < locator_size) return std::nullopt;
    ByteCursor locator(bytes_, end - locator_size);
    if (locator.little(4) != locator_mark) return std::nullopt;
    locator.skip(4);
    const std::uint64_t at = locator.little(8);
    if (!fits(at, 56, end - locator_size)) throw Damage{"its directory leaves the file"};
    ByteCursor in(bytes_, at);
    if (in.little(4) != end64_mark) throw Damage{"its zip64 record is not where it should be"};
    in.skip(8 + 2 + 2);
    const std::uint64_t disk = in.little(4), first_disk = in.little(4), here = in.little(8);
    Directory directory;
    directory.entries = in.little(8);
    directory.size = in.little(8);
    directory.begin = in.little(8);
    if (disk != 0 || first_disk != 0 || here != directory.entries) throw Damage{"it is one of several parts of a zip"};
    return std::pair(directory, at);
  }

  void read_entry(ByteCursor& in, std::uint64_t directory_begin) {
    if (in.little(4) != directory_mark) throw Damage{"its directory is damaged"};
    in.skip(4);
    const std::uint64_t flags = in.little(2), method = in.little(2);
    in.skip(4);
    ZipEntry entry;
    entry.crc = static_cast<std::uint32_t>(in.little(4));
    entry.packed_size = in.little(4);
    entry.size = in.little(4);
    const std::uint64_t name_size = in.little(2), extra_size = in.little(2), comment_size = in.little(2);
    in.skip(8);
    std::uint64_t local = in.little(4);
    const std::string name = text_of(in.take(name_size));
    read_zip64_extra(in.take(extra_size), entry, local);
    in.skip(comment_size);
    if ((flags & 1) != 0) throw Damage{"its entry " + name + " is encrypted"};
    if (method != 0 && method != 8) throw Damage{"its entry " + name + " is packed in a way that is not known"};
    entry.deflated = method == 8;
    if (!entry.deflated && entry.packed_size != entry.size) throw Damage{"its entry " + name + " has two sizes"};
    entry.begin = data_begin(local, name, method, directory_begin);
    if (!fits(entry.begin, entry.packed_size, directory_begin)) throw Damage{"its entry " + name + " leaves the file"};
    extents_.push_back({local, entry.begin + entry.packed_size});
    if (entry.size > std::uint64_t{1} << 62 || unpacked_ > std::uint64_t{1} << 62) throw Damage{"it is too large"};
    unpacked_ += entry.size;
    if (name.ends_with('/')) return;
    if (name.empty() || !archive_.entries_.emplace(name, entry).second) {
      throw Damage{"its entry " + name + " stands there twice or has no name"};
    }
  }

  /// Sizes and place that need 64 bits stand in an extra field, in this order and only where they do.
  static void read_zip64_extra(std::span<const std::byte> extra, ZipEntry& entry, std::uint64_t& local) {
    ByteCursor in(extra);
    while (in.left() >= 4) {
      const std::uint64_t kind = in.little(2), size = in.little(2);
      ByteCursor field(in.take(size));
      if (kind != 1) continue;
      for (std::uint64_t* value : {&entry.size, &entry.packed_size, &local}) {
        if (*value == in_zip64) *value = field.little(8);
      }
    }
  }

  std::uint64_t data_begin(std::uint64_t local, const std::string& name, std::uint64_t method,
                           std::uint64_t directory_begin) const {
    if (!fits(local, 30, directory_begin)) throw Damage{"its entry " + name + " leaves the file"};
    ByteCursor in(bytes_.first(directory_begin), local);
    if (in.little(4) != local_mark) throw Damage{"its entry " + name + " is not where it should be"};
    in.skip(4);
    const std::uint64_t local_method = in.little(2);
    in.skip(16);
    const std::uint64_t name_size = in.little(2), extra_size = in.little(2);
    if (text_of(in.take(name_size)) != name || local_method != method) {
      throw Damage{"its entry " + name + " is another one in front of its data"};
    }
    in.skip(extra_size);
    return in.at();
  }

  void check_extents() {
    std::sort(extents_.begin(), extents_.end(), [](const Extent& a, const Extent& b) { return a.begin < b.begin; });
    for (std::size_t i = 1; i < extents_.size(); ++i) {
      if (extents_[i].begin < extents_[i - 1].end) throw Damage{"its entries overlap"};
    }
  }

  std::span<const std::byte> bytes_;
  ZipArchive& archive_;
  std::vector<Extent> extents_;
  std::uint64_t unpacked_ = 0;
};

Result<ZipArchive> ZipArchive::open(std::span<const std::byte> bytes, const std::string& path, std::uint64_t limit) {
  ZipArchive archive;
  archive.bytes_ = bytes;
  archive.path_ = path;
  try {
    ZipDirectoryReader(bytes, archive).read(limit);
  } catch (const Damage& damage) {
    return fail(ErrorCode::file_malformed, {{"path", path}, {"detail", damage.detail}});
  }
  return archive;
}

Result<std::span<const std::byte>> ZipArchive::read(std::string_view name, Bytes& unpacked) const {
  const auto malformed = [&](const std::string& detail) {
    return fail(ErrorCode::file_malformed, {{"path", path_}, {"detail", detail}});
  };
  const auto found = entries_.find(name);
  if (found == entries_.end()) return malformed("it has no entry " + std::string(name));
  const ZipEntry& entry = found->second;
  auto data = bytes_.subspan(entry.begin, entry.packed_size);
  if (entry.deflated) {
    try {
      unpacked = Inflater().unpack(data, entry.size);
    } catch (const Damage& damage) {
      return malformed(damage.detail);
    }
    data = unpacked;
  }
  if (checksum(data) != entry.crc) return malformed("its entry " + std::string(name) + " has the wrong checksum");
  return data;
}

}  // namespace tc3kd
