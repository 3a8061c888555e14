// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/domain/curriculum/difficulty.h"

namespace tc3kd {

/// What a stage selects from.
struct SelectionInput {
  std::int64_t stage = 1;   ///< k, from 1
  std::int64_t stages = 1;  ///< m
  double alpha = 1.0;
  bool remove = true;    ///< pool: true fetches and removes (S_k ⊇ S_{k−1}), false ranks all of D anew
  bool balanced = true;  ///< the quota is per class, else over all of D
  std::int64_t classes = 0;
  std::span<const std::int64_t> labels;    ///< [N], 0 ≤ label < classes
  std::span<const float> ce_teacher;       ///< [N] or empty when its weight is 0
  std::span<const float> ce_student;       ///< [N] (NaN where not measured) or empty when its weight is 0
  std::span<const std::int64_t> previous;  ///< S_{k−1}, ascending
  ScoreNorm score = ScoreNorm::raw;
};

/// S_k of one stage.
struct Selection {
  std::vector<std::int64_t> subset;         ///< S_k, ascending indices into the training split
  std::vector<std::int64_t> entered;        ///< S_k \ S_{k−1}, ascending
  std::vector<std::int64_t> class_counts;   ///< [C] of S_k
  std::vector<std::int64_t> class_entered;  ///< [C] of S_k \ S_{k−1}
  std::vector<double> cut_offs;  ///< [C] the largest g selected of the class at this stage; NaN where none was ranked
};

/// Ranks the pool by (g, index) and takes the quota of each group (algorithms §1.3). The last stage is all of D,
/// without ranking. Cost: one counting sort by class and an nth_element per class on (g, index) pairs.
[[nodiscard]] Selection select_stage(const SelectionInput& input);

/// A subset that was chosen elsewhere, described likewise; nothing was ranked. `subset` and `previous` ascending.
[[nodiscard]] Selection given_selection(std::span<const std::int64_t> subset, std::span<const std::int64_t> previous,
                                        std::span<const std::int64_t> labels, std::int64_t classes);

}  // namespace tc3kd
