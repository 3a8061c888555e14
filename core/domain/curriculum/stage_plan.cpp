// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/curriculum/stage_plan.h"

#include <algorithm>
#include <numeric>

#include "core/domain/config/check.h"
#include "core/domain/curriculum/alpha_schedule.h"
#include "core/domain/curriculum/quota.h"

namespace tc3kd {
namespace {

std::int64_t batches(std::int64_t samples, std::int64_t batch_size) { return (samples + batch_size - 1) / batch_size; }

/// Q(k) − Q(k−1) for each class; for an unbalanced curriculum only the sum is known before anything is measured.
void plan_entering(PlannedStage& stage, const CurriculumConfig& c, const std::vector<std::int64_t>& class_sizes) {
  const auto quota = [&](std::int64_t size, std::int64_t k) {
    return k == 0 ? 0 : cumulative_quota(size, k, c.stages);
  };
  const std::int64_t samples = std::accumulate(class_sizes.begin(), class_sizes.end(), std::int64_t{0});
  if (!c.balanced) {
    stage.subset_size = quota(samples, stage.stage);
    stage.entering = stage.subset_size - (c.pool == "remove" ? quota(samples, stage.stage - 1) : 0);
    return;
  }
  std::vector<std::int64_t> entering;
  for (std::size_t y = 0; y < class_sizes.size(); ++y) {
    stage.subset_size += quota(class_sizes[y], stage.stage);
    const std::int64_t gain = quota(class_sizes[y], stage.stage) - quota(class_sizes[y], stage.stage - 1);
    entering.push_back(c.pool == "remove" ? gain : quota(class_sizes[y], stage.stage));
    if (gain == 0) stage.empty_classes.push_back(static_cast<std::int64_t>(y));
  }
  if (entering.empty()) return;
  const auto [least, most] = std::minmax_element(entering.begin(), entering.end());
  stage.entering_per_class_min = *least;
  stage.entering_per_class_max = *most;
  stage.entering = std::accumulate(entering.begin(), entering.end(), std::int64_t{0});
}

/// α of each stage as the measurer uses it: a single judge has all the weight.
Result<std::vector<double>> stage_alphas(const CurriculumConfig& c) {
  if (c.measurer == "fixed_teacher") return alpha_schedule("fixed:1", c.stages);
  if (c.measurer == "student" || c.measurer == "fixed_student" || c.measurer == "slkd") {
    return alpha_schedule("fixed:0", c.stages);
  }
  return alpha_schedule(c.stages == 1 ? "decreasing" : c.alpha, c.stages);
}

}  // namespace

Result<StagePlan> plan_stages(const ExperimentConfig& config, const std::vector<std::int64_t>& class_sizes) {
  if (const auto errors = check(config, class_sizes); !errors.empty()) return tl::unexpected(errors.front());
  const CurriculumConfig& c = config.curriculum;
  const auto alphas = stage_alphas(c);
  if (!alphas) return tl::unexpected(alphas.error());
  StagePlan plan;
  plan.classes = static_cast<std::int64_t>(class_sizes.size());
  plan.samples = std::accumulate(class_sizes.begin(), class_sizes.end(), std::int64_t{0});
  plan.remainders =
      std::any_of(class_sizes.begin(), class_sizes.end(), [&](std::int64_t n) { return n % c.stages != 0; });
  const std::int64_t warm_up = stage_zero_epochs(config), rest = config.training.epochs - warm_up;
  if (warm_up > 0) {
    PlannedStage& all = plan.warm_up.emplace();
    all.stage = 0;
    all.subset_size = plan.samples;
    all.last_epoch = warm_up;
    all.steps = warm_up * batches(plan.samples, config.training.optimiser.batch_size);
    plan.steps += all.steps;
  }
  for (std::int64_t k = 1; k <= c.stages; ++k) {
    PlannedStage stage;
    stage.stage = k;
    stage.alpha = (*alphas)[static_cast<std::size_t>(k - 1)];
    plan_entering(stage, c, class_sizes);
    stage.first_epoch = warm_up + (k == 1 ? 0 : stage_end_epoch(k - 1, rest, c.stages)) + 1;
    stage.last_epoch = warm_up + stage_end_epoch(k, rest, c.stages);
    const bool passes = config.training.epoch_unit == "subset_pass";
    stage.steps = (stage.last_epoch - stage.first_epoch + 1) *
                  batches(passes ? stage.subset_size : plan.samples, config.training.optimiser.batch_size);
    plan.steps += stage.steps;
    plan.stages.push_back(std::move(stage));
  }
  return plan;
}

}  // namespace tc3kd
