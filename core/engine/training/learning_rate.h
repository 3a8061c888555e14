// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "core/domain/config/experiment_config.h"
#include "core/domain/curriculum/stage_plan.h"

namespace tc3kd {

/// The learning rate of epoch `epoch` (1…epochs) under the optimiser's schedule:
///   constant: lr₀ · step: lr₀·γ^(milestones that are complete), a milestone f being complete after round(f·E) epochs ·
///   cosine: lr₀·½(1 + cos(π(e−1)/E)).
[[nodiscard]] double scheduled_rate(const OptimiserConfig& optimiser, std::int64_t epoch, std::int64_t epochs);

/// The student's learning rate in epoch `epoch` (1…E, over all stages) of `stage`:
///   global: one schedule over all E epochs · restart_per_stage: the schedule anew over each stage's epochs ·
///   constant_until_last_stage: lr₀, then the schedule over the last stage's epochs.
[[nodiscard]] double student_rate(const TrainingConfig& training, const StagePlan& plan, const PlannedStage& stage,
                                  std::int64_t epoch);

}  // namespace tc3kd
