// SPDX-License-Identifier: GPL-3.0-or-later
// Renaming, the trash, and emptying it.
#include <set>

#include "core/store/artefact_files.h"
#include "core/store/run_rows.h"
#include "core/store/run_writer_state.h"

namespace tc3kd {
namespace {

/// The artefacts that the run names, by place.
struct Hashes {
  std::set<ContentHash> blobs, files;
};

void collect_hashes(SQLite::Database& database, const RunId& id, Hashes& hashes) {
  SQLite::Statement query(database, "SELECT hash, place FROM run_artefact WHERE run=?");
  query.bind(1, id);
  while (query.executeStep()) {
    auto& place = query.getColumn(1).getString() == to_string(Artefact::Place::file) ? hashes.files : hashes.blobs;
    place.insert(query.getColumn(0).getString());
  }
}

bool named_by_any(SQLite::Database& database, const ContentHash& hash, Artefact::Place place) {
  SQLite::Statement query(database,
                          "SELECT 1 FROM run_artefact WHERE hash=?1 AND place=?2 UNION ALL "
                          "SELECT 1 FROM imported_teacher WHERE weights=?1 AND ?2='file' LIMIT 1");
  SQLite::bind(query, hash, to_string(place));
  return query.executeStep();
}

/// Deletes the trashed ones of these runs, and the blobs that only they named; their files are left to the caller.
Result<Hashes> remove_runs(SQLite::Database& database, const std::vector<RunId>& ids) {
  Hashes hashes;
  for (const RunId& id : ids) {
    SQLite::Statement trashed(database, "SELECT status, trashed FROM run WHERE id=?");
    trashed.bind(1, id);
    if (!trashed.executeStep() || trashed.getColumn(1).getInt() == 0) continue;
    const auto status = run_status_from(trashed.getColumn(0).getString());
    if (status && is_active(*status)) return fail(ErrorCode::run_active, {{"value", id}});
    collect_hashes(database, id, hashes);
    SQLite::Statement remove(database, "DELETE FROM run WHERE id=?");  // its events and names go with it
    remove.bind(1, id);
    remove.exec();
  }
  SQLite::Statement remove(database, "DELETE FROM blob WHERE hash=?");
  for (const ContentHash& hash : hashes.blobs) {
    if (named_by_any(database, hash, Artefact::Place::blob)) continue;
    remove.bind(1, hash);
    remove.exec();
    remove.reset();
  }
  return hashes;
}

}  // namespace

Result<std::int64_t> remove_unnamed_files(Connection& connection, const std::vector<ContentHash>& hashes) {
  return connection.transaction([&](SQLite::Database& database) -> Result<std::int64_t> {
    std::int64_t freed = 0;
    for (const ContentHash& hash : hashes) {
      if (named_by_any(database, hash, Artefact::Place::file)) continue;
      const auto file = artefact_file(connection.path(), hash);
      std::error_code gone;
      const auto size = std::filesystem::file_size(file, gone);
      if (!gone && std::filesystem::remove(file, gone)) freed += static_cast<std::int64_t>(size);
    }
    return freed;
  });
}

Result<void> RunWriter::rename(const RunId& id, const std::string& name) {
  return state_->connection.transaction([&](SQLite::Database& database) -> Result<void> {
    SQLite::Statement update(database, "UPDATE run SET name=? WHERE id=?");
    SQLite::bind(update, name, id);
    if (update.exec() == 0) return fail(ErrorCode::unknown_run, {{"value", id}});
    return {};
  });
}

Result<void> RunWriter::set_trashed(const RunId& id, bool trashed) {
  return state_->connection.transaction([&](SQLite::Database& database) -> Result<void> {
    auto row = load_run_row(database, id);
    if (!row) return tl::unexpected<Error>(row.error());
    if (trashed && is_active(row->status)) return fail(ErrorCode::run_active, {{"value", id}});
    SQLite::Statement update(database, "UPDATE run SET trashed=? WHERE id=?");
    SQLite::bind(update, trashed ? 1 : 0, id);
    update.exec();
    return {};
  });
}

Result<std::int64_t> RunWriter::purge(const std::vector<RunId>& ids) {
  auto removed = state_->connection.transaction(
      [&](SQLite::Database& database) -> Result<Hashes> { return remove_runs(database, ids); });
  if (!removed) return tl::unexpected<Error>(removed.error());

  return remove_unnamed_files(state_->connection, {removed->files.begin(), removed->files.end()});
}

}  // namespace tc3kd
