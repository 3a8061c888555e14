// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>

#include "core/domain/events/blob_codec.h"
#include "core/domain/result.h"

namespace tc3kd {

/// The whole of a file, unpacked when it is gzip's (by its first bytes, not by its name). Never reads or unpacks more
/// than `limit` bytes: a small file that unpacks to a huge one is `file_malformed`. Also: `file_missing`,
/// `file_unreadable` and, for a truncated or damaged gzip, `file_malformed`.
[[nodiscard]] Result<Bytes> read_file_bytes(const std::filesystem::path& path, std::int64_t limit);

}  // namespace tc3kd
