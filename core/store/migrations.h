// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace SQLite {
class Database;
}

namespace tc3kd {

/// The version of the schema that this program writes (SQLite's user_version).
[[nodiscard]] int store_version();

/// Brings a database from its version (0 is an empty one) to `store_version()`. Call inside a transaction.
void migrate(SQLite::Database& database);

}  // namespace tc3kd
