// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "core/domain/result.h"

namespace SQLite {
class Database;
}

namespace tc3kd {

/// Where a store's parts lie: the database and, beside it, the folder of weights.
struct StorePath {
  std::filesystem::path database;
  [[nodiscard]] std::filesystem::path files() const { return database.string() + ".files"; }
};

/// `--db`, else TC3KD_DB, else ${XDG_DATA_HOME:-~/.local/share}/tc3kd/runs.sqlite.
[[nodiscard]] StorePath default_store_path();

/// Creates the store where it is missing (with its folders), brings an older one to this version through the numbered
/// migrations, and marks runs whose owner is dead as interrupted. Every program calls it once before anything else.
/// Fails with store_locked, store_newer, store_foreign, store_damaged, file_unwritable, disk_full.
[[nodiscard]] Result<void> prepare_store(const StorePath& path);

}  // namespace tc3kd
