// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/run_reader.h"

#include <algorithm>

#include "core/domain/content_hash.h"
#include "core/store/artefact_files.h"
#include "core/store/columns.h"
#include "core/store/run_rows.h"
#include "core/store/teacher_rows.h"

namespace tc3kd {
namespace {

/// The error of a failed run stands in its last event.
const std::string select_summaries =
    "SELECT run.id, name, status, created_ms, config_json, ifnull(parent, ''), test_top1, best_test_top1, seconds, "
    "measuring_seconds, course, stage_ends, last_seq, trashed, ifnull(queue_position, 0), " +
    event_columns + " FROM run LEFT JOIN event ON status='failed' AND event.run=run.id AND event.seq=last_seq ";

RunSummary summary_from(SQLite::Statement& row, const StorePath& path) {
  RunSummary run;
  run.id = row.getColumn(0).getString();
  run.name = row.getColumn(1).getString();
  run.status = run_status_from(row.getColumn(2).getString()).value_or(RunStatus::failed);
  run.created_ms = row.getColumn(3).getInt64();
  run.config_json = row.getColumn(4).getString();
  run.parent = row.getColumn(5).getString();
  run.test_top1 = optional_double(row.getColumn(6));
  run.best_test_top1 = optional_double(row.getColumn(7));
  run.seconds = optional_double(row.getColumn(8));
  run.measuring_seconds = optional_double(row.getColumn(9));
  run.course = doubles_from(row.getColumn(10));
  run.stage_ends = doubles_from(row.getColumn(11));
  run.last_seq = row.getColumn(12).getInt64();
  run.trashed = row.getColumn(13).getInt() != 0;
  run.queue_position = row.getColumn(14).getInt64();
  if (!row.isColumnNull(15)) {
    const auto last = event_from(row, path, 15);
    const auto* ended = last ? std::get_if<RunEnded>(&last->body) : nullptr;
    if (ended != nullptr) run.error = ended->error;
  }
  return run;
}

std::vector<RunSummary> summaries(SQLite::Database& database, const StorePath& path, const std::string& rest,
                                  const std::string& value = {}) {
  std::vector<RunSummary> runs;
  SQLite::Statement query(database, select_summaries + rest);
  if (query.getBindParameterCount() > 0) query.bind(1, value);
  while (query.executeStep()) runs.push_back(summary_from(query, path));
  return runs;
}

bool could_be_id(std::string_view text) {
  return text.size() >= 4 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

tl::unexpected<Error> ambiguous(std::string_view text, const std::vector<RunSummary>& runs) {
  std::string ids;
  for (const RunSummary& run : runs) ids += (ids.empty() ? "" : ", ") + run.id;
  return fail(ErrorCode::ambiguous_run, {{"value", std::string(text)}, {"allowed", ids}});
}

tl::unexpected<Error> unknown(SQLite::Database& database, const std::string& text) {
  std::vector<std::string> names;
  SQLite::Statement query(database, "SELECT DISTINCT name FROM run WHERE trashed=0");
  while (query.executeStep()) names.push_back(query.getColumn(0).getString());
  return fail(ErrorCode::unknown_run, {{"value", text}, {"nearest", nearest(text, names)}});
}

std::vector<TeacherEpoch> teacher_epochs(SQLite::Database& database, const StorePath& path, const RunId& run,
                                         const std::string& role) {
  std::vector<TeacherEpoch> epochs;
  SQLite::Statement query(database,
                          "SELECT " + event_columns + " FROM event WHERE run=? AND kind='teacher_epoch' ORDER BY seq");
  query.bind(1, run);
  while (query.executeStep()) {
    const auto event = event_from(query, path);
    const auto* epoch = event ? std::get_if<TeacherEpoch>(&event->body) : nullptr;
    if (epoch != nullptr && epoch->role == role) epochs.push_back(*epoch);
  }
  return epochs;
}

}  // namespace

struct RunReader::State {
  Connection connection;
};

RunReader::RunReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
RunReader::~RunReader() = default;
RunReader::RunReader(RunReader&&) noexcept = default;
RunReader& RunReader::operator=(RunReader&&) noexcept = default;

Result<RunReader> RunReader::open(const StorePath& path) {
  auto connection = Connection::open(path, Connection::Mode::read);
  if (!connection) return tl::unexpected<Error>(connection.error());
  return RunReader(std::unique_ptr<State>(new State{std::move(*connection)}));
}

const StorePath& RunReader::path() const { return state_->connection.path(); }

Result<std::int64_t> RunReader::change_counter() {
  return state_->connection.run([](SQLite::Database& database) -> Result<std::int64_t> {
    return database.execAndGet("PRAGMA data_version").getInt64();
  });
}

Result<std::vector<RunSummary>> RunReader::runs(bool with_trash) {
  return state_->connection.run([&](SQLite::Database& database) -> Result<std::vector<RunSummary>> {
    const std::string which = with_trash ? "" : "WHERE trashed=0 ";
    return summaries(database, path(), which + "ORDER BY created_ms DESC, run.rowid DESC");
  });
}

Result<RunSummary> RunReader::run(const RunId& id) {
  return state_->connection.run([&](SQLite::Database& database) -> Result<RunSummary> {
    auto found = summaries(database, path(), "WHERE run.id=?", id);
    if (found.empty()) return fail(ErrorCode::unknown_run, {{"value", id}});
    return std::move(found.front());
  });
}

Result<RunSummary> RunReader::find(std::string_view id_or_name) {
  const std::string text(id_or_name);
  return state_->connection.run([&](SQLite::Database& database) -> Result<RunSummary> {
    auto found = summaries(database, path(), "WHERE run.id=?", text);  // also one in the trash
    if (found.empty()) found = summaries(database, path(), "WHERE name=? AND trashed=0 ORDER BY created_ms", text);
    if (found.empty() && could_be_id(text)) {
      found =
          summaries(database, path(), "WHERE substr(run.id, 1, length(?1))=?1 AND trashed=0 ORDER BY created_ms", text);
    }
    if (found.size() > 1) return ambiguous(text, found);
    if (found.empty()) return unknown(database, text);
    return std::move(found.front());
  });
}

Result<std::vector<RunEvent>> RunReader::read_since(const RunId& id, std::int64_t after, std::int64_t limit) {
  return state_->connection.run([&](SQLite::Database& database) -> Result<std::vector<RunEvent>> {
    std::vector<RunEvent> events;
    SQLite::Statement query(database,
                            "SELECT " + event_columns + " FROM event WHERE run=? AND seq>? ORDER BY seq LIMIT ?");
    SQLite::bind(query, id, after, limit);
    while (query.executeStep()) {
      auto event = event_from(query, path());
      if (!event) return tl::unexpected<Error>(event.error());
      events.push_back(std::move(*event));
    }
    return events;
  });
}

Result<RunHistory> RunReader::history(const RunId& id) {
  constexpr std::int64_t chunk = 20'000;  // keeps every read, and the snapshot that it holds, short
  if (auto known = run(id); !known) return tl::unexpected<Error>(known.error());
  RunHistory history;
  for (std::int64_t after = 0;;) {
    auto events = read_since(id, after, chunk);
    if (!events) return tl::unexpected<Error>(events.error());
    for (const RunEvent& event : *events) history.apply(event);
    if (std::ssize(*events) < chunk) return history;
    after = events->back().seq;
  }
}

Result<std::int64_t> RunReader::generation(const RunId& id) {
  return state_->connection.run([&](SQLite::Database& database) -> Result<std::int64_t> {
    SQLite::Statement query(database, "SELECT generation FROM run WHERE id=?");
    query.bind(1, id);
    if (!query.executeStep()) return fail(ErrorCode::unknown_run, {{"value", id}});
    return query.getColumn(0).getInt64();
  });
}

Result<std::vector<RunEvent>> RunReader::checkpoints(const RunId& id) {
  return state_->connection.run([&](SQLite::Database& database) -> Result<std::vector<RunEvent>> {
    std::vector<RunEvent> events;
    SQLite::Statement query(
        database, "SELECT " + event_columns + " FROM event WHERE run=? AND kind='checkpoint' ORDER BY seq DESC");
    query.bind(1, id);
    while (query.executeStep()) {
      auto event = event_from(query, path());
      if (!event) return tl::unexpected<Error>(event.error());
      events.push_back(std::move(*event));
    }
    return events;
  });
}

Result<Bytes> RunReader::blob(const ContentHash& hash) {
  const auto damaged = [&](const std::string& what) {
    return fail(ErrorCode::store_damaged,
                {{"path", path().database.string()}, {"detail", "blob " + hash + " " + what}});
  };
  return state_->connection.run([&](SQLite::Database& database) -> Result<Bytes> {
    SQLite::Statement query(database, "SELECT bytes FROM blob WHERE hash=?");
    query.bind(1, hash);
    if (!query.executeStep()) return damaged("is missing");
    Bytes bytes = bytes_from(query.getColumn(0));
    if (content_hash(bytes) != hash) return damaged("does not match its name");
    return bytes;
  });
}

Result<Bytes> RunReader::file(const ContentHash& hash) { return read_artefact_file(path(), hash); }

Result<std::optional<KnownTeacher>> RunReader::find_teacher(const ContentHash& key) {
  return state_->connection.run([&](SQLite::Database& database) -> Result<std::optional<KnownTeacher>> {
    SQLite::Statement query(database, "SELECT " + event_columns +
                                          ", teacher.run, (SELECT max(ce) FROM teacher WHERE key=?1) "
                                          "FROM teacher JOIN event ON event.run=teacher.run AND event.seq=teacher.seq "
                                          "WHERE key=?1 ORDER BY trained DESC, event.unix_ms");
    query.bind(1, key);
    while (query.executeStep()) {
      const auto event = event_from(query, path());
      const auto* ready = event ? std::get_if<TeacherReady>(&event->body) : nullptr;
      std::error_code none;
      if (ready == nullptr || !std::filesystem::exists(artefact_file(path(), ready->weights), none)) continue;
      KnownTeacher teacher{*ready, teacher_epochs(database, path(), query.getColumn(4).getString(), ready->role),
                           std::nullopt};
      if (!query.isColumnNull(5)) teacher.ce = query.getColumn(5).getString();
      return std::optional<KnownTeacher>(std::move(teacher));
    }
    return std::optional<KnownTeacher>();
  });
}

Result<std::vector<TeacherSummary>> RunReader::teachers() {
  return state_->connection.run([&](SQLite::Database& database) -> Result<std::vector<TeacherSummary>> {
    auto teachers = imported_teachers(database, path());
    for (TeacherSummary& trained : trained_teachers(database, path())) teachers.push_back(std::move(trained));
    std::stable_sort(teachers.begin(), teachers.end(),
                     [](const auto& a, const auto& b) { return a.made_ms > b.made_ms; });
    return teachers;
  });
}

}  // namespace tc3kd
