// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/domain/config/presets.h"

namespace tc3kd {

/// Recipes at full length, and with them every row of the paper's tables and every point of its Fig. 5.
///
/// `paper`: 200 epochs, batch 128, rate 0.1 ×0.1 every 60 epochs, Nesterov, decay 5e-4, λ = 0.5, τ = 5, m = 5. The paper
/// does not state its recipe; this is the best evidence, the code that its first author published for a sibling paper in
/// the same year (algorithms §0.3), whose CIFAR ResNets have option A shortcuts. `repdistiller`: the benchmark's 240
/// epochs, batch 64, rate 0.05 (0.01 for MobileNetV2), λ = 0.1, κ = 0.9, τ = 4. `imagenet`, `cinic10`: those sets'
/// usual recipes (algorithms §4).
///
/// Rows are named table, pair, method: `table1-p1-at`, `table2-p3-fitnets-tc3`, `table3-p2-fixed-student`,
/// `table4-p1-increasing`, `table5-p2-ts-3`, `fig5-m7`. Pairs: p1 WRN-40-2/WRN-40-1, p2 ResNet-110/ResNet-20, p3
/// WRN-40-2/MobileNetV2, p4 ResNet-110/MobileNetV2 on CIFAR-100; `cinic10`, `imagenet-r34`, `imagenet-r50`.
[[nodiscard]] std::vector<Preset> paper_presets();

}  // namespace tc3kd
