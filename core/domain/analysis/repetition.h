// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/domain/history/run_history.h"

namespace tc3kd {

/// The first place where a repeated run is not the run that it repeats.
struct RepetitionDifference {
  std::int64_t stage = 0, epoch = 0;
  std::string field;              ///< a member of the epoch ("train_loss"), or "selection"
  std::string stored, repeated;   ///< both values, with every digit
};

/// Compares two histories epoch by epoch, exactly, in everything but the seconds; and before each stage's first epoch
/// what was selected. Only epochs that both have are compared, so that a stopped run can be held against a whole one.
[[nodiscard]] std::optional<RepetitionDifference> first_difference(const RunHistory& stored,
                                                                   const RunHistory& repeated);

}  // namespace tc3kd
