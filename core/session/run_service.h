// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/domain/engine_api.h"
#include "core/store/run_reader.h"
#include "core/store/run_writer.h"
#include "core/store/store_import.h"

namespace tc3kd {

/// A file of weights that is to become a teacher of the store.
struct TeacherImport {
  EvaluationRequest request;  ///< `weights` is the file
  std::string name;           ///< empty: the file's
};

/// Starts and steers runs of one store on a thread of its own: queue, pause, continue, stop. Every call may come from
/// any thread and returns within milliseconds unless it says "Blocks".
class RunService {
 public:
  RunService(StorePath store, TrainingEngine& engine);
  /// Blocks: stops the running run as `stopped` and joins.
  ~RunService();

  /// Stores the run and queues it. The queue is worked off while `work_queue(true)`.
  [[nodiscard]] Result<RunId> enqueue(const ExperimentConfig& config, const std::string& name,
                                      const RunId& parent = {});
  /// Whether this process works the queue off (the window: yes; the command line runs its own run with `run_now`).
  void work_queue(bool on);

  /// Blocks: stores and runs a run on the calling thread, without the queue. `on_event` sees every event after it is
  /// committed, on another thread. `control` may be steered by a signal handler's thread. A run that fails or is
  /// stopped is stored as such and no error here; the error is that of a store that could not take the run or its end.
  [[nodiscard]] Result<RunId> run_now(const ExperimentConfig& config, const std::string& name, RunControl& control,
                                      const std::function<void(const RunEvent&)>& on_event, const RunId& parent = {});

  /// Blocks: repeats a stored run from its configuration, to the letter, as a new run whose parent it is. `data_changed`
  /// where the data are not its own any more; nothing is stored then.
  [[nodiscard]] Result<RunId> run_again(const RunId& id, RunControl& control,
                                        const std::function<void(const RunEvent&)>& on_event);

  /// Blocks while the data are read: the same through the queue.
  [[nodiscard]] Result<RunId> enqueue_again(const RunId& id);

  /// Queues a stopped, failed or interrupted run: it goes on from its newest checkpoint. `run_not_resumable`.
  [[nodiscard]] Result<void> reopen(const RunId& id);
  /// Blocks: the same on the calling thread, without the queue.
  [[nodiscard]] Result<void> reopen_now(const RunId& id, RunControl& control,
                                        const std::function<void(const RunEvent&)>& on_event);

  /// Steers a run wherever it runs: directly in this process, through the store in another one. A queued run that is
  /// stopped leaves the queue as `stopped`.
  [[nodiscard]] Result<void> pause(const RunId& id);
  [[nodiscard]] Result<void> resume(const RunId& id);
  [[nodiscard]] Result<void> stop(const RunId& id);

  // Housekeeping, so that the window needs no writer of its own; the rules are RunWriter's.
  [[nodiscard]] Result<void> rename(const RunId& id, const std::string& name);
  [[nodiscard]] Result<void> set_trashed(const std::vector<RunId>& ids, bool trashed);
  /// Returns the bytes of the files that went.
  [[nodiscard]] Result<std::int64_t> purge(const std::vector<RunId>& ids);
  [[nodiscard]] Result<void> move_queued(const RunId& id, int by);
  [[nodiscard]] Result<ImportReport> import(const StorePath& from);

  /// Blocks: keeps a copy of the file in the store and evaluates that. Nothing where `control` stopped it, and nothing is
  /// kept then, or where the weights cannot be evaluated. The errors of TrainingEngine::evaluate, and of the store.
  [[nodiscard]] Result<std::optional<TeacherSummary>> import_teacher(const TeacherImport& teacher, RunControl& control);
  /// Returns the bytes that went.
  [[nodiscard]] Result<std::int64_t> remove_teacher(const ContentHash& weights);

  /// The run that this process is running, if any.
  [[nodiscard]] std::optional<RunId> current() const;
  /// Blocks until the current run has ended and its last event is stored and, while the queue is worked off here,
  /// nothing waits in it; false after `seconds`.
  bool wait_idle(double seconds);

  [[nodiscard]] TrainingEngine& engine() { return engine_; }
  [[nodiscard]] const StorePath& store() const { return store_; }

 private:
  struct State;
  StorePath store_;
  TrainingEngine& engine_;
  std::unique_ptr<State> state_;
};

}  // namespace tc3kd
