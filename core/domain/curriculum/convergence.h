// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "core/domain/config/experiment_config.h"
#include "core/domain/events/run_event.h"

namespace tc3kd {

/// Whether a stage has converged (Algorithm 2's "until converged"): `curriculum.patience` epochs in a row whose loss is
/// not below the stage's best by more than `curriculum.min_delta`. The loss is the held-out one where it was measured
/// in the epoch, else the training loss; never the test loss. A patience of 0 never ends a stage: the paper's fixed
/// budget. `epochs` are those of the stage so far. The epochs that a stage leaves out are skipped, not handed on, so
/// that the learning rate of an epoch does not depend on earlier stages.
[[nodiscard]] bool has_converged(const CurriculumConfig& config, std::span<const EpochEnded> epochs);

}  // namespace tc3kd
