// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/training/work_plan.h"

#include <algorithm>
#include <vector>

#include "core/domain/curriculum/measuring_views.h"

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
  const std::string& measurer = config.curriculum.measurer;
  if (measurer == "replay" || measurer == "fixed_student") return false;
  if (config.curriculum.measure_all) return true;
  return measurer != "fixed_teacher" && !is_last(config, stage) && stage.alpha != 1.0;
}

bool measures_judge(const ExperimentConfig& config, const PlannedStage& stage) {
  return needs_judge(config) && !is_last(config, stage);
}

bool measures_teacher(const ExperimentConfig& config, const PlannedStage& stage) {
  if (!needs_teacher(config) || config.curriculum.measurer == "replay") return false;
  return config.curriculum.measure_all || (!is_last(config, stage) && stage.alpha != 0.0);
}

std::int64_t passes_of_measuring(const ExperimentConfig& config) {
  return std::max<std::int64_t>(1, measuring_views(config.curriculum.transform).value_or(1));
}

double teacher_work(const ExperimentConfig& config, const SampleCounts& samples, const PassCosts& costs,
                    const TeacherWork& work) {
  if (!needs_teacher(config)) return 0;
  double passes = as_double(samples.test);
  if (work.measured) passes += as_double(samples.train * passes_of_measuring(config));
  if (work.trained) {
    const std::int64_t epochs = config.teacher.epochs;
    passes += as_double(epochs * samples.train) * training_passes;
    passes += as_double(evaluations(1, epochs, config.training.evaluate_every) * samples.test);
  }
  return passes * costs.teacher;
}

double judge_work(const ExperimentConfig& config, const SampleCounts& samples, const PassCosts& costs, bool trained) {
  if (!needs_judge(config)) return 0;
  double work = costs.student * as_double(samples.test + samples.train * passes_of_measuring(config));
  if (!trained) return work;
  const std::int64_t epochs = config.training.epochs;
  work += (training_passes * costs.student + costs.teacher) * as_double(epochs * samples.train);
  work += costs.student * as_double(evaluations(1, epochs, config.training.evaluate_every) * samples.test);
  return work;
}

double student_work(const ExperimentConfig& config, const StagePlan& plan, const SampleCounts& samples,
                    const PassCosts& costs) {
  const double step_cost = training_passes * costs.student + (config.distillation.method == "none" ? 0 : costs.teacher);
  const bool passes = config.training.epoch_unit == "subset_pass";
  double work = 0;
  std::int64_t chosen = 0;
  std::vector<PlannedStage> stages = plan.stages;
  if (plan.warm_up) stages.insert(stages.begin(), *plan.warm_up);
  for (const PlannedStage& stage : stages) {
    const std::int64_t pool = samples.train - (config.curriculum.pool == "remove" ? chosen : 0);
    if (stage.stage > 0 && measures_student(config, stage)) {
      work += costs.student *
              as_double((config.curriculum.measure_all ? samples.train : pool) * passes_of_measuring(config));
    }
    const std::int64_t epochs = stage.last_epoch - stage.first_epoch + 1;
    work += step_cost * as_double(epochs * (passes ? stage.subset_size : samples.train));
    work += costs.student * as_double(evaluations(stage.first_epoch, stage.last_epoch, config.training.evaluate_every) *
                                      (samples.test + samples.validation));
    chosen = stage.stage == 0 ? 0 : stage.subset_size;
  }
  return work;
}

}  // namespace tc3kd
