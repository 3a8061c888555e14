// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/domain/engine_api.h"
#include "core/engine/training/checkpoint.h"
#include "core/engine/training/progress_meter.h"
#include "core/engine/training/run_context.h"

namespace tc3kd {

/// One run's checkpoints: writes new ones, and knows the one that the run goes on from.
class Checkpoints {
 public:
  /// Throws RunFailure where the checkpoint that the run goes on from cannot be read.
  Checkpoints(RunContext& context, ProgressMeter& meter);

  /// What the run did before it goes on; an empty history for one that begins.
  [[nodiscard]] const RunHistory& past() const { return past_; }
  /// The checkpoint, where it lies within the training of `part`.
  [[nodiscard]] const Checkpoint* within(const std::string& part) const {
    return resumed_ && resumed_->part == part ? &*resumed_ : nullptr;
  }

  /// Whether the time between two checkpoints is over.
  [[nodiscard]] bool due() const;
  /// Captures `parts` and appends CheckpointSaved. The place's `work` and `first_step` are filled in here.
  void save(Checkpoint place, const TrainingParts& parts);

 private:
  RunContext& context_;
  ProgressMeter& meter_;
  RunHistory past_;
  std::optional<Checkpoint> resumed_;
  double saved_at_ = 0;  ///< seconds of the run
};

}  // namespace tc3kd
