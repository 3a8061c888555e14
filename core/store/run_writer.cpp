// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/run_writer.h"

#include "core/domain/content_hash.h"
#include "core/store/artefact_files.h"
#include "core/store/clock.h"
#include "core/store/columns.h"
#include "core/store/run_rows.h"
#include "core/store/run_writer_state.h"

namespace tc3kd {
namespace {

/// E of a stored configuration, so that progress can be told before the first stage begins; 0 where it cannot be read.
std::int64_t epochs_of(const std::string& config_json) {
  const Json config = Json::parse(config_json, nullptr, false);
  const auto epochs = Json::json_pointer("/training/epochs");
  return config.is_object() && config.contains(epochs) && config[epochs].is_number_integer()
             ? config[epochs].get<std::int64_t>()
             : 0;
}

RunId insert_run(SQLite::Database& database, const std::string& name, const std::string& config_json,
                 const RunId& parent) {
  const RunId id = new_run_id();
  SQLite::Statement insert(database,
                           "INSERT INTO run(id, name, status, created_ms, config_json, epochs, parent, queue_position) "
                           "VALUES(?, ?, 'queued', ?, ?, ?, nullif(?, ''), "
                           "(SELECT ifnull(max(queue_position), 0) + 1 FROM run WHERE status='queued'))");
  SQLite::bind(insert, id, name, unix_now_ms(), config_json, epochs_of(config_json), parent);
  insert.exec();
  return id;
}

/// False where the run is not queued (any more).
bool claim_run(SQLite::Database& database, const RunId& id, const Owner& owner) {
  SQLite::Statement update(database,
                           "UPDATE run SET status='running', queue_position=NULL, owner_pid=?, owner_started=?, "
                           "owner_boot=?, owner_host=?, heartbeat_ms=? WHERE id=? AND status='queued' AND trashed=0");
  bind_owner(update, 1, owner);
  update.bind(5, unix_now_ms());
  update.bind(6, id);
  return update.exec() == 1;
}

/// How many checkpoints stay after these events; nothing where they change none. The newest may be damaged by a power
/// cut, so the one before it stays, too; a finished run needs none.
std::optional<int> checkpoints_to_keep(const std::vector<RunEvent>& events) {
  std::optional<int> keep;
  for (const RunEvent& event : events) {
    if (std::holds_alternative<CheckpointSaved>(event.body)) keep = 2;
    const auto* ended = std::get_if<RunEnded>(&event.body);
    if (ended != nullptr && ended->status == RunStatus::finished) keep = 0;
  }
  return keep;
}

Result<void> check_resumable(SQLite::Database& database, const RunId& id) {
  const auto row = load_run_row(database, id);
  if (!row) return tl::unexpected<Error>(row.error());
  if (is_resumable(row->status)) return {};
  return fail(ErrorCode::run_not_resumable, {{"value", id}, {"status", to_string(row->status)}});
}

Result<void> write_files(const StorePath& path, const std::vector<Artefact>& artefacts) {
  for (const Artefact& artefact : artefacts) {
    if (artefact.place != Artefact::Place::file) continue;
    if (auto written = write_artefact_file(path, artefact.hash, *artefact.bytes); !written) return written;
  }
  return {};
}

void store_artefacts(SQLite::Database& database, const RunId& id, const std::vector<Artefact>& artefacts) {
  SQLite::Statement blob(database, "INSERT OR IGNORE INTO blob(hash, bytes) VALUES(?,?)");
  SQLite::Statement name(database, "INSERT OR IGNORE INTO run_artefact(run, hash, place) VALUES(?,?,?)");
  for (const Artefact& artefact : artefacts) {
    if (artefact.place == Artefact::Place::blob) {
      blob.bind(1, artefact.hash);
      bind_bytes(blob, 2, *artefact.bytes);
      blob.exec();
      blob.reset();
    }
    SQLite::bind(name, id, artefact.hash, to_string(artefact.place));
    name.exec();
    name.reset();
  }
}

}  // namespace

RunWriter::RunWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
RunWriter::~RunWriter() = default;
RunWriter::RunWriter(RunWriter&&) noexcept = default;
RunWriter& RunWriter::operator=(RunWriter&&) noexcept = default;

Result<RunWriter> RunWriter::open(const StorePath& path) {
  auto connection = Connection::open(path, Connection::Mode::write);
  if (!connection) return tl::unexpected<Error>(connection.error());
  return RunWriter(std::unique_ptr<State>(new State{std::move(*connection)}));
}

Result<RunId> RunWriter::create_run(const std::string& name, const std::string& config_json, const RunId& parent) {
  return state_->connection.transaction(
      [&](SQLite::Database& database) -> Result<RunId> { return insert_run(database, name, config_json, parent); });
}

Result<RunId> RunWriter::create_claimed_run(const std::string& name, const std::string& config_json,
                                            const RunId& parent) {
  return state_->connection.transaction([&](SQLite::Database& database) -> Result<RunId> {
    const RunId id = insert_run(database, name, config_json, parent);
    claim_run(database, id, state_->self);
    return id;
  });
}

Result<bool> RunWriter::claim(const RunId& id) {
  return state_->connection.transaction(
      [&](SQLite::Database& database) -> Result<bool> { return claim_run(database, id, state_->self); });
}

Result<void> RunWriter::heartbeat(const RunId& id) {
  return state_->connection.transaction([&](SQLite::Database& database) -> Result<void> {
    SQLite::Statement run(database, "UPDATE run SET heartbeat_ms=? WHERE id=?");
    SQLite::bind(run, unix_now_ms(), id);
    run.exec();
    SQLite::Statement lease(database,
                            "UPDATE queue_lease SET heartbeat_ms=?5 WHERE owner_pid=?1 AND owner_started=?2 "
                            "AND owner_boot=?3 AND owner_host=?4");
    bind_owner(lease, 1, state_->self);
    lease.bind(5, unix_now_ms());
    lease.exec();
    return {};
  });
}

Result<void> RunWriter::append(const RunId& id, const std::vector<RunEvent>& events,
                               const std::vector<Artefact>& artefacts) {
  const StorePath& path = state_->connection.path();
  if (auto written = write_files(path, artefacts); !written) return written;
  std::vector<ContentHash> released;
  auto stored = state_->connection.transaction([&](SQLite::Database& database) -> Result<void> {
    auto row = load_run_row(database, id);
    if (!row) return tl::unexpected<Error>(row.error());
    const bool ours = row->owner.pid == 0 || row->owner == state_->self;
    const bool open = is_active(row->status) || row->status == RunStatus::queued;
    if (!ours || !open) return fail(ErrorCode::run_not_active, {{"value", id}, {"status", to_string(row->status)}});
    // A purge may have taken a file that nobody named yet; from here on it has to wait until this commit names it.
    if (auto written = write_files(path, artefacts); !written) return written;
    store_artefacts(database, id, artefacts);
    if (auto appended = store_events(database, path, id, std::move(*row), events); !appended) return appended;
    if (const auto keep = checkpoints_to_keep(events)) released = release_checkpoints(database, id, *keep);
    return {};
  });
  // The checkpoints that gave way take only room; what cannot be removed now goes with a purge.
  if (stored && !released.empty()) static_cast<void>(remove_unnamed_files(state_->connection, released));
  return stored;
}

Result<void> RunWriter::requeue(const RunId& id) {
  return state_->connection.transaction([&](SQLite::Database& database) -> Result<void> {
    if (auto checked = check_resumable(database, id); !checked) return checked;
    SQLite::Statement update(database,
                             "UPDATE run SET status='queued', queue_position="
                             "(SELECT ifnull(max(queue_position), 0) + 1 FROM run WHERE status='queued') WHERE id=?");
    update.bind(1, id);
    update.exec();
    return {};
  });
}

Result<void> RunWriter::reclaim(const RunId& id) {
  return state_->connection.transaction([&](SQLite::Database& database) -> Result<void> {
    if (auto checked = check_resumable(database, id); !checked) return checked;
    SQLite::Statement update(database, "UPDATE run SET status='queued' WHERE id=?");
    update.bind(1, id);
    update.exec();
    if (!claim_run(database, id, state_->self)) return fail(ErrorCode::unknown_run, {{"value", id}});
    return {};
  });
}

Result<void> RunWriter::rewind(const RunId& id, std::int64_t seq) {
  return state_->connection.transaction([&](SQLite::Database& database) -> Result<void> {
    return forget_events(database, state_->connection.path(), id, seq);
  });
}

}  // namespace tc3kd
