// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/engine/data/batch_loader.h"
#include "core/engine/models/network.h"
#include "core/engine/training/evaluation.h"

namespace tc3kd {

/// What a measured picture passes through: nothing (`count` = 0), or so many views drawn as in training. The views of a
/// sample are the same for every judge and stage, so that differences between two measurements are the judges'.
struct MeasuringViews {
  std::int64_t count = 0;
  const DataConfig* augmentation = nullptr;
  std::uint64_t seed = 0;
  std::span<const std::int64_t> sample_ids;  ///< [split.size()] indices into the whole training split
};

/// Writes the cross-entropy of every sample in `positions` (TC3KD Eq. 3's measure: evaluation mode, τ = 1) into
/// ce[position]; computed in double from the float32 logits and rounded once to float32. With drawn views it is the mean
/// of their cross-entropies, in double (the alternative, the cross-entropy of the mean prediction, would hide that a
/// sample is hard in some views). `before_batch` is called before every pass. The rest of `ce` ([split.size()]) is left
/// as it is.
void measure_ce(Network& network, const PictureSplit& split, std::span<const std::int64_t> positions,
                const MeasuringViews& views, const BatchHook& before_batch, std::vector<float>& ce);

}  // namespace tc3kd
