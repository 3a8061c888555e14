// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/artefact_files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>

#include "core/domain/content_hash.h"

namespace tc3kd {
namespace {

using Path = std::filesystem::path;

tl::unexpected<Error> write_failure(const Path& path, int error) {
  if (error == ENOSPC || error == EDQUOT || error == EFBIG)
    return fail(ErrorCode::disk_full, {{"path", path.string()}});
  return fail(ErrorCode::file_unwritable, {{"path", path.string()}, {"detail", std::strerror(error)}});
}

/// Closes what it holds; `close` tells whether that went well.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return value_; }
  [[nodiscard]] bool close() { return ::close(std::exchange(value_, -1)) == 0; }

 private:
  int value_;
};

/// 0 or the errno of what failed.
int write_durably(const Path& path, const Bytes& bytes) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
  if (file.get() < 0) return errno;
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t n = ::write(file.get(), bytes.data() + done, bytes.size() - done);
    if (n < 0 && errno != EINTR) return errno;
    if (n > 0) done += static_cast<std::size_t>(n);
  }
  if (::fsync(file.get()) != 0 || !file.close()) return errno;
  return 0;
}

Result<Bytes> read_whole(const Path& file) {
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  if (error) {
    const bool missing = error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory;
    if (missing) return fail(ErrorCode::file_missing, {{"path", file.string()}});
    return fail(ErrorCode::file_unreadable, {{"path", file.string()}, {"detail", error.message()}});
  }
  Bytes bytes(size);
  std::ifstream stream(file, std::ios::binary);
  if (!stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size))) {
    return fail(ErrorCode::file_unreadable, {{"path", file.string()}, {"detail", std::strerror(errno)}});
  }
  return bytes;
}

}  // namespace

Path artefact_file(const StorePath& path, const ContentHash& hash) { return path.files() / (hash + ".safetensors"); }

Result<void> write_artefact_file(const StorePath& path, const ContentHash& hash, const Bytes& bytes) {
  const Path target = artefact_file(path, hash);
  std::error_code error;
  if (std::filesystem::exists(target, error)) return {};
  std::filesystem::create_directories(path.files(), error);
  if (error) return write_failure(path.files(), error.value());

  const Path part = target.string() + "." + std::to_string(getpid()) + ".part";
  if (const int failed = write_durably(part, bytes); failed != 0) {
    std::filesystem::remove(part, error);
    return write_failure(target, failed);
  }
  if (std::rename(part.c_str(), target.c_str()) != 0) return write_failure(target, errno);
  const Descriptor folder(::open(path.files().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() >= 0) ::fsync(folder.get());  // the new name, too, outlives a power cut
  return {};
}

Result<ContentHash> keep_file(const StorePath& path, const Path& file) {
  const auto bytes = read_whole(file);
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  const ContentHash hash = content_hash(*bytes);
  return write_artefact_file(path, hash, *bytes).map([&] { return hash; });
}

Result<Bytes> read_artefact_file(const StorePath& path, const ContentHash& hash) {
  const Path file = artefact_file(path, hash);
  auto bytes = read_whole(file);
  if (bytes && content_hash(*bytes) != hash) {
    return fail(ErrorCode::store_damaged, {{"path", file.string()}, {"detail", "the content does not match its name"}});
  }
  return bytes;
}

}  // namespace tc3kd
