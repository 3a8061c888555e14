// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "core/engine/training/run_context.h"

namespace tc3kd {

/// Says how far the run has come, at most four times a second. Work is counted in multiply-accumulates, so that a
/// teacher's epoch and a student's evaluation add up; the time left follows from the work done per second so far.
class ProgressMeter {
 public:
  explicit ProgressMeter(RunContext& context) : context_(context) {}

  /// The work of the whole run. Until it is known, progress has no fraction.
  void expect_work(double work) { total_work_ = work; }
  /// Work that was done before this session of the run.
  void add_work(double work) { done_work_ += work; }
  [[nodiscard]] double done_work() const { return done_work_; }

  struct Place {
    Phase phase = Phase::preparing;
    std::int64_t stage = 0, epoch = 0, epochs = 0;
    std::int64_t total = 0;  ///< samples of this phase
  };
  void enter(const Place& place);

  /// Counts samples and their work. True when a report is due: the caller then reads its loss, once, and calls
  /// `report`.
  [[nodiscard]] bool advance(std::int64_t samples, double work);
  void report(std::optional<double> loss = std::nullopt);

  /// The newest report without a loss, to be appended by whoever needs a last one.
  [[nodiscard]] Progress current() const;

 private:
  [[nodiscard]] bool due() const;

  RunContext& context_;
  Place place_;
  double total_work_ = 0, done_work_ = 0;
  std::int64_t done_ = 0;
  double reported_at_ = -1;  ///< seconds of the run
  double phase_began_ = 0;   ///< likewise
};

}  // namespace tc3kd
