// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <limits>

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

}  // namespace tc3kd
