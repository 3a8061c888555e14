// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/foreign_store.h"

#include <SQLiteCpp/Backup.h>
#include <sqlite3.h>

#include <cstdlib>

#include "core/store/migrations.h"

namespace tc3kd {
namespace {

using Path = std::filesystem::path;

constexpr int busy_timeout_ms = 5000;

Result<Path> make_temporary_folder() {
  std::error_code error;
  std::string name = (std::filesystem::temp_directory_path(error) / "tc3kd-import-XXXXXX").string();
  if (error || mkdtemp(name.data()) == nullptr) {
    return fail(ErrorCode::file_unwritable, {{"path", name}, {"detail", "no temporary folder can be made"}});
  }
  return Path(name);
}

Result<void> copy_file(const Path& from, const Path& to) {
  std::error_code error;
  std::filesystem::copy_file(from, to, error);
  if (!error) return {};
  if (error == std::errc::no_space_on_device) return fail(ErrorCode::disk_full, {{"path", to.string()}});
  return fail(ErrorCode::file_unreadable, {{"path", from.string()}, {"detail", error.message()}});
}

bool cannot_be_opened(const SQLite::Exception& exception) {
  const int code = exception.getErrorCode() & 0xff;
  return code == SQLITE_CANTOPEN || code == SQLITE_READONLY;
}

}  // namespace

ForeignStore::ForeignStore(StorePath path) : path_(std::move(path)) {}

ForeignStore::ForeignStore(ForeignStore&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_(std::exchange(other.temporary_, {})),
      stamp_(other.stamp_),
      database_(std::move(other.database_)) {}

ForeignStore::~ForeignStore() {
  database_.reset();
  std::error_code none;
  if (!temporary_.empty()) std::filesystem::remove_all(temporary_, none);
}

ForeignStore::Stamp ForeignStore::stamp_of(const Path& database) {
  std::error_code none;
  Stamp stamp;
  stamp.time = std::filesystem::last_write_time(database, none);
  stamp.size = std::filesystem::file_size(database, none);
  stamp.log_size = std::filesystem::file_size(database.string() + "-wal", none);
  if (none) stamp.log_size = 0;
  return stamp;
}

Result<void> ForeignStore::check_unchanged() const {
  if (!stamp_ || *stamp_ == stamp_of(path_.database)) return {};
  return fail(ErrorCode::store_locked,
              {{"path", path_.database.string()}, {"detail", "it was written to while it was read"}});
}

void ForeignStore::open_where_it_lies() {
  const Stamp stamp = stamp_of(path_.database);
  if (stamp.log_size == 0) {
    // Nobody has it open (whoever does keeps a log beside it), so it is read without locks and without leaving a trace.
    stamp_ = stamp;
    database_ = std::make_unique<SQLite::Database>(sqlite_uri(path_.database, "immutable=1"),
                                                   SQLite::OPEN_READONLY | SQLite::OPEN_URI);
  } else {
    database_ = std::make_unique<SQLite::Database>(path_.database.string(), SQLite::OPEN_READONLY, busy_timeout_ms);
    database_->exec("BEGIN");  // one state of it from here on, whatever is written meanwhile
  }
  database_->execAndGet("SELECT count(*) FROM sqlite_master");
}

Result<void> ForeignStore::open_copy_of_files() {
  auto folder = make_temporary_folder();
  if (!folder) return tl::unexpected<Error>(folder.error());
  temporary_ = *folder;
  const Path copy = temporary_ / "copy.sqlite";
  for (const char* suffix : {"", "-wal"}) {  // the log is half of the state
    if (auto copied = copy_file(path_.database.string() + suffix, copy.string() + suffix); !copied) return copied;
  }
  database_ = std::make_unique<SQLite::Database>(copy.string(), SQLite::OPEN_READWRITE);
  return {};
}

Result<void> ForeignStore::migrate_copy() {
  auto folder = make_temporary_folder();
  if (!folder) return tl::unexpected<Error>(folder.error());
  auto copy = std::make_unique<SQLite::Database>((*folder / "migrated.sqlite").string(),
                                                 SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  SQLite::Backup(*copy, *database_).executeStep();
  database_ = std::move(copy);
  if (temporary_.empty()) {
    temporary_ = *folder;
  } else {
    std::error_code none;
    std::filesystem::remove_all(std::exchange(temporary_, *folder), none);
  }
  database_->exec("BEGIN IMMEDIATE");
  migrate(*database_);
  database_->exec("COMMIT");
  return {};
}

Result<ForeignStore> ForeignStore::open(const StorePath& path) {
  std::error_code none;
  if (!std::filesystem::exists(path.database, none)) {
    return fail(ErrorCode::file_missing, {{"path", path.database.string()}});
  }
  ForeignStore store(path);
  try {
    try {
      store.open_where_it_lies();
    } catch (const SQLite::Exception& exception) {
      if (!cannot_be_opened(exception) || store.stamp_) throw;
      // A log beside it on media that cannot be written: SQLite needs a place for its index.
      if (auto copied = store.open_copy_of_files(); !copied) return tl::unexpected<Error>(copied.error());
    }
    if (auto ours = check_is_store(*store.database_, path); !ours) return tl::unexpected<Error>(ours.error());
    if (store.database_->execAndGet("PRAGMA user_version").getInt() < store_version()) {
      if (auto migrated = store.migrate_copy(); !migrated) return tl::unexpected<Error>(migrated.error());
    }
  } catch (const SQLite::Exception& exception) {
    return tl::unexpected<Error>(store_error(exception, path, false, 0));
  }
  return store;
}

}  // namespace tc3kd
