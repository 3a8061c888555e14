// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/domain/result.h"

namespace tc3kd {

/// α_1…α_m, the teacher's weight in the difficulty g = α·CE_t + (1−α)·CE_s (TC3KD Eq. 3).
///
/// `decreasing`: α_k = 1 − (k−1)/m (Eq. 4) · `increasing`: α_k = k/m (Eq. 5) · `fixed:A` · `linear:A:B` from A at stage
/// 1 to B at stage m (A when m = 1) · `list:A,B,…` with exactly m values. Every value lies in [0, 1]. Fails with
/// `invalid_value` naming curriculum.alpha.
[[nodiscard]] Result<std::vector<double>> alpha_schedule(std::string_view text, std::int64_t stages);

}  // namespace tc3kd
