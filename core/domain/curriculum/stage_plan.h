// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/domain/config/experiment_config.h"
#include "core/domain/result.h"

namespace tc3kd {

/// What stage k will be, before anything is trained: the dialog's preview and the engine's loop read the same plan.
struct PlannedStage {
  std::int64_t stage = 1;
  double alpha = 1.0;
  std::int64_t entering_per_class_min = 0, entering_per_class_max = 0;  ///< over the classes
  std::int64_t entering = 0;                     ///< |S_k \ S_{k−1}| for pool = remove; |S_k| for keep
  std::int64_t subset_size = 0;                  ///< |S_k|
  std::int64_t first_epoch = 1, last_epoch = 1;  ///< of the student, from 1
  std::int64_t steps = 0;                        ///< optimiser steps of the whole stage
  std::vector<std::int64_t> empty_classes;       ///< classes that gain nothing at this stage
};

struct StagePlan {
  std::vector<PlannedStage> stages;
  std::optional<PlannedStage> warm_up;  ///< stage 0: all of D, before anything is selected
  std::int64_t samples = 0, classes = 0, steps = 0;
  bool remainders = false;  ///< some class size is not divisible by m
};

/// Fails as `check` does, with the first error.
[[nodiscard]] Result<StagePlan> plan_stages(const ExperimentConfig& config,
                                            const std::vector<std::int64_t>& class_sizes);

}  // namespace tc3kd
