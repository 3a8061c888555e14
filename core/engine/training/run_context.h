// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <utility>
#include <vector>

#include <c10/core/Device.h>

#include "core/domain/engine_api.h"
#include "core/engine/run_failure.h"
#include "core/engine/training/precision.h"

namespace tc3kd {

/// Thrown where the user asked to stop; caught once, where the run keeps what it has.
struct RunStopped {};

/// What every part of one run shares: what it was asked, where it computes, and the three interfaces to the outside.
class RunContext {
 public:
  RunContext(ExperimentConfig experiment, c10::Device where, Precision type, EventSink& sink, RunControl& control,
             RunResources& earlier);
  ~RunContext();
  RunContext(const RunContext&) = delete;
  RunContext& operator=(const RunContext&) = delete;

  const ExperimentConfig config;
  const c10::Device device;
  const Precision precision;
  RunResources& resources;

  /// Once a batch. Waits while paused; throws RunStopped when the run must end.
  void proceed();
  /// Throws RunFailure when the store can take no more.
  void append(RunEventBody body, std::vector<Artefact> artefacts = {});
  /// Seconds since the run began, without those that it was paused.
  [[nodiscard]] double seconds() const;
  /// Those of a run's earlier sessions count, too.
  void add_seconds(double earlier) {
    began_ -= std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(earlier));
  }

 private:
  using Clock = std::chrono::steady_clock;
  void pause_changed(bool paused);

  EventSink& sink_;
  RunControl& control_;
  Clock::time_point began_ = Clock::now();
  Clock::time_point paused_at_;
  Clock::duration paused_for_{};
};

/// Adds the run's seconds between its construction and `stop()` or its destruction to `sum`.
class PhaseTimer {
 public:
  PhaseTimer(const RunContext& context, double& sum) : context_(context), sum_(sum), begin_(context.seconds()) {}
  ~PhaseTimer() { stop(); }
  PhaseTimer(const PhaseTimer&) = delete;
  PhaseTimer& operator=(const PhaseTimer&) = delete;
  void stop() {
    if (running_) sum_ += context_.seconds() - begin_;
    running_ = false;
  }
  void start() {
    begin_ = context_.seconds();
    running_ = true;
  }

 private:
  const RunContext& context_;
  double& sum_;
  double begin_;
  bool running_ = true;
};

}  // namespace tc3kd
