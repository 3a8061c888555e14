// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/domain/config/experiment_config.h"
#include "core/domain/history/run_history.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/stage_tiles.h"

namespace tc3kd::ui {

/// What the board draws of a history: no widgets, no state, so that it can be tested by itself.

/// True before the first stage has begun while there is a teacher to be trained: its curves are shown then.
[[nodiscard]] bool showsTeacher(const RunHistory& history);

[[nodiscard]] std::vector<Curve> accuracyCurves(const RunHistory& history, const ExperimentConfig& config, bool running);
/// The sum and its parts: CE, τ²·KL and, where the method has a loss of its own, β times that loss under its name.
[[nodiscard]] std::vector<Curve> lossCurves(const RunHistory& history, const ExperimentConfig& config);
/// One band a stage, from the epoch before its first to its last; 0 is the warm-up.
[[nodiscard]] std::vector<StageBand> stageBands(const RunHistory& history, const ExperimentConfig& config,
                                                bool running);
/// The warm-up, where there is one, the stages that have begun, and those to come as the plan has them.
[[nodiscard]] std::vector<StageTile> stageTiles(const RunHistory& history, const ExperimentConfig& config,
                                                bool running);
[[nodiscard]] std::vector<double> alphas(const RunHistory& history, const ExperimentConfig& config);

}  // namespace tc3kd::ui
