// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/run_rows.h"

#include <algorithm>

#include "core/domain/events/event_codec.h"
#include "core/store/clock.h"
#include "core/store/columns.h"

namespace tc3kd {
namespace {

template <class... Handlers>
struct Overloaded : Handlers... {
  using Handlers::operator()...;
};
template <class... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

constexpr auto others_ignored = [](const auto&) {};

void save_run_row(SQLite::Database& database, const RunId& id, const RunRow& row) {
  SQLite::Statement update(database,
                           "UPDATE run SET status=?, last_seq=?, epochs=?, epochs_done=?, test_top1=?, "
                           "best_test_top1=?, seconds=?, measuring_seconds=?, stage_measuring_seconds=?, course=?, "
                           "stage_ends=?, queue_position=CASE WHEN ?1='queued' THEN queue_position END WHERE id=?12");
  update.bind(1, to_string(row.status));
  update.bind(2, row.last_seq);
  update.bind(3, row.epochs);
  update.bind(4, row.epochs_done);
  bind_optional(update, 5, row.test_top1);
  bind_optional(update, 6, row.best_test_top1);
  bind_optional(update, 7, row.seconds);
  bind_optional(update, 8, row.measuring_seconds);
  update.bind(9, row.stage_measuring_seconds);
  bind_doubles(update, 10, row.course);
  bind_doubles(update, 11, row.stage_ends);
  update.bind(12, id);
  update.exec();
}

void note_teacher(SQLite::Database& database, const RunId& id, const RunEvent& event) {
  if (const auto* teacher = std::get_if<TeacherReady>(&event.body)) {
    SQLite::Statement insert(database,
                             "INSERT OR REPLACE INTO teacher(key, run, seq, trained, role) VALUES(?,?,?,?,?)");
    SQLite::bind(insert, teacher->key, id, event.seq, teacher->origin == "trained" ? 1 : 0, teacher->role);
    insert.exec();
  } else if (const auto* selected = std::get_if<StageSelected>(&event.body);
             selected && selected->ce_teacher && selected->transform == "test") {
    // What was measured through drawn views is that run's alone.
    SQLite::Statement update(database, "UPDATE teacher SET ce=? WHERE run=? AND role=? AND ce IS NULL");
    SQLite::bind(update, *selected->ce_teacher, id, teacher_role);
    update.exec();
  }
}

/// What an event says beside its text: the artefacts and the teacher that it names.
void note_event(SQLite::Database& database, const RunId& id, const RunEvent& event) {
  SQLite::Statement name(database, "INSERT OR IGNORE INTO run_artefact(run, hash, place) VALUES(?,?,?)");
  for (const auto& [hash, place] : named_artefacts(event.body)) {
    SQLite::bind(name, id, hash, to_string(place));
    name.exec();
    name.reset();
  }
  note_teacher(database, id, event);
}

/// Wall-clock seconds between a run's first and last event.
double seconds_of_events(SQLite::Database& database, const RunId& id) {
  SQLite::Statement span(database, "SELECT ifnull(max(unix_ms) - min(unix_ms), 0) FROM event WHERE run=?");
  span.bind(1, id);
  span.executeStep();
  return static_cast<double>(span.getColumn(0).getInt64()) / 1000.0;
}

}  // namespace

void RunRow::apply(const RunEvent& event) {
  last_seq = event.seq;
  std::visit(
      Overloaded{[&](const RunStarted&) { status = RunStatus::running; },
                 [&](const PauseChanged& pause) { status = pause.paused ? RunStatus::paused : RunStatus::running; },
                 [&](const StageStarted& stage) {
                   epochs = std::max(epochs, stage.last_epoch);
                   stage_measuring_seconds = 0;
                 },
                 [&](const StageSelected& stage) {
                   stage_measuring_seconds = stage.measuring_seconds;
                   measuring_seconds = measuring_seconds.value_or(0) + stage.measuring_seconds;
                 },
                 [&](const EpochEnded& epoch) {
                   epochs_done = epoch.epoch;
                   if (!epoch.test_top1) return;
                   test_top1 = epoch.test_top1;
                   best_test_top1 = std::max(best_test_top1.value_or(*test_top1), *test_top1);
                   course.push_back(*test_top1);
                 },
                 [&](const StageEnded& stage) {
                   if (epochs > 0) stage_ends.push_back(static_cast<double>(epochs_done) / static_cast<double>(epochs));
                   measuring_seconds =
                       measuring_seconds.value_or(0) - stage_measuring_seconds + stage.seconds.measuring;
                   stage_measuring_seconds = 0;
                 },
                 [&](const RunEnded& end) {
                   status = end.status;
                   seconds = end.seconds;
                 },
                 others_ignored},
      event.body);
}

Result<RunRow> load_run_row(SQLite::Database& database, const RunId& id) {
  SQLite::Statement query(database,
                          "SELECT status, last_seq, epochs, epochs_done, test_top1, best_test_top1, seconds, "
                          "measuring_seconds, stage_measuring_seconds, course, stage_ends, owner_pid, owner_started, "
                          "owner_boot, owner_host, heartbeat_ms, generation FROM run WHERE id=?");
  query.bind(1, id);
  if (!query.executeStep()) return fail(ErrorCode::unknown_run, {{"value", id}});
  RunRow row;
  row.status = run_status_from(query.getColumn(0).getString()).value_or(RunStatus::failed);
  row.last_seq = query.getColumn(1).getInt64();
  row.epochs = query.getColumn(2).getInt64();
  row.epochs_done = query.getColumn(3).getInt64();
  row.test_top1 = optional_double(query.getColumn(4));
  row.best_test_top1 = optional_double(query.getColumn(5));
  row.seconds = optional_double(query.getColumn(6));
  row.measuring_seconds = optional_double(query.getColumn(7));
  row.stage_measuring_seconds = query.getColumn(8).getDouble();
  row.course = doubles_from(query.getColumn(9));
  row.stage_ends = doubles_from(query.getColumn(10));
  row.owner = owner_from(query, 11);
  row.heartbeat_ms = query.getColumn(15).getInt64();
  row.generation = query.getColumn(16).getInt64();
  return row;
}

Result<void> store_events(SQLite::Database& database, const StorePath& path, const RunId& id, RunRow row,
                          const std::vector<RunEvent>& events) {
  SQLite::Statement insert(database, "INSERT INTO event(run, seq, unix_ms, kind, body) VALUES(?,?,?,?,?)");
  for (const RunEvent& event : events) {
    if (event.seq != row.last_seq + 1) {
      return fail(ErrorCode::store_damaged, {{"path", path.database.string()},
                                             {"detail", "event " + std::to_string(event.seq) + " of run " + id +
                                                            " follows event " + std::to_string(row.last_seq)}});
    }
    SQLite::bind(insert, id, event.seq, event.unix_ms, event_kind(event.body),
                 event_to_json(event.body).dump(-1, ' ', false, Json::error_handler_t::replace));
    insert.exec();
    insert.reset();
    note_event(database, id, event);
    row.apply(event);
  }
  save_run_row(database, id, row);
  if (!is_active(row.status)) {
    SQLite::Statement clear(database, "DELETE FROM command WHERE run=?");
    clear.bind(1, id);
    clear.exec();
  }
  return {};
}

Result<void> forget_events(SQLite::Database& database, const StorePath& path, const RunId& id, std::int64_t after) {
  auto row = load_run_row(database, id);
  if (!row) return tl::unexpected<Error>(row.error());
  for (const char* forget : {"DELETE FROM event WHERE run=? AND seq>?2", "DELETE FROM teacher WHERE run=?",
                             "DELETE FROM run_artefact WHERE run=?"}) {
    SQLite::Statement statement(database, forget);
    statement.bind(1, id);
    if (statement.getBindParameterCount() > 1) statement.bind(2, after);
    statement.exec();
  }
  RunRow rebuilt;
  rebuilt.epochs = row->epochs;
  SQLite::Statement query(database, "SELECT " + event_columns + " FROM event WHERE run=? ORDER BY seq");
  query.bind(1, id);
  while (query.executeStep()) {
    const auto event = event_from(query, path);
    if (!event) return tl::unexpected<Error>(event.error());
    note_event(database, id, *event);
    rebuilt.apply(*event);
  }
  rebuilt.status = row->status;
  save_run_row(database, id, rebuilt);
  SQLite::Statement count(database, "UPDATE run SET generation=generation+1 WHERE id=?");
  count.bind(1, id);
  count.exec();
  return {};
}

std::vector<ContentHash> release_checkpoints(SQLite::Database& database, const RunId& id, int keep) {
  std::vector<ContentHash> newest_first;
  SQLite::Statement query(database,
                          "SELECT json_extract(body, '$.file') FROM event WHERE run=? AND kind='checkpoint' "
                          "ORDER BY seq DESC");
  query.bind(1, id);
  while (query.executeStep()) newest_first.push_back(query.getColumn(0).getString());
  std::vector<ContentHash> released;
  const auto kept_end = newest_first.begin() + std::min<std::ptrdiff_t>(keep, std::ssize(newest_first));
  SQLite::Statement release(database, "DELETE FROM run_artefact WHERE run=? AND hash=? AND place='file'");
  for (auto hash = kept_end; hash != newest_first.end(); ++hash) {
    if (std::find(newest_first.begin(), kept_end, *hash) != kept_end) continue;
    SQLite::bind(release, id, *hash);
    if (release.exec() > 0) released.push_back(*hash);
    release.reset();
  }
  return released;
}

Result<void> end_run(SQLite::Database& database, const StorePath& path, const RunId& id, RunStatus status) {
  auto row = load_run_row(database, id);
  if (!row) return tl::unexpected<Error>(row.error());
  RunEnded ended;
  ended.status = status;
  ended.seconds = seconds_of_events(database, id);
  const std::int64_t seq = row->last_seq + 1;
  return store_events(database, path, id, std::move(*row), {{seq, unix_now_ms(), ended}});
}

Result<void> interrupt_orphans(SQLite::Database& database, const StorePath& path) {
  std::vector<RunId> orphans;
  {
    SQLite::Statement active(database,
                             "SELECT id, owner_pid, owner_started, owner_boot, owner_host, heartbeat_ms FROM run "
                             "WHERE status IN ('running', 'paused')");
    while (active.executeStep()) {
      if (is_dead(owner_from(active, 1), active.getColumn(5).getInt64(), unix_now_ms())) {
        orphans.push_back(active.getColumn(0).getString());
      }
    }
  }
  for (const RunId& id : orphans) {
    if (auto ended = end_run(database, path, id, RunStatus::interrupted); !ended) return ended;
  }
  return {};
}

Result<RunEvent> event_from(SQLite::Statement& row, const StorePath& path, int first) {
  const std::int64_t seq = row.getColumn(first).getInt64(), unix_ms = row.getColumn(first + 1).getInt64();
  const std::string kind = row.getColumn(first + 2).getString();
  const Json json = Json::parse(row.getColumn(first + 3).getString(), nullptr, false);
  auto event = json.is_discarded() ? Result<RunEventBody>(fail(ErrorCode::invalid_json)) : event_from_json(kind, json);
  if (!event) {
    return fail(ErrorCode::store_damaged,
                {{"path", path.database.string()},
                 {"detail", "event " + std::to_string(seq) + " (" + kind + ") is unreadable"}});
  }
  return RunEvent{seq, unix_ms, std::move(*event)};
}

std::vector<NamedArtefact> named_artefacts(const RunEventBody& body) {
  std::vector<NamedArtefact> named;
  const auto add = [&](const ContentHash& hash, Artefact::Place place = Artefact::Place::blob) {
    if (!hash.empty()) named.push_back({hash, place});
  };
  std::visit(
      Overloaded{[&](const DataReady& data) {
                   add(data.indices);
                   add(data.labels);
                   add(data.test_labels);
                 },
                 [&](const TeacherReady& teacher) {
                   add(teacher.weights, Artefact::Place::file);
                   add(teacher.test_predictions);
                 },
                 [&](const StageSelected& stage) {
                   add(stage.ce_teacher.value_or(""));
                   add(stage.ce_student.value_or(""));
                   add(stage.entered);
                   add(stage.subset);
                 },
                 [&](const StageEnded& stage) { add(stage.test_predictions); },
                 [&](const CheckpointSaved& saved) { add(saved.file, Artefact::Place::file); },
                 [&](const RunEnded& end) { add(end.weights.value_or(""), Artefact::Place::file); }, others_ignored},
      body);
  return named;
}

const char* to_string(Artefact::Place place) { return place == Artefact::Place::file ? "file" : "blob"; }

}  // namespace tc3kd
