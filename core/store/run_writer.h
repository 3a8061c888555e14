// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/domain/engine_api.h"
#include "core/domain/history/run_document.h"
#include "core/domain/history/teacher_summary.h"
#include "core/store/store.h"

namespace tc3kd {

/// What another process (or the window) wants of a run.
enum class RunCommand { pause, resume, stop };

/// The write side of a store: one connection, for one thread at a time. Every busy answer is retried with back-off for
/// up to five seconds before it becomes `store_locked`.
class RunWriter {
 public:
  [[nodiscard]] static Result<RunWriter> open(const StorePath& path);
  ~RunWriter();
  RunWriter(RunWriter&&) noexcept;
  RunWriter& operator=(RunWriter&&) noexcept;

  // -- the life of a run ---------------------------------------------------------------------------------------------
  /// Stores a queued run; its configuration is kept byte for byte.
  [[nodiscard]] Result<RunId> create_run(const std::string& name, const std::string& config_json,
                                         const RunId& parent = {});
  /// Stores a run that this process runs at once: it is never in the queue, where another process could take it.
  [[nodiscard]] Result<RunId> create_claimed_run(const std::string& name, const std::string& config_json,
                                                 const RunId& parent = {});
  /// Takes a queued run: status running, owned by this process. False when another process was quicker.
  [[nodiscard]] Result<bool> claim(const RunId& id);
  /// The owner's sign of life, once a second; also for its hold on the queue.
  [[nodiscard]] Result<void> heartbeat(const RunId& id);
  /// Commits artefacts and events in one transaction (files lie on the disk before it); keeps the summary columns of
  /// the run up to date. `run_not_active` for a run that has ended or belongs to another process. The events must
  /// follow the stored ones.
  [[nodiscard]] Result<void> append(const RunId& id, const std::vector<RunEvent>& events,
                                    const std::vector<Artefact>& artefacts);

  // -- going on with a run that ended before its time ----------------------------------------------------------------
  /// Puts a stopped, failed or interrupted run at the end of the queue. `run_not_resumable`.
  [[nodiscard]] Result<void> requeue(const RunId& id);
  /// Takes such a run at once: status running, owned by this process. `run_not_resumable`.
  [[nodiscard]] Result<void> reclaim(const RunId& id);
  /// Forgets the events after `seq` (0: all of them) of a run that this process has claimed.
  [[nodiscard]] Result<void> rewind(const RunId& id, std::int64_t seq);

  // -- the queue -----------------------------------------------------------------------------------------------------
  [[nodiscard]] Result<std::optional<RunId>> next_queued();
  [[nodiscard]] Result<void> move_queued(const RunId& id, int by);
  [[nodiscard]] Result<void> cancel_queued(const RunId& id);  ///< becomes stopped
  /// True while this process holds the queue; takes it over from a dead owner.
  [[nodiscard]] Result<bool> hold_queue();
  [[nodiscard]] Result<void> release_queue();

  // -- steering across processes -------------------------------------------------------------------------------------
  /// `run_not_active` where there is nothing to steer. A queued run can only be stopped: it leaves the queue. A run
  /// whose owner turns out to be dead is marked as interrupted.
  [[nodiscard]] Result<void> request(const RunId& id, RunCommand command);
  /// Takes the waiting commands of a run, oldest first, and removes them.
  [[nodiscard]] Result<std::vector<RunCommand>> take_commands(const RunId& id);

  // -- housekeeping --------------------------------------------------------------------------------------------------
  [[nodiscard]] Result<void> rename(const RunId& id, const std::string& name);
  /// `run_active` for a run that is running.
  [[nodiscard]] Result<void> set_trashed(const RunId& id, bool trashed);
  /// Removes trashed runs for good, and the blobs and files that nobody names any more. Returns the bytes of the files.
  /// `run_active`; runs that are not in the trash, or not there at all, are left out.
  [[nodiscard]] Result<std::int64_t> purge(const std::vector<RunId>& ids);

  // -- imported teachers ---------------------------------------------------------------------------------------------
  /// Stores what `weights`, a file of the store by now, is. Replaces what was known of it before.
  [[nodiscard]] Result<void> store_teacher(const TeacherSummary& teacher);
  /// Forgets an imported teacher; its file goes unless a run names it. Returns the bytes that went; `unknown_teacher`.
  [[nodiscard]] Result<std::int64_t> remove_teacher(const ContentHash& weights);
  /// Lets go of a file that was kept for a teacher which then could not be stored.
  [[nodiscard]] Result<std::int64_t> release_file(const ContentHash& file);

 private:
  struct State;
  explicit RunWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tc3kd
