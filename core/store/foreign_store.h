// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>
#include <optional>

#include "core/store/connection.h"

namespace tc3kd {

/// Another store, of which nothing is changed, not even the small files that SQLite keeps beside a database in use.
/// Where it has an older schema, or cannot be opened where it lies, a copy in a temporary folder stands in for it.
class ForeignStore {
 public:
  /// `file_missing`, `file_unreadable`, `store_foreign`, `store_newer`, `store_damaged`, `store_locked`, all naming it.
  [[nodiscard]] static Result<ForeignStore> open(const StorePath& path);
  ~ForeignStore();
  ForeignStore(ForeignStore&& other) noexcept;
  ForeignStore& operator=(ForeignStore&&) = delete;

  [[nodiscard]] const StorePath& path() const { return path_; }

  /// What `reading` throws, so that it is told apart from failures of the store that is written.
  struct Failure : std::exception {
    explicit Failure(Error e) : error(std::move(e)) {}
    Error error;
  };
  /// Runs `work(database)`; SQLite's exceptions become a Failure that names this store.
  template <class Work>
  auto reading(Work&& work) -> std::invoke_result_t<Work, SQLite::Database&> {
    try {
      return work(*database_);
    } catch (const SQLite::Exception& exception) {
      throw Failure(store_error(exception, path_, false, 0));
    }
  }

  /// `store_locked` where another process wrote to it in the meantime, which can tear what was read.
  [[nodiscard]] Result<void> check_unchanged() const;

 private:
  struct Stamp {
    std::filesystem::file_time_type time;
    std::uintmax_t size = 0, log_size = 0;
    friend bool operator==(const Stamp&, const Stamp&) = default;
  };
  explicit ForeignStore(StorePath path);
  [[nodiscard]] static Stamp stamp_of(const std::filesystem::path& database);
  void open_where_it_lies();
  [[nodiscard]] Result<void> open_copy_of_files();
  [[nodiscard]] Result<void> migrate_copy();

  StorePath path_;
  std::filesystem::path temporary_;  ///< removed at the end; empty without a copy
  std::optional<Stamp> stamp_;       ///< where SQLite's own locks do not guard the reading
  std::unique_ptr<SQLite::Database> database_;
};

}  // namespace tc3kd
