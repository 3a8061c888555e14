// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/store/run_reader.h"

namespace tc3kd {

// The CSV files of `export` (RFC 4180, C locale, shortest digits that read back, empty where there is no value).

/// A row per epoch of the student.
[[nodiscard]] std::string metrics_table(const RunHistory& history);
/// A row per stage: α, sizes, seconds by phase, accuracies at its end.
[[nodiscard]] std::string stages_table(const RunHistory& history);
/// A row per sample and stage in which it was measured or entered. `sample` is its index in the whole training split;
/// `selected` is 1 where the sample entered at this stage (with pool = keep, where each stage chooses anew: where it is
/// in the stage's subset).
[[nodiscard]] Result<std::string> curriculum_table(RunReader& reader, const RunSummary& run, const RunHistory& history);
/// A row per stage's end and test picture: label, and what teacher and student said with which probability.
[[nodiscard]] Result<std::string> predictions_table(RunReader& reader, const RunHistory& history);

}  // namespace tc3kd
