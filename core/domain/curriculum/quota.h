// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace tc3kd {

/// Q(k) = (k·n) div m: how many of a group of n samples are in the subset after stage k of m (1 ≤ k ≤ m).
///
/// The paper takes N/(c·m) a class and stage, which is fractional or exhausts small classes; the cumulative integer
/// quota differs by less than one sample, is identical when m divides n, and makes S_m = D exactly (algorithms A7).
[[nodiscard]] constexpr std::int64_t cumulative_quota(std::int64_t group_size, std::int64_t stage,
                                                      std::int64_t stages) {
  return stage * group_size / stages;
}

/// The last epoch of stage k: (2kE + m) div 2m, which is round(k·E/m).
[[nodiscard]] constexpr std::int64_t stage_end_epoch(std::int64_t stage, std::int64_t epochs, std::int64_t stages) {
  return (2 * stage * epochs + stages) / (2 * stages);
}

}  // namespace tc3kd
