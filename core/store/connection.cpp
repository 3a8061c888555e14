// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/connection.h"

#include <sqlite3.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <thread>

#include "core/store/migrations.h"

namespace tc3kd {
namespace {

using Path = std::filesystem::path;

/// SQLite's own wait for a lock; what it does not cover is retried around it.
constexpr int busy_timeout_ms = 200;

std::unique_ptr<SQLite::Database> open_to_read(const Path& path) {
  try {
    auto database = std::make_unique<SQLite::Database>(path.string(), SQLite::OPEN_READONLY, busy_timeout_ms);
    database->execAndGet("SELECT count(*) FROM sqlite_master");  // fails here where the WAL's index cannot be made
    return database;
  } catch (const SQLite::Exception& exception) {
    const int code = exception.getErrorCode() & 0xff;
    std::error_code none;
    const auto wal = std::filesystem::file_size(path.string() + "-wal", none);
    const bool wal_empty = none || wal == 0;
    const bool unwritable = code == SQLITE_CANTOPEN || code == SQLITE_READONLY;
    if (!unwritable || !wal_empty || !std::filesystem::exists(path, none)) throw;
  }
  // A store on media that cannot be written: nobody else can change it either, so it needs no WAL index.
  return std::make_unique<SQLite::Database>(sqlite_uri(path, "immutable=1"), SQLite::OPEN_READONLY | SQLite::OPEN_URI);
}

std::unique_ptr<SQLite::Database> open_database(const Path& path, Connection::Mode mode) {
  if (mode == Connection::Mode::read) return open_to_read(path);
  const int flags = SQLite::OPEN_READWRITE | (mode == Connection::Mode::create ? SQLite::OPEN_CREATE : 0);
  auto database = std::make_unique<SQLite::Database>(path.string(), flags, busy_timeout_ms);
  // FULL would wait for the disk at every commit; in WAL mode NORMAL loses nothing when the program dies.
  database->exec("PRAGMA synchronous=NORMAL");
  database->exec("PRAGMA foreign_keys=ON");
  return database;
}

/// The errno of the last operation that failed on a file: sqlite3_system_errno() forgets that of a write to the log.
int last_system_error(sqlite3* database) {
  for (const int pointer : {SQLITE_FCNTL_JOURNAL_POINTER, SQLITE_FCNTL_FILE_POINTER}) {
    sqlite3_file* file = nullptr;
    int error = 0;
    if (sqlite3_file_control(database, "main", pointer, &file) != SQLITE_OK || !file || !file->pMethods) continue;
    if (file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &error) == SQLITE_OK && error != 0) return error;
  }
  return sqlite3_system_errno(database);
}

}  // namespace

std::string sqlite_uri(const std::filesystem::path& path, const std::string& parameters) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string text = "file:";
  for (const unsigned char c : std::filesystem::absolute(path).string()) {
    if (c == '%' || c == '?' || c == '#') {
      text += {'%', digits[c >> 4], digits[c & 15]};
    } else {
      text += static_cast<char>(c);
    }
  }
  return text + "?" + parameters;
}

Error store_error(const SQLite::Exception& exception, const StorePath& path, bool writing, int system_error) {
  const auto make = [&](ErrorCode code, bool with_detail = true) {
    Error error{code, {{"path", path.database.string()}}};
    if (with_detail) error.context["detail"] = exception.what();
    return error;
  };
  const ErrorCode unusable = writing ? ErrorCode::file_unwritable : ErrorCode::file_unreadable;
  std::error_code none;
  switch (exception.getErrorCode() & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL: return make(ErrorCode::store_locked);
    case SQLITE_NOTADB: return make(ErrorCode::store_foreign, false);
    case SQLITE_FULL: return make(ErrorCode::disk_full, false);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH: return make(ErrorCode::file_unwritable);
    case SQLITE_NOMEM: return make(ErrorCode::out_of_memory);
    case SQLITE_CANTOPEN:
      if (!std::filesystem::exists(path.database, none))
        return make(writing ? unusable : ErrorCode::file_missing, writing);
      return make(unusable);
    case SQLITE_IOERR:
      if (system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG) {
        return make(ErrorCode::disk_full, false);
      }
      return make(unusable);
    default: return make(ErrorCode::store_damaged);
  }
}

bool is_busy(const SQLite::Exception& exception) {
  const int code = exception.getErrorCode() & 0xff;
  return code == SQLITE_BUSY || code == SQLITE_LOCKED || code == SQLITE_PROTOCOL;
}

Result<void> check_is_store(SQLite::Database& database, const StorePath& path) {
  if (database.execAndGet("PRAGMA application_id").getInt() != store_application_id) {
    return fail(ErrorCode::store_foreign, {{"path", path.database.string()}});
  }
  const int version = database.execAndGet("PRAGMA user_version").getInt();
  if (version > store_version()) {
    return fail(ErrorCode::store_newer, {{"path", path.database.string()},
                                         {"value", std::to_string(version)},
                                         {"allowed", std::to_string(store_version())}});
  }
  return {};
}

Connection::Connection(StorePath path, Mode mode, std::unique_ptr<SQLite::Database> database)
    : path_(std::move(path)), mode_(mode), database_(std::move(database)) {}

Result<Connection> Connection::open(const StorePath& path, Mode mode) {
  std::error_code none;
  if (mode != Mode::create && !std::filesystem::exists(path.database, none)) {
    return fail(ErrorCode::file_missing, {{"path", path.database.string()}});
  }
  for (Patience patience;;) {
    try {
      Connection connection(path, mode, open_database(path.database, mode));
      if (mode != Mode::create) {
        auto checked = connection.run([&](SQLite::Database& database) { return check_is_store(database, path); });
        if (!checked) return tl::unexpected<Error>(checked.error());
      }
      return connection;
    } catch (const SQLite::Exception& exception) {
      const Error error = store_error(exception, path, mode != Mode::read, errno);
      if (!is_busy(exception) || !patience.wait()) return tl::unexpected<Error>(error);
    }
  }
}

Error Connection::error_of(const SQLite::Exception& exception) const {
  return store_error(exception, path_, mode_ != Mode::read, last_system_error(database_->getHandle()));
}

void Connection::roll_back() noexcept {
  // After a full disk SQLite has rolled back by itself; then there is nothing to do.
  if (sqlite3_get_autocommit(database_->getHandle()) == 0) static_cast<void>(database_->tryExec("ROLLBACK"));
}

bool Connection::Patience::wait() {
  if (std::chrono::steady_clock::now() >= deadline_) return false;
  std::this_thread::sleep_for(next_);
  next_ = std::min(next_ * 2, std::chrono::milliseconds(100));
  return true;
}

}  // namespace tc3kd
