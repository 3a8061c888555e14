// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/analysis/selection_preview.h"
#include "core/store/run_reader.h"

namespace tc3kd {

/// Everything that a stored run measured and selected.
struct StoredMeasurements {
  ContentHash fingerprint;  ///< of the data
  RunMeasurements measurements;
  std::vector<std::int64_t> samples;  ///< [N] indices of D into the whole training split
  std::vector<std::string> classes;   ///< their names
};

/// Reads it from the run's events and blobs. `invalid_value` for a run that ended before it selected anything.
[[nodiscard]] Result<StoredMeasurements> read_measurements(RunReader& reader, const RunSummary& run);

}  // namespace tc3kd
