// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/engine/data/batch_loader.h"
#include "core/engine/training/run_context.h"

namespace tc3kd {

/// The data of one run, resident on its device. Positions count the samples of D; `indices` are their places in the
/// whole training split.
struct RunData {
  DatasetFacts facts;
  ContentHash fingerprint;
  std::vector<std::int64_t> indices;      ///< D, ascending
  std::vector<std::int64_t> labels;       ///< [|D|]
  std::vector<std::int64_t> class_sizes;  ///< [C] of D
  ResidentSplit train, test;
  std::optional<ResidentSplit> validation;

  [[nodiscard]] std::int64_t classes() const { return static_cast<std::int64_t>(facts.classes.size()); }
};

/// Reads, checks, limits and uploads what the configuration names, and appends DataReady. Throws RunFailure.
[[nodiscard]] RunData prepare_data(RunContext& context);

}  // namespace tc3kd
