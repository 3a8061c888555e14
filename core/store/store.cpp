// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store.h"

#include <sqlite3.h>

#include <cstdlib>

#include "core/store/connection.h"
#include "core/store/migrations.h"
#include "core/store/run_rows.h"

namespace tc3kd {
namespace {

/// The value of an environment variable; empty where it is not set.
std::string environment_variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

/// A database that somebody else made must not be touched, so this is asked before anything is written.
Result<void> check_usable(SQLite::Database& database, const StorePath& path) {
  const bool empty = database.execAndGet("PRAGMA application_id").getInt() == 0 &&
                     database.execAndGet("PRAGMA user_version").getInt() == 0 &&
                     database.execAndGet("SELECT count(*) FROM sqlite_master").getInt() == 0;
  if (!empty) {
    if (auto ours = check_is_store(database, path); !ours) return ours;
  }
  if (sqlite3_db_readonly(database.getHandle(), "main") == 1) {
    return fail(ErrorCode::file_unwritable, {{"path", path.database.string()}, {"detail", "the file is read-only"}});
  }
  return {};
}

}  // namespace

StorePath default_store_path() {
  if (const auto named = environment_variable("TC3KD_DB"); !named.empty()) return {named};
  auto data = std::filesystem::path(environment_variable("XDG_DATA_HOME"));
  if (!data.is_absolute()) data = std::filesystem::path(environment_variable("HOME")) / ".local" / "share";
  return {data / "tc3kd" / "runs.sqlite"};
}

Result<void> prepare_store(const StorePath& path) {
  std::error_code error;
  const auto folder = path.database.parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder, error);
  if (error) {
    const ErrorCode code = error == std::errc::no_space_on_device ? ErrorCode::disk_full : ErrorCode::file_unwritable;
    return fail(code, {{"path", folder.string()}, {"detail", error.message()}});
  }
  auto connection = Connection::open(path, Connection::Mode::create);
  if (!connection) return tl::unexpected<Error>(connection.error());

  auto prepared = connection->run([&](SQLite::Database& database) -> Result<void> {
    if (auto usable = check_usable(database, path); !usable) return usable;
    database.execAndGet("PRAGMA journal_mode=WAL");  // kept in the file; busy while another process does the same
    return {};
  });
  if (!prepared) return prepared;
  return connection->transaction([&](SQLite::Database& database) -> Result<void> {
    migrate(database);
    return interrupt_orphans(database, path);
  });
}

}  // namespace tc3kd
