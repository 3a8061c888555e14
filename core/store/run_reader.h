// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/domain/engine_api.h"
#include "core/domain/history/run_document.h"
#include "core/domain/history/run_history.h"
#include "core/domain/history/teacher_summary.h"
#include "core/store/store.h"

namespace tc3kd {

/// The read side of a store: one read-only connection, for one thread at a time. Holds no transaction between calls.
class RunReader {
 public:
  [[nodiscard]] static Result<RunReader> open(const StorePath& path);
  ~RunReader();
  RunReader(RunReader&&) noexcept;
  RunReader& operator=(RunReader&&) noexcept;

  [[nodiscard]] const StorePath& path() const;

  /// Grows with every commit of any process: "has anything changed?" for a tenth of a millisecond.
  [[nodiscard]] Result<std::int64_t> change_counter();

  /// Newest first; the trash only when asked.
  [[nodiscard]] Result<std::vector<RunSummary>> runs(bool with_trash = false);
  [[nodiscard]] Result<RunSummary> run(const RunId& id);
  /// An id (also of a run in the trash), a name, or an unambiguous beginning of an id (≥ 4 digits), in this order.
  /// `unknown_run` (with the nearest name), `ambiguous_run` (lists the ids).
  [[nodiscard]] Result<RunSummary> find(std::string_view id_or_name);

  /// Events with seq > `after`, in order, at most `limit` of them.
  [[nodiscard]] Result<std::vector<RunEvent>> read_since(const RunId& id, std::int64_t after,
                                                         std::int64_t limit = 100'000);
  /// All events, reduced.
  [[nodiscard]] Result<RunHistory> history(const RunId& id);

  /// Grows whenever the run forgets events because it is resumed: what was read of it before is then no beginning of
  /// what it has now.
  [[nodiscard]] Result<std::int64_t> generation(const RunId& id);
  /// Its CheckpointSaved events, newest first. The files of all but the newest two are gone.
  [[nodiscard]] Result<std::vector<RunEvent>> checkpoints(const RunId& id);

  /// Both are checked against their hash: `store_damaged`. A file that is gone is `file_missing`.
  [[nodiscard]] Result<Bytes> blob(const ContentHash& hash);
  [[nodiscard]] Result<Bytes> file(const ContentHash& hash);

  /// A teacher of this key whose weights are there: the run that trained it first, before runs that reused it.
  [[nodiscard]] Result<std::optional<KnownTeacher>> find_teacher(const ContentHash& key);
  /// Every teacher that was imported, or trained by a run that is not in the trash; newest first. Trained ones once each,
  /// under their first run.
  [[nodiscard]] Result<std::vector<TeacherSummary>> teachers();

 private:
  struct State;
  explicit RunReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tc3kd
