// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/formats/file_bytes.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

#include <zlib.h>

namespace tc3kd {
namespace {

struct Closer {
  void operator()(gzFile file) const { gzclose(file); }
};
using File = std::unique_ptr<gzFile_s, Closer>;

std::string zlib_message(gzFile file) {
  int code = Z_OK;
  const char* text = gzerror(file, &code);
  return code == Z_ERRNO ? std::strerror(errno) : text;
}

}  // namespace

Result<Bytes> read_file_bytes(const std::filesystem::path& path, std::int64_t limit) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return fail(ErrorCode::file_missing, {{"path", path.string()}});
  if (std::filesystem::is_directory(path, ignored)) {
    return fail(ErrorCode::file_unreadable, {{"path", path.string()}, {"detail", "it is a folder"}});
  }
  const File file(gzopen(path.c_str(), "rb"));
  if (!file) return fail(ErrorCode::file_unreadable, {{"path", path.string()}, {"detail", std::strerror(errno)}});
  gzbuffer(file.get(), 1u << 18);

  Bytes bytes;
  constexpr std::size_t chunk = std::size_t{1} << 20;
  // Room for what is there, so that a large file is not moved again and again as it grows; a packed one needs more.
  const auto there = std::filesystem::file_size(path, ignored);
  if (!ignored) bytes.reserve(std::min(static_cast<std::size_t>(there), static_cast<std::size_t>(limit)) + chunk);
  for (;;) {
    const std::size_t size = bytes.size();
    if (static_cast<std::int64_t>(size) > limit) {
      return fail(ErrorCode::file_malformed, {{"path", path.string()}, {"detail", "it is larger than expected"}});
    }
    bytes.resize(size + chunk);
    const int got = gzread(file.get(), bytes.data() + size, chunk);
    bytes.resize(size + static_cast<std::size_t>(std::max(got, 0)));
    if (got <= 0) {
      int code = Z_OK;
      gzerror(file.get(), &code);
      if (got == 0 && code == Z_OK) return bytes;
      const bool truncated = code == Z_BUF_ERROR;
      return fail(code == Z_ERRNO ? ErrorCode::file_unreadable : ErrorCode::file_malformed,
                  {{"path", path.string()}, {"detail", truncated ? "it ends too early" : zlib_message(file.get())}});
    }
  }
}

}  // namespace tc3kd
