// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/domain/config/dataset_catalogue.h"
#include "core/domain/engine_api.h"

namespace tc3kd {

/// Where a set is and what is known of it without reading its pictures; see TrainingEngine::datasets.
[[nodiscard]] DatasetStatus dataset_status(const DatasetFacts& facts, const std::string& dir);

/// See TrainingEngine::describe_dataset. Of CINIC-10 the training part alone is trained on and counted.
[[nodiscard]] Result<DatasetDescription> describe_dataset(const std::string& name, const std::string& dir,
                                                           RunControl& control);

}  // namespace tc3kd
