// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <memory>
#include <type_traits>
#include <utility>

#include <SQLiteCpp/SQLiteCpp.h>
#include <SQLiteCpp/VariadicBind.h>

#include "core/store/store.h"

namespace tc3kd {

/// Marks a file as a store of ours in SQLite's header ("TC3K").
inline constexpr std::int32_t store_application_id = 0x5443334B;

/// A connection to a store's database. Every failure of SQLite becomes an Error of the store here; every busy answer is
/// retried with growing waits for up to five seconds, since some of them never reach SQLite's own busy handler (the
/// switch to WAL, a recovery, a snapshot that grew old). Not thread-safe: one thread at a time.
class Connection {
 public:
  enum class Mode {
    create,  ///< makes the file where it is missing; the caller checks what it is
    write,   ///< a store of this version
    read     ///< likewise, read-only; also from media that cannot be written
  };
  [[nodiscard]] static Result<Connection> open(const StorePath& path, Mode mode);

  [[nodiscard]] const StorePath& path() const { return path_; }
  [[nodiscard]] SQLite::Database& database() { return *database_; }

  /// Runs `work(database) -> Result<T>` and repeats it while the database is busy.
  template <class Work>
  auto run(Work&& work) -> std::invoke_result_t<Work, SQLite::Database&>;

  /// The same inside BEGIN IMMEDIATE … COMMIT; an error or an exception rolls back.
  template <class Work>
  auto transaction(Work&& work) -> std::invoke_result_t<Work, SQLite::Database&>;

 private:
  Connection(StorePath path, Mode mode, std::unique_ptr<SQLite::Database> database);
  [[nodiscard]] Error error_of(const SQLite::Exception& exception) const;
  void roll_back() noexcept;

  /// Waits before the next attempt at something busy; false when five seconds are over.
  class Patience {
   public:
    [[nodiscard]] bool wait();

   private:
    std::chrono::steady_clock::time_point deadline_ = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    std::chrono::milliseconds next_{1};
  };

  StorePath path_;
  Mode mode_;
  std::unique_ptr<SQLite::Database> database_;
};

/// An SQLite failure as an Error that names the store. `system_error` is the errno that SQLite met, or 0.
[[nodiscard]] Error store_error(const SQLite::Exception& exception, const StorePath& path, bool writing,
                                int system_error);

/// A file name as SQLite's URI wants it, with everything escaped that means something there.
[[nodiscard]] std::string sqlite_uri(const std::filesystem::path& path, const std::string& parameters);

[[nodiscard]] bool is_busy(const SQLite::Exception& exception);

/// `store_foreign` or `store_newer` unless the database is a store of a version that this program knows.
[[nodiscard]] Result<void> check_is_store(SQLite::Database& database, const StorePath& path);

template <class Work>
auto Connection::run(Work&& work) -> std::invoke_result_t<Work, SQLite::Database&> {
  for (Patience patience;;) {
    try {
      auto result = work(*database_);
      return result;
    } catch (const SQLite::Exception& exception) {
      const Error error = error_of(exception);
      roll_back();
      if (!is_busy(exception) || !patience.wait()) return tl::unexpected<Error>(error);
    }
  }
}

template <class Work>
auto Connection::transaction(Work&& work) -> std::invoke_result_t<Work, SQLite::Database&> {
  return run([&](SQLite::Database& database) {
    database.exec("BEGIN IMMEDIATE");
    auto result = work(database);
    if (result) {
      database.exec("COMMIT");
    } else {
      roll_back();
    }
    return result;
  });
}

}  // namespace tc3kd
