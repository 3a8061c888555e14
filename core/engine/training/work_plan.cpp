// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/training/work_plan.h"

namespace tc3kd {
namespace {

double as_double(std::int64_t n) { return static_cast<double>(n); }

/// How many of the epochs first…last are evaluated.
std::int64_t evaluations(std::int64_t first, std::int64_t last, std::int64_t every) {
  std::int64_t count = 0;
  for (std::int64_t epoch = first; epoch <= last; ++epoch) count += is_evaluated(epoch, last, every) ? 1 : 0;
  return count;
}

bool is_last(const ExperimentConfig& config, const PlannedStage& stage) {
  return stage.stage == config.curriculum.stages;
}

}  // namespace

bool measures_student(const ExperimentConfig& config, const PlannedStage& stage) {
  return config.curriculum.measure_all || (!is_last(config, stage) && stage.alpha != 1.0);
}

bool measures_teacher(const ExperimentConfig& config, const PlannedStage& stage) {
  if (!needs_teacher(config)) return false;
  return config.curriculum.measure_all || (!is_last(config, stage) && stage.alpha != 0.0);
}

double teacher_work(const ExperimentConfig& config, const SampleCounts& samples, const PassCosts& costs,
                    const TeacherWork& work) {
  if (!needs_teacher(config)) return 0;
  double passes = as_double(samples.test);
  if (work.measured) passes += as_double(samples.train);
  if (work.trained) {
    const std::int64_t epochs = config.teacher.epochs;
    passes += as_double(epochs * samples.train) * training_passes;
    passes += as_double(evaluations(1, epochs, config.training.evaluate_every) * samples.test);
  }
  return passes * costs.teacher;
}

double student_work(const ExperimentConfig& config, const StagePlan& plan, const SampleCounts& samples,
                    const PassCosts& costs) {
  const double step_cost = training_passes * costs.student + (config.distillation.method == "none" ? 0 : costs.teacher);
  const bool passes = config.training.epoch_unit == "subset_pass";
  double work = 0;
  std::int64_t chosen = 0;
  for (const PlannedStage& stage : plan.stages) {
    const std::int64_t pool = samples.train - (config.curriculum.pool == "remove" ? chosen : 0);
    if (measures_student(config, stage)) {
      work += costs.student * as_double(config.curriculum.measure_all ? samples.train : pool);
    }
    const std::int64_t epochs = stage.last_epoch - stage.first_epoch + 1;
    work += step_cost * as_double(epochs * (passes ? stage.subset_size : samples.train));
    work += costs.student * as_double(evaluations(stage.first_epoch, stage.last_epoch, config.training.evaluate_every) *
                                      (samples.test + samples.validation));
    chosen = stage.subset_size;
  }
  return work;
}

}  // namespace tc3kd
