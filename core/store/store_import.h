// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/domain/ids.h"
#include "core/store/store.h"

namespace tc3kd {

struct ImportReport {
  std::vector<RunId> imported;
  std::vector<RunId> duplicates;           ///< already here, with the same last event: left alone
  std::vector<RunId> updated;              ///< already here as an earlier state of the same run: completed
  std::vector<std::string> missing_files;  ///< weights that the other store names and does not have (any more)
};

/// Merges every run and imported teacher of another store, with its blobs and weights; ids are kept. The other store is only read; one with
/// an older schema is migrated in a temporary copy. All or nothing. A run that still waits there or runs there comes
/// over as stopped or interrupted, and is completed by a later import. Errors name the store that they belong to:
/// `file_missing`, `store_foreign`, `store_newer`, `store_damaged`, `invalid_value` for an import of a store into
/// itself, …
[[nodiscard]] Result<ImportReport> import_store(const StorePath& into, const StorePath& from);

}  // namespace tc3kd
