// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store_import.h"

#include <set>

#include "core/domain/content_hash.h"
#include "core/store/artefact_files.h"
#include "core/store/columns.h"
#include "core/store/foreign_store.h"
#include "core/store/run_rows.h"
#include "core/store/teacher_rows.h"

namespace tc3kd {
namespace {

void bind_column(SQLite::Statement& target, int index, const SQLite::Column& value) {
  if (value.isNull()) {
    target.bind(index);
  } else if (value.isInteger()) {
    target.bind(index, value.getInt64());
  } else if (value.isFloat()) {
    target.bind(index, value.getDouble());
  } else if (value.isText()) {
    target.bind(index, value.getString());
  } else {
    bind_bytes(target, index, bytes_from(value));
  }
}

struct StoredEvent {
  std::int64_t seq = 0, unix_ms = 0;
  std::string kind, body;
  friend bool operator==(const StoredEvent&, const StoredEvent&) = default;
};

std::optional<StoredEvent> event_at(SQLite::Database& database, const RunId& id, std::int64_t seq) {
  SQLite::Statement query(database, "SELECT seq, unix_ms, kind, body FROM event WHERE run=? AND seq=?");
  SQLite::bind(query, id, seq);
  if (!query.executeStep()) return std::nullopt;
  return StoredEvent{query.getColumn(0).getInt64(), query.getColumn(1).getInt64(), query.getColumn(2).getString(),
                     query.getColumn(3).getString()};
}

/// One import: what it reads, what it writes, and what it has done so far.
class Import {
 public:
  Import(ForeignStore& from, SQLite::Database& into, const StorePath& into_path)
      : from_(from), into_(into), into_path_(into_path) {}

  Result<ImportReport> all() {
    const auto ids = from_.reading([](SQLite::Database& database) {
      SQLite::Statement runs(database, "SELECT id FROM run ORDER BY rowid");
      std::vector<RunId> found;
      while (runs.executeStep()) found.push_back(runs.getColumn(0).getString());
      return found;
    });
    for (const RunId& id : ids) {
      if (auto done = one(id); !done) return tl::unexpected<Error>(done.error());
    }
    if (auto done = teachers(); !done) return tl::unexpected<Error>(done.error());
    if (auto sound = from_.check_unchanged(); !sound) return tl::unexpected<Error>(sound.error());
    return report_;
  }

 private:
  /// Imported teachers that are not here yet.
  Result<void> teachers() {
    std::set<ContentHash> known;
    for (const TeacherSummary& ours : imported_teachers(into_, into_path_)) known.insert(ours.weights);
    const auto theirs =
        from_.reading([&](SQLite::Database& database) { return imported_teachers(database, from_.path()); });
    for (const TeacherSummary& teacher : theirs) {
      if (known.contains(teacher.weights)) continue;
      if (auto copied = copy_file(teacher.weights); !copied) return copied;
      save_imported_teacher(into_, teacher);
    }
    return {};
  }

  Result<void> one(const RunId& id) {
    auto theirs = from_.reading([&](SQLite::Database& database) { return load_run_row(database, id); });
    if (!theirs) return tl::unexpected<Error>(theirs.error());
    auto ours = load_run_row(into_, id);
    if (!ours) {
      report_.imported.push_back(id);
      return copy_run(id, *theirs);
    }
    if (!is_earlier_state(id, *ours, *theirs)) {
      report_.duplicates.push_back(id);
      return {};
    }
    SQLite::Statement remove(into_, "DELETE FROM run WHERE id=?");
    remove.bind(1, id);
    remove.exec();
    report_.updated.push_back(id);
    return copy_run(id, *theirs);
  }

  /// Whether what lies here is a beginning of what lies there. The end that an import (or a crash) gave the run here
  /// does not count: the run may have gone on over there.
  bool is_earlier_state(const RunId& id, const RunRow& ours, const RunRow& theirs) {
    const bool ended_here = ours.status == RunStatus::interrupted || ours.status == RunStatus::stopped;
    const std::int64_t common = ended_here ? ours.last_seq - 1 : ours.last_seq;
    if (is_active(ours.status) || theirs.last_seq == 0) return false;
    if (theirs.generation != ours.generation) return theirs.generation > ours.generation;
    if (theirs.last_seq < common) return false;
    if (same_event(id, ours.last_seq)) return theirs.last_seq > ours.last_seq;
    return theirs.last_seq > common && (common == 0 || same_event(id, common));
  }

  bool same_event(const RunId& id, std::int64_t seq) {
    const auto theirs = from_.reading([&](SQLite::Database& database) { return event_at(database, id, seq); });
    return theirs && event_at(into_, id, seq) == theirs;
  }

