// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "core/domain/config/dataset_catalogue.h"
#include "core/engine/data/picture_split.h"
#include "core/engine/models/network.h"
#include "core/engine/training/run_context.h"

namespace tc3kd {

/// The data of one run. Positions count the samples of D; `indices` are their places in the
/// whole training split.
struct RunData {
  DatasetFacts facts;
  ContentHash fingerprint;
  std::vector<std::int64_t> indices;      ///< D, ascending
  std::vector<std::int64_t> labels;       ///< [|D|]
  std::vector<std::int64_t> class_sizes;  ///< [C] of D
  std::unique_ptr<const PictureSplit> train_pictures, test_pictures;
  const PictureSplit &train, &test;                ///< those two
  std::unique_ptr<const PictureSplit> validation;  ///< null where none is held out

  [[nodiscard]] std::int64_t classes() const { return static_cast<std::int64_t>(facts.classes.size()); }
  [[nodiscard]] NetworkShape network_shape() const {
    return {facts.channels, classes(), facts.height, facts.width};
   }
};

/// Reads, checks, limits and uploads what the configuration names, and appends DataReady. Throws RunFailure.
[[nodiscard]] RunData prepare_data(RunContext& context);

}  // namespace tc3kd
