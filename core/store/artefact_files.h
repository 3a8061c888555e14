// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/events/blob_codec.h"
#include "core/domain/ids.h"
#include "core/store/store.h"

namespace tc3kd {

/// Where a content-addressed file of the store lies: FILES/HASH.safetensors.
[[nodiscard]] std::filesystem::path artefact_file(const StorePath& path, const ContentHash& hash);

/// Writes the file under another name, waits until the disk has it, then renames it: it is there whole or not at all.
/// Does nothing where it is there already. `disk_full`, `file_unwritable`.
[[nodiscard]] Result<void> write_artefact_file(const StorePath& path, const ContentHash& hash, const Bytes& bytes);

/// Keeps a copy of a file from anywhere, of any format. `file_missing`, `file_unreadable`, and as above.
[[nodiscard]] Result<ContentHash> keep_file(const StorePath& path, const std::filesystem::path& file);

/// `file_missing`; `file_unreadable`; `store_damaged` where the content is not what the name says.
[[nodiscard]] Result<Bytes> read_artefact_file(const StorePath& path, const ContentHash& hash);

}  // namespace tc3kd
