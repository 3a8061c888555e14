// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/training/learning_rate.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tc3kd {
namespace {

double step_rate(const OptimiserConfig& optimiser, std::int64_t epoch, std::int64_t epochs) {
  const auto complete = [&](double fraction) {
    return epoch - 1 >= std::llround(fraction * static_cast<double>(epochs));
  };
  const auto drops = std::count_if(optimiser.milestones.begin(), optimiser.milestones.end(), complete);
  return optimiser.learning_rate * std::pow(optimiser.gamma, static_cast<double>(drops));
}

double cosine_rate(const OptimiserConfig& optimiser, std::int64_t epoch, std::int64_t epochs) {
  const double done = static_cast<double>(epoch - 1) / static_cast<double>(epochs);
  return optimiser.learning_rate * 0.5 * (1.0 + std::cos(std::numbers::pi * done));
}

}  // namespace

double scheduled_rate(const OptimiserConfig& optimiser, std::int64_t epoch, std::int64_t epochs) {
  if (optimiser.schedule == "step") return step_rate(optimiser, epoch, epochs);
  if (optimiser.schedule == "cosine") return cosine_rate(optimiser, epoch, epochs);
  return optimiser.learning_rate;
}

double student_rate(const TrainingConfig& training, const StagePlan& plan, const PlannedStage& stage,
                    std::int64_t epoch) {
  const bool last = stage.stage == static_cast<std::int64_t>(plan.stages.size());
  if (training.lr_policy == "restart_per_stage" || (training.lr_policy == "constant_until_last_stage" && last)) {
    return scheduled_rate(training.optimiser, epoch - stage.first_epoch + 1, stage.last_epoch - stage.first_epoch + 1);
  }
  if (training.lr_policy == "constant_until_last_stage") return training.optimiser.learning_rate;
  return scheduled_rate(training.optimiser, epoch, training.epochs);
}

}  // namespace tc3kd
