// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tc3kd {

/// The mark of a sample that was not measured.
inline constexpr float not_measured = std::numeric_limits<float>::quiet_NaN();

/// g = α·CE_teacher + (1−α)·CE_student (TC3KD Eq. 3), in double from the stored float32 values; a term of weight zero
/// is skipped, so 0·∞ and 0·NaN never arise.
[[nodiscard]] inline double difficulty(double alpha, float ce_teacher, float ce_student) {
  double g = 0.0;
  if (alpha != 0.0) g += alpha * static_cast<double>(ce_teacher);
  if (alpha != 1.0) g += (1.0 - alpha) * static_cast<double>(ce_student);
  return g;
}

/// What the cross-entropies become before they are mixed. The paper mixes them as they are, although a teacher that has
/// nearly fitted the training set has far smaller ones than the student (algorithms §1.2 A15); the other two bring both
/// to one scale, within the samples that a stage ranks.
enum class ScoreNorm {
  raw,    ///< CE itself
  rank,   ///< (r − 1)/(n − 1) with r = 1…n the place in ascending order, ties sharing their mean place; 0 for n = 1
  zscore  ///< (CE − mean)/σ, σ the population's; 0 where all are equal
};
[[nodiscard]] const char* to_string(ScoreNorm norm);
/// `raw` for a text that is none of them.
[[nodiscard]] ScoreNorm score_norm_from(std::string_view text);

/// g of the samples `ranked` (ascending positions), in that order. `ce_teacher` and `ce_student` are [N], or empty where
/// their weight is 0. A sample that was not measured has NaN, whatever the norm.
[[nodiscard]] std::vector<double> difficulties(double alpha, ScoreNorm norm, std::span<const float> ce_teacher,
                                               std::span<const float> ce_student,
                                               std::span<const std::int64_t> ranked);

/// D \ S: the positions 0…samples−1 that are not in the ascending `chosen`.
[[nodiscard]] std::vector<std::int64_t> complement(std::span<const std::int64_t> chosen, std::int64_t samples);

}  // namespace tc3kd
