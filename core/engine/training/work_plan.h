// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "core/domain/config/experiment_config.h"
#include "core/domain/curriculum/stage_plan.h"

namespace tc3kd {

/// The work of one sample's forward pass, in multiply-accumulates. A training step costs three student passes (forward,
/// and twice as much backward) and one of the teacher.
struct PassCosts {
  double student = 1, teacher = 1;
};

struct SampleCounts {
  std::int64_t train = 0, validation = 0, test = 0;
};

inline constexpr double training_passes = 3.0;

/// Whether an epoch is followed by an evaluation: every n-th, and the last one.
[[nodiscard]] constexpr bool is_evaluated(std::int64_t epoch, std::int64_t last_epoch, std::int64_t every) {
  return epoch == last_epoch || epoch % every == 0;
}

/// Whether the student must be passed over the pool before this stage (algorithms §1.3).
[[nodiscard]] bool measures_student(const ExperimentConfig& config, const PlannedStage& stage);
/// Whether the fixed student's cross-entropies are needed before this stage.
[[nodiscard]] bool measures_judge(const ExperimentConfig& config, const PlannedStage& stage);
/// How many passes measure a sample once: 1, or the drawn views of `curriculum.transform`.
[[nodiscard]] std::int64_t passes_of_measuring(const ExperimentConfig& config);
/// Whether the teacher's cross-entropies are needed before this stage.
[[nodiscard]] bool measures_teacher(const ExperimentConfig& config, const PlannedStage& stage);

/// Everything that the teacher costs before the student's first step: its training, where it is not known yet, its
/// evaluation, and its cross-entropies on D, where they are needed and not known.
struct TeacherWork {
  bool trained = false, measured = false;
};
[[nodiscard]] double teacher_work(const ExperimentConfig& config, const SampleCounts& samples, const PassCosts& costs,
                                  const TeacherWork& work);
/// What the fixed student costs: its training, where it is not known yet, its evaluation and its cross-entropies on D.
[[nodiscard]] double judge_work(const ExperimentConfig& config, const SampleCounts& samples, const PassCosts& costs,
                                bool trained);
/// What the stages cost: measuring, training and evaluating the student.
[[nodiscard]] double student_work(const ExperimentConfig& config, const StagePlan& plan, const SampleCounts& samples,
                                  const PassCosts& costs);

}  // namespace tc3kd
