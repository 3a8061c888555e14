// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

#include "core/domain/engine_api.h"
#include "core/store/run_writer.h"

namespace tc3kd {

/// Between the training thread and the store (design D4): `append` numbers events and puts them into a queue bounded in
/// bytes; a writer thread commits what is there every ≤ 100 ms, and at once at an epoch's end. Also on the writer's
/// thread: the heartbeat and the commands of other processes. Where `append` had to wait for a second or longer, the
/// run says so with a Warning "journal_full" (context: seconds).
class EventJournal final : public EventSink {
 public:
  struct Options {
    std::size_t capacity_bytes = 256u << 20;
    int commit_every_ms = 100;
    int poll_commands_every_ms = 200;
    int heartbeat_every_ms = 1000;
  };
  /// `first_seq` − 1 events of the run are in the store already. `control` receives other processes' commands.
  /// `on_committed` sees every event in order, on the writer's thread, after it is stored.
  EventJournal(RunWriter writer, RunId run, std::int64_t first_seq, RunControl& control, Options options,
               std::function<void(const RunEvent&)> on_committed = {});
  /// Blocks: commits what is left.
  ~EventJournal() override;

  /// After a failed commit every call returns its error; what was committed before stays.
  Result<void> append(RunEventBody body, std::vector<Artefact> artefacts = {}) override;
  /// Blocks until everything appended is committed; the writer's error, if it had one.
  [[nodiscard]] Result<void> flush();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tc3kd
