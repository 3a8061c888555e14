// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/domain/analysis/histogram.h"
#include "core/domain/config/experiment_config.h"
#include "core/domain/history/run_history.h"
#include "core/store/run_reader.h"

namespace tc3kd::ui {

/// What the lower row shows of one stage; read and computed off the window's thread.
struct StageDetail {
  DifficultyHistogram histogram;   ///< without classes where nothing was ranked
  std::vector<double> cut_offs;    ///< [C]
  std::vector<double> accuracies;  ///< [C] percent of the class's test pictures at the stage's end; empty before
};

/// Reads a stage's blobs. The bins are the same for every stage of a run.
[[nodiscard]] Result<StageDetail> readStageDetail(RunReader& reader, const RunHistory& history,
                                                  const ExperimentConfig& config, std::size_t stage, bool logarithmic);

/// How many of each class's test pictures are right, percent; NaN for a class without pictures.
[[nodiscard]] std::vector<double> classAccuracies(const std::vector<std::int32_t>& said,
                                                  const std::vector<std::int64_t>& labels, std::size_t classes);

}  // namespace tc3kd::ui
