// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/analysis/histogram.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/domain/curriculum/difficulty.h"

namespace tc3kd {
namespace {

/// The largest 1, 2 or 5 times a power of ten that is ≤ value, or the smallest that is ≥ value.
double round_number(double value, bool up) {
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  double best = up ? 10 * power : power;
  for (const double step : {1.0, 2.0, 5.0}) {
    const double candidate = step * power;
    if (up && candidate >= value * (1 - 1e-12)) return candidate;
    if (!up && candidate <= value * (1 + 1e-12)) best = candidate;
  }
  return best;
}

/// The values that 0.1 % lie below and above; the outermost ones of fewer than a thousand.
std::pair<double, double> nearly_all(const std::vector<double>& sorted) {
  const std::size_t outside = (sorted.size() - 1) / 1000;
  return {sorted[outside], sorted[sorted.size() - 1 - outside]};
}

}  // namespace

double BinAxis::position(double value) const {
  if (!logarithmic) return (value - low) / (high - low);
  if (value <= 0) return -std::numeric_limits<double>::infinity();
  return std::log(value / low) / std::log(high / low);
}

double BinAxis::edge(int index) const {
  const double t = static_cast<double>(index) / bins;
  return logarithmic ? low * std::pow(high / low, t) : low + t * (high - low);
}

int BinAxis::bin(double value) const {
  if (std::isnan(value)) return -1;
  const double at = position(value) * bins;
  return static_cast<int>(std::clamp(std::floor(at), 0.0, static_cast<double>(bins - 1)));
}

BinAxis fit_axis(std::span<const double> values, int bins, bool logarithmic) {
  std::vector<double> sorted;
  for (const double v : values) {
    if (std::isfinite(v) && (!logarithmic || v > 0)) sorted.push_back(v);
  }
  BinAxis axis{logarithmic ? 0.01 : 0.0, logarithmic ? 10.0 : 1.0, bins, logarithmic};
  if (sorted.empty()) return axis;
  std::sort(sorted.begin(), sorted.end());
  const double low = nearly_all(sorted).first, high = std::max(nearly_all(sorted).second, 1e-12);
  axis.high = round_number(high, true);
  if (logarithmic) {
    // Nearly fitted samples reach 1e-7: more than six decades would leave the interesting ones no room.
    axis.low = std::max(round_number(low, false), axis.high * 1e-6);
    if (axis.low >= axis.high) axis.low = axis.high / 10;
  }
  return axis;
}

DifficultyHistogram difficulty_histogram(const BinAxis& axis, int classes, double alpha, ScoreNorm score,
                                         std::span<const std::int64_t> labels, std::span<const float> ce_teacher,
                                         std::span<const float> ce_student, std::span<const std::int64_t> candidates,
                                         std::span<const std::int64_t> entered) {
  DifficultyHistogram h;
  h.axis = axis;
  h.classes = classes;
  const auto cells = static_cast<std::size_t>(classes) * static_cast<std::size_t>(axis.bins);
  for (auto* counts : {&h.g, &h.entered, &h.ce_teacher, &h.ce_student}) counts->assign(cells, 0);
  h.measured.assign(static_cast<std::size_t>(classes), 0);
  const auto at = [](std::span<const float> values, std::int64_t i) {
    return values.empty() ? not_measured : values[static_cast<std::size_t>(i)];
  };
  const auto count = [&](std::vector<int>& counts, std::int64_t label, double value) {
    const int bin = axis.bin(value);
    if (bin >= 0) ++counts[static_cast<std::size_t>(label * axis.bins + bin)];
    return bin >= 0;
  };
  const std::vector<double> difficulty = difficulties(alpha, score, ce_teacher, ce_student, candidates);
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    const std::int64_t i = candidates[c], label = labels[static_cast<std::size_t>(i)];
    const double g = difficulty[c];
    if (count(h.g, label, g)) ++h.measured[static_cast<std::size_t>(label)];
    if (std::binary_search(entered.begin(), entered.end(), i)) count(h.entered, label, g);
    count(h.ce_teacher, label, at(ce_teacher, i));
    count(h.ce_student, label, at(ce_student, i));
  }
  return h;
}

}  // namespace tc3kd
