// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/curriculum/convergence.h"

namespace tc3kd {

bool has_converged(const CurriculumConfig& config, std::span<const EpochEnded> epochs) {
  if (config.patience == 0) return false;
  std::optional<double> best;
  std::int64_t without_gain = 0;
  for (const EpochEnded& epoch : epochs) {
    const double loss = epoch.validation_loss.value_or(epoch.train_loss);
    const bool gain = !best || loss < *best - config.min_delta;
    without_gain = gain ? 0 : without_gain + 1;
    if (gain) best = loss;
  }
  return without_gain >= config.patience;
}

}  // namespace tc3kd
