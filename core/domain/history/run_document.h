// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/domain/history/run_history.h"

namespace tc3kd {

/// A row of the runs table: what `list` prints and the window's table shows, without reading the run's events.
struct RunSummary {
  RunId id;
  std::string name;
  RunStatus status = RunStatus::queued;
  std::int64_t created_ms = 0;
  std::string config_json;                          ///< resolved, as it was stored first
  std::string parent;                               ///< the run that it was made from, or empty
  std::optional<double> test_top1, best_test_top1;  ///< percent
  std::optional<double> seconds, measuring_seconds;
  std::vector<double> course;      ///< test top-1 by evaluated epoch, for the sparkline
  std::vector<double> stage_ends;  ///< where stages ended, as fractions of the epochs, 0…1
  std::int64_t last_seq = 0;       ///< of its stored events
  bool trashed = false;
  std::int64_t queue_position = 0;  ///< of a queued run
  std::optional<Error> error;       ///< of a failed one
  friend bool operator==(const RunSummary&, const RunSummary&) = default;
};

/// `{"id", "name", "status", "created", "dataset", "teacher", "student", "method", "curriculum", "test_top1"}` (design
/// §7).
[[nodiscard]] Json list_entry(const RunSummary& run);

/// The document of `show` (design §7), to the letter, with more members after the named ones.
[[nodiscard]] Json run_document(const RunSummary& run, const RunHistory& history);

/// An entry of `epochs` in that document; also the fields of the `epoch` line of `run --json`.
[[nodiscard]] Json epoch_document(const EpochEnded& epoch);

/// 2026-11-23T21:04:19Z
[[nodiscard]] std::string iso_time(std::int64_t unix_ms);

}  // namespace tc3kd
