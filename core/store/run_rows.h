// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/domain/engine_api.h"
#include "core/domain/history/run_document.h"
#include "core/store/connection.h"
#include "core/store/owner.h"

namespace tc3kd {

/// The columns of a run that its events determine, and who owns it.
struct RunRow {
  RunStatus status = RunStatus::queued;
  std::int64_t last_seq = 0, epochs = 0, epochs_done = 0;
  std::optional<double> test_top1, best_test_top1, seconds, measuring_seconds;
  double stage_measuring_seconds = 0;  ///< of the open stage, counted in `measuring_seconds` already
  std::vector<double> course, stage_ends;
  Owner owner;  ///< pid 0 where nobody claimed the run
  std::int64_t heartbeat_ms = 0;
  std::int64_t generation = 0;  ///< how often the run was resumed, and forgot events

  void apply(const RunEvent& event);
};

/// `unknown_run` where there is none. Inside a transaction, as everything here that writes.
[[nodiscard]] Result<RunRow> load_run_row(SQLite::Database& database, const RunId& id);

/// Stores events that follow the run's last one, notes the artefacts and the teacher that they name, and updates the
/// run's columns. Commands that wait for a run that ended are removed.
[[nodiscard]] Result<void> store_events(SQLite::Database& database, const StorePath& path, const RunId& id, RunRow row,
                                        const std::vector<RunEvent>& events);

/// Removes the events after `after` and what they alone said, as if they had not happened: the run is about to go on
/// from there. Whoever follows the run sees it by `generation`, which grows. The status stays.
[[nodiscard]] Result<void> forget_events(SQLite::Database& database, const StorePath& path, const RunId& id,
                                         std::int64_t after);

/// Lets go of a run's checkpoints but the newest `keep`. Returns the files that the run names no more.
[[nodiscard]] std::vector<ContentHash> release_checkpoints(SQLite::Database& database, const RunId& id, int keep);

/// Ends a run that has no owner any more (or never had one) with the given status: column and event alike.
[[nodiscard]] Result<void> end_run(SQLite::Database& database, const StorePath& path, const RunId& id,
                                   RunStatus status);

/// Marks the active runs whose owner is dead as interrupted.
[[nodiscard]] Result<void> interrupt_orphans(SQLite::Database& database, const StorePath& path);

/// What `event_from` needs of a row, in its order.
inline const std::string event_columns = "event.seq, event.unix_ms, event.kind, event.body";
/// The event in the row's columns from `first` on; `store_damaged` where its text cannot be read.
[[nodiscard]] Result<RunEvent> event_from(SQLite::Statement& row, const StorePath& path, int first = 0);

struct NamedArtefact {
  ContentHash hash;
  Artefact::Place place;
};
/// Every blob and file that an event names.
[[nodiscard]] std::vector<NamedArtefact> named_artefacts(const RunEventBody& body);

[[nodiscard]] const char* to_string(Artefact::Place place);

}  // namespace tc3kd
