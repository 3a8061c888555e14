// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/domain/history/run_document.h"

namespace tc3kd {

/// One configuration key whose value is not the same in every run.
struct Difference {
  std::string key;
  std::vector<std::string> values;  ///< one a run, in the runs' order; "—" where the key is missing or not used
};

/// Only what differs, in the field table's order. Fields that a run does not use count as "—" there, and are listed
/// only where the runs that use them differ: that a run without a teacher has no teacher's learning rate says nothing
/// new.
[[nodiscard]] std::vector<Difference> config_differences(const std::vector<RunSummary>& runs);

/// A legend entry for each run made of the differing values alone ("m=5, decreasing"); the names where nothing differs.
[[nodiscard]] std::vector<std::string> difference_labels(const std::vector<RunSummary>& runs);

/// |A ∩ B| / |A ∪ B| of two ascending lists; 1 for two empty ones.
[[nodiscard]] double jaccard(const std::vector<std::int64_t>& a, const std::vector<std::int64_t>& b);

}  // namespace tc3kd