  Result<void> copy_run(const RunId& id, const RunRow& theirs) {
    copy_rows_of_run(id);
    if (auto copied = copy_artefacts(id); !copied) return copied;
    if (theirs.status == RunStatus::queued) return end_run(into_, into_path_, id, RunStatus::stopped);
    if (is_active(theirs.status)) return end_run(into_, into_path_, id, RunStatus::interrupted);
    return {};
  }

  void copy_rows_of_run(const RunId& id) {
    for (const char* table : {"run", "event", "run_artefact", "teacher"}) {
      copy_rows(table, std::string_view(table) == "run" ? "id" : "run", id);
    }
    // Whoever runs it over there cannot be steered from here.
    SQLite::Statement disown(into_,
                             "UPDATE run SET owner_pid=NULL, owner_started=NULL, owner_boot=NULL, owner_host=NULL, "
                             "heartbeat_ms=NULL, queue_position=NULL WHERE id=?");
    disown.bind(1, id);
    disown.exec();
  }

  /// The rows of a run from one store's table to the other's; both have the same schema.
  void copy_rows(const std::string& table, const std::string& run_column, const RunId& id) {
    auto source = from_.reading([&](SQLite::Database& database) {
      return SQLite::Statement(database, "SELECT * FROM " + table + " WHERE " + run_column + "=?");
    });
    source.bind(1, id);
    std::string marks = "?";
    for (int i = 1; i < source.getColumnCount(); ++i) marks += ",?";
    SQLite::Statement target(into_, "INSERT INTO " + table + " VALUES(" + marks + ")");
    while (from_.reading([&](SQLite::Database&) { return source.executeStep(); })) {
      for (int i = 0; i < source.getColumnCount(); ++i) bind_column(target, i + 1, source.getColumn(i));
      target.exec();
      target.reset();
    }
  }

  Result<void> copy_artefacts(const RunId& id) {
    SQLite::Statement named(into_, "SELECT hash, place FROM run_artefact WHERE run=?");  // copied just now
    named.bind(1, id);
    while (named.executeStep()) {
      const ContentHash hash = named.getColumn(0).getString();
      const bool file = named.getColumn(1).getString() == to_string(Artefact::Place::file);
      if (auto copied = file ? copy_file(hash) : copy_blob(hash); !copied) return copied;
    }
    return {};
  }

  Result<void> copy_file(const ContentHash& hash) {
    std::error_code none;
    if (std::filesystem::exists(artefact_file(into_path_, hash), none)) return {};
    auto bytes = read_artefact_file(from_.path(), hash);
    if (bytes) return write_artefact_file(into_path_, hash, *bytes);
    if (bytes.error().code != ErrorCode::file_missing) return tl::unexpected<Error>(bytes.error());
    report_.missing_files.push_back(artefact_file(from_.path(), hash).string());
    return {};
  }

  Result<void> copy_blob(const ContentHash& hash) {
    SQLite::Statement known(into_, "SELECT 1 FROM blob WHERE hash=?");
    known.bind(1, hash);
    if (known.executeStep()) return {};
    const auto bytes = from_.reading([&](SQLite::Database& database) -> std::optional<Bytes> {
      SQLite::Statement source(database, "SELECT bytes FROM blob WHERE hash=?");
      source.bind(1, hash);
      if (!source.executeStep()) return std::nullopt;
      return bytes_from(source.getColumn(0));
    });
    if (!bytes || content_hash(*bytes) != hash) {
      const std::string problem = bytes ? " does not match its name" : " is missing";
      return fail(ErrorCode::store_damaged,
                  {{"path", from_.path().database.string()}, {"detail", "blob " + hash + problem}});
    }
    SQLite::Statement target(into_, "INSERT INTO blob(hash, bytes) VALUES(?,?)");
    target.bind(1, hash);
    bind_bytes(target, 2, *bytes);
    target.exec();
    return {};
  }

  ForeignStore& from_;
  SQLite::Database& into_;
  const StorePath& into_path_;
  ImportReport report_;
};

}  // namespace

Result<ImportReport> import_store(const StorePath& into, const StorePath& from) {
  std::error_code none;
  if (std::filesystem::equivalent(into.database, from.database, none)) {
    return fail(ErrorCode::invalid_value, {{"key", "import"},
                                           {"value", from.database.string()},
                                           {"allowed", "a store other than the one it is merged into"}});
  }
  auto source = ForeignStore::open(from);
  if (!source) return tl::unexpected<Error>(source.error());
  auto connection = Connection::open(into, Connection::Mode::write);
  if (!connection) return tl::unexpected<Error>(connection.error());

  return connection->transaction([&](SQLite::Database& database) -> Result<ImportReport> {
    try {
      return Import(*source, database, into).all();
    } catch (const ForeignStore::Failure& failure) {
      return tl::unexpected<Error>(failure.error);
    }
  });
}

}  // namespace tc3kd
