// SPDX-License-Identifier: GPL-3.0-or-later
// The queue, and steering across processes.
#include <algorithm>

#include "core/store/clock.h"
#include "core/store/columns.h"
#include "core/store/run_rows.h"
#include "core/store/run_writer_state.h"

namespace tc3kd {
namespace {

constexpr std::int64_t lease_heartbeat_every_ms = 1000;

struct Lease {
  Owner owner;
  std::int64_t heartbeat_ms = 0;
};

std::optional<Lease> load_lease(SQLite::Database& database) {
  SQLite::Statement query(database,
                          "SELECT owner_pid, owner_started, owner_boot, owner_host, heartbeat_ms FROM queue_lease");
  if (!query.executeStep()) return std::nullopt;
  return Lease{owner_from(query, 0), query.getColumn(4).getInt64()};
}

tl::unexpected<Error> not_active(const RunId& id, RunStatus status) {
  return fail(ErrorCode::run_not_active, {{"value", id}, {"status", to_string(status)}});
}

const char* to_string(RunCommand command) {
  switch (command) {
    case RunCommand::pause: return "pause";
    case RunCommand::resume: return "resume";
    case RunCommand::stop: return "stop";
  }
  return "";
}

std::optional<RunCommand> command_from(const std::string& text) {
  for (const RunCommand command : {RunCommand::pause, RunCommand::resume, RunCommand::stop}) {
    if (text == to_string(command)) return command;
  }
  return std::nullopt;
}

std::vector<RunId> queued_runs(SQLite::Database& database) {
  std::vector<RunId> ids;
  SQLite::Statement query(database, "SELECT id FROM run WHERE status='queued' AND trashed=0 ORDER BY queue_position");
  while (query.executeStep()) ids.push_back(query.getColumn(0).getString());
  return ids;
}

}  // namespace

Result<std::optional<RunId>> RunWriter::next_queued() {
  return state_->connection.run([&](SQLite::Database& database) -> Result<std::optional<RunId>> {
    SQLite::Statement query(database,
                            "SELECT id FROM run WHERE status='queued' AND trashed=0 ORDER BY queue_position LIMIT 1");
    if (!query.executeStep()) return std::optional<RunId>();
    return std::optional<RunId>(query.getColumn(0).getString());
  });
}

Result<void> RunWriter::move_queued(const RunId& id, int by) {
  return state_->connection.transaction([&](SQLite::Database& database) -> Result<void> {
    auto row = load_run_row(database, id);
    if (!row) return tl::unexpected<Error>(row.error());
    auto ids = queued_runs(database);
    const auto found = std::find(ids.begin(), ids.end(), id);
    if (found == ids.end()) return not_active(id, row->status);
    const auto from = found - ids.begin();
    const auto to = std::clamp<std::ptrdiff_t>(from + by, 0, std::ssize(ids) - 1);
    ids.erase(found);
    ids.insert(ids.begin() + to, id);
    SQLite::Statement update(database, "UPDATE run SET queue_position=? WHERE id=?");
    for (std::size_t i = 0; i < ids.size(); ++i) {
      SQLite::bind(update, static_cast<std::int64_t>(i + 1), ids[i]);
      update.exec();
      update.reset();
    }
    return {};
  });
}

Result<void> RunWriter::cancel_queued(const RunId& id) {
  return state_->connection.transaction([&](SQLite::Database& database) -> Result<void> {
    auto row = load_run_row(database, id);
    if (!row) return tl::unexpected<Error>(row.error());
    if (row->status != RunStatus::queued) return not_active(id, row->status);
    return end_run(database, state_->connection.path(), id, RunStatus::stopped);
  });
}

Result<bool> RunWriter::hold_queue() {
  // Nearly every call is answered without a write lock: the lease is ours and fresh, or a living process has it.
  const auto answer = [&](SQLite::Database& database) -> std::optional<bool> {
    const auto lease = load_lease(database);
    if (!lease) return std::nullopt;
    if (lease->owner != state_->self) {
      if (!is_dead(lease->owner, lease->heartbeat_ms, unix_now_ms())) return false;
      return std::nullopt;
    }
    if (unix_now_ms() - lease->heartbeat_ms < lease_heartbeat_every_ms) return true;
    return std::nullopt;
  };
  auto known = state_->connection.run(
      [&](SQLite::Database& database) -> Result<std::optional<bool>> { return answer(database); });
  if (!known) return tl::unexpected<Error>(known.error());
  if (*known) return **known;

  return state_->connection.transaction([&](SQLite::Database& database) -> Result<bool> {
    if (const auto held = answer(database)) return *held;
    SQLite::Statement take(database,
                           "INSERT OR REPLACE INTO queue_lease(owner_pid, owner_started, owner_boot, owner_host, "
                           "heartbeat_ms, one) VALUES(?,?,?,?,?,1)");
    bind_owner(take, 1, state_->self);
    take.bind(5, unix_now_ms());
    take.exec();
    return true;
  });
}

Result<void> RunWriter::release_queue() {
  return state_->connection.transaction([&](SQLite::Database& database) -> Result<void> {
    SQLite::Statement release(database,
                              "DELETE FROM queue_lease WHERE owner_pid=? AND owner_started=? AND owner_boot=? "
                              "AND owner_host=?");
    bind_owner(release, 1, state_->self);
    release.exec();
    return {};
  });
}

Result<void> RunWriter::request(const RunId& id, RunCommand command) {
  auto ended = std::optional<RunStatus>();  // where there was nothing to steer; what was found out is committed
  auto requested = state_->connection.transaction([&](SQLite::Database& database) -> Result<void> {
    ended.reset();
    auto row = load_run_row(database, id);
    if (!row) return tl::unexpected<Error>(row.error());
    if (row->status == RunStatus::queued && command == RunCommand::stop) {
      return end_run(database, state_->connection.path(), id, RunStatus::stopped);
    }
    if (!is_active(row->status)) {
      ended = row->status;
      return {};
    }
    if (is_dead(row->owner, row->heartbeat_ms, unix_now_ms())) {
      ended = RunStatus::interrupted;
      return end_run(database, state_->connection.path(), id, RunStatus::interrupted);
    }
    SQLite::Statement insert(database, "INSERT INTO command(run, command, created_ms) VALUES(?,?,?)");
    SQLite::bind(insert, id, to_string(command), unix_now_ms());
    insert.exec();
    return {};
  });
  if (requested && ended) return not_active(id, *ended);
  return requested;
}

Result<std::vector<RunCommand>> RunWriter::take_commands(const RunId& id) {
  auto waiting = state_->connection.run([&](SQLite::Database& database) -> Result<bool> {
    SQLite::Statement query(database, "SELECT 1 FROM command WHERE run=? LIMIT 1");
    query.bind(1, id);
    return query.executeStep();
  });
  if (!waiting) return tl::unexpected<Error>(waiting.error());
  if (!*waiting) return std::vector<RunCommand>();

  return state_->connection.transaction([&](SQLite::Database& database) -> Result<std::vector<RunCommand>> {
    std::vector<RunCommand> commands;
    SQLite::Statement query(database, "SELECT command FROM command WHERE run=? ORDER BY id");
    query.bind(1, id);
    while (query.executeStep()) {
      if (const auto command = command_from(query.getColumn(0).getString())) commands.push_back(*command);
    }
    SQLite::Statement remove(database, "DELETE FROM command WHERE run=?");
    remove.bind(1, id);
    remove.exec();
    return commands;
  });
}

}  // namespace tc3kd
