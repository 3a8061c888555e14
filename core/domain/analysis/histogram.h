// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/domain/curriculum/difficulty.h"

namespace tc3kd {

/// Bin edges shared by every stage and class of a run, on a linear or a logarithmic axis.
struct BinAxis {
  double low = 0.01, high = 10.0;
  int bins = 40;
  bool logarithmic = true;
  /// The bin of a value; values outside go to the first or last bin; −1 for NaN.
  [[nodiscard]] int bin(double value) const;
  [[nodiscard]] double edge(int index) const;  ///< of 0…bins
  /// 0…1 along the axis, not clamped.
  [[nodiscard]] double position(double value) const;
};

/// An axis with round ends that holds nearly all values (0.1 % may lie outside on either side).
[[nodiscard]] BinAxis fit_axis(std::span<const double> values, int bins, bool logarithmic);

/// What the board shows of one stage: counts by class and bin.
struct DifficultyHistogram {
  BinAxis axis;
  int classes = 0;
  std::vector<int> g, entered, ce_teacher, ce_student;  ///< [classes × bins], row-major
  std::vector<int> measured;                            ///< [classes]
};

/// Arrays are aligned [N]; NaN means not measured; `candidates` and `entered` hold ascending positions.
[[nodiscard]] DifficultyHistogram difficulty_histogram(const BinAxis& axis, int classes, double alpha, ScoreNorm score,
                                                       std::span<const std::int64_t> labels,
                                                       std::span<const float> ce_teacher,
                                                       std::span<const float> ce_student,
                                                       std::span<const std::int64_t> candidates,
                                                       std::span<const std::int64_t> entered);

}  // namespace tc3kd
