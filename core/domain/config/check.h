// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/domain/config/experiment_config.h"
#include "core/domain/result.h"

namespace tc3kd {

/// Everything that is wrong with a configuration beyond single fields' ranges: an α that cannot be read, fewer epochs
/// than stages, an m that leaves the first stage empty (where the class sizes are known), a mean without its std…
/// Every error names the key that it belongs to, so that a form can show it beside the field.
[[nodiscard]] std::vector<Error> check(const ExperimentConfig& config);

/// The same for data whose class sizes are known: `class_sizes[y]` training samples of class y after the limit.
[[nodiscard]] std::vector<Error> check(const ExperimentConfig& config, const std::vector<std::int64_t>& class_sizes);

}  // namespace tc3kd
