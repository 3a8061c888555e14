// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/curriculum/difficulty.h"

#include <algorithm>
#include <array>

namespace tc3kd {
namespace {

constexpr std::array norms{ScoreNorm::raw, ScoreNorm::rank, ScoreNorm::zscore};

std::vector<double> pick(std::span<const float> values, std::span<const std::int64_t> positions) {
  std::vector<double> picked;
  picked.reserve(positions.size());
  for (const std::int64_t i : positions) {
    picked.push_back(values.empty() ? static_cast<double>(not_measured) : values[static_cast<std::size_t>(i)]);
  }
  return picked;
}

/// The places of the values that are numbers, ascending by value.
std::vector<std::size_t> ascending(const std::vector<double>& values) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isnan(values[i])) order.push_back(i);
  }
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  return order;
}

void to_ranks(std::vector<double>& values) {
  const std::vector<std::size_t> order = ascending(values);
  const std::vector<double> before = values;
  const double last = std::max<double>(1.0, static_cast<double>(order.size()) - 1.0);
  for (std::size_t first = 0; first < order.size();) {
    std::size_t end = first + 1;
    while (end < order.size() && before[order[end]] == before[order[first]]) ++end;
    const double mean_place = 0.5 * static_cast<double>(first + end - 1);
    for (; first < end; ++first) values[order[first]] = mean_place / last;
  }
}

void to_zscores(std::vector<double>& values) {
  double sum = 0, n = 0;
  for (const double v : values) {
    if (std::isnan(v)) continue;
    sum += v;
    ++n;
  }
  const double mean = sum / n;
  double squares = 0;
  for (const double v : values) squares += std::isnan(v) ? 0 : (v - mean) * (v - mean);
  const double sigma = std::sqrt(squares / n);
  for (double& v : values) v = std::isnan(v) ? v : sigma > 0 ? (v - mean) / sigma : 0.0;
}

std::vector<double> scores(ScoreNorm norm, std::span<const float> ce, std::span<const std::int64_t> ranked) {
  std::vector<double> values = pick(ce, ranked);
  if (norm == ScoreNorm::rank) to_ranks(values);
  if (norm == ScoreNorm::zscore) to_zscores(values);
  return values;
}

}  // namespace

const char* to_string(ScoreNorm norm) {
  switch (norm) {
    case ScoreNorm::raw: return "raw";
    case ScoreNorm::rank: return "rank";
    case ScoreNorm::zscore: return "zscore";
  }
  return "raw";
}

ScoreNorm score_norm_from(std::string_view text) {
  const auto found = std::find_if(norms.begin(), norms.end(), [&](ScoreNorm n) { return to_string(n) == text; });
  return found == norms.end() ? ScoreNorm::raw : *found;
}

std::vector<double> difficulties(double alpha, ScoreNorm norm, std::span<const float> ce_teacher,
                                 std::span<const float> ce_student, std::span<const std::int64_t> ranked) {
  std::vector<double> g(ranked.size(), 0.0);
  const auto add = [&](double weight, std::span<const float> ce) {
    if (weight == 0.0) return;
    const std::vector<double> values = scores(norm, ce, ranked);
    for (std::size_t i = 0; i < g.size(); ++i) g[i] += weight * values[i];
  };
  add(alpha, ce_teacher);
  add(1.0 - alpha, ce_student);
  return g;
}

std::vector<std::int64_t> complement(std::span<const std::int64_t> chosen, std::int64_t samples) {
  std::vector<std::int64_t> rest;
  rest.reserve(static_cast<std::size_t>(samples) - chosen.size());
  auto next = chosen.begin();
  for (std::int64_t position = 0; position < samples; ++position) {
    if (next != chosen.end() && *next == position) {
      ++next;
    } else {
      rest.push_back(position);
    }
  }
  return rest;
}

}  // namespace tc3kd
