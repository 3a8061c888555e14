// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/engine/data/batch_loader.h"
#include "core/engine/models/network.h"
#include "core/engine/training/evaluation.h"

namespace tc3kd {

/// Writes the cross-entropy of every sample in `positions` (TC3KD Eq. 3's measure: evaluation mode, no augmentation, τ
/// = 1) into ce[position]; computed in double from the float32 logits and rounded once to float32. The rest of `ce`
/// ([split.size()]) is left as it is.
void measure_ce(Network& network, const PictureSplit& split, std::span<const std::int64_t> positions,
                const BatchHook& before_batch, std::vector<float>& ce);

/// D \ S: the positions 0…samples−1 that are not in the ascending `chosen`.
[[nodiscard]] std::vector<std::int64_t> complement(std::span<const std::int64_t> chosen, std::int64_t samples);

}  // namespace tc3kd
