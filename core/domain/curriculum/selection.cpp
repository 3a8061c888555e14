// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/curriculum/selection.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/domain/curriculum/quota.h"

namespace tc3kd {
namespace {

/// (g, index): comparing pairs makes ties exact.
using Ranked = std::pair<double, std::int64_t>;

std::vector<bool> membership(std::span<const std::int64_t> indices, std::size_t samples) {
  std::vector<bool> in(samples, false);
  for (const std::int64_t i : indices) in[static_cast<std::size_t>(i)] = true;
  return in;
}

/// The pool's samples, each group (a class, or all of D) together: a counting sort.
struct Groups {
  std::vector<Ranked> samples;
  std::vector<std::int64_t> begin;       ///< [groups + 1] into `samples`
  std::vector<std::int64_t> whole_size;  ///< [groups] n_group in D, what the quota counts from
};

Groups group_pool(const SelectionInput& in) {
  const std::int64_t groups = in.balanced ? in.classes : 1;
  const auto group_of = [&](std::int64_t i) { return in.balanced ? in.labels[static_cast<std::size_t>(i)] : 0; };
  const auto samples = static_cast<std::int64_t>(in.labels.size());
  const std::vector<std::int64_t> pool =
      complement(in.remove ? in.previous : std::span<const std::int64_t>(), samples);
  const std::vector<double> g = difficulties(in.alpha, in.score, in.ce_teacher, in.ce_student, pool);
  Groups result;
  result.begin.assign(static_cast<std::size_t>(groups) + 1, 0);
  result.whole_size.assign(static_cast<std::size_t>(groups), 0);
  for (std::int64_t i = 0; i < samples; ++i) ++result.whole_size[static_cast<std::size_t>(group_of(i))];
  for (const std::int64_t i : pool) ++result.begin[static_cast<std::size_t>(group_of(i)) + 1];
  std::partial_sum(result.begin.begin(), result.begin.end(), result.begin.begin());
  result.samples.resize(pool.size());
  std::vector<std::int64_t> next(result.begin.begin(), result.begin.end() - 1);
  for (std::size_t p = 0; p < pool.size(); ++p) {
    result.samples[static_cast<std::size_t>(next[static_cast<std::size_t>(group_of(pool[p]))]++)] = {g[p], pool[p]};
  }
  return result;
}

/// A NaN (a sample that somebody failed to measure) ranks last instead of breaking the order.
bool easier(const Ranked& a, const Ranked& b) {
  const bool a_nan = std::isnan(a.first), b_nan = std::isnan(b.first);
  if (a_nan || b_nan) return a_nan == b_nan ? a.second < b.second : b_nan;
  return a < b;
}

void take_easiest(const SelectionInput& in, Groups& groups, std::vector<bool>& subset, std::vector<double>& cut_offs) {
  for (std::size_t group = 0; group + 1 < groups.begin.size(); ++group) {
    const std::int64_t size = groups.whole_size[group];
    const std::int64_t before = in.stage > 1 ? cumulative_quota(size, in.stage - 1, in.stages) : 0;
    const std::int64_t take = cumulative_quota(size, in.stage, in.stages) - (in.remove ? before : 0);
    const auto first = groups.samples.begin() + groups.begin[group];
    const auto last = groups.samples.begin() + groups.begin[group + 1];
    const auto end = first + std::min<std::int64_t>(take, last - first);
    if (end != last) std::nth_element(first, end, last, easier);
    for (auto sample = first; sample != end; ++sample) {
      subset[static_cast<std::size_t>(sample->second)] = true;
      double& cut_off = cut_offs[static_cast<std::size_t>(in.labels[static_cast<std::size_t>(sample->second)])];
      if (std::isnan(cut_off) || sample->first > cut_off) cut_off = sample->first;
    }
  }
}

std::vector<double> no_cut_offs(std::int64_t classes) {
  return std::vector<double>(static_cast<std::size_t>(classes), std::numeric_limits<double>::quiet_NaN());
}

Selection describe_subset(std::span<const std::int64_t> labels, std::int64_t classes, const std::vector<bool>& subset,
                          const std::vector<bool>& previous) {
  Selection result;
  result.class_counts.assign(static_cast<std::size_t>(classes), 0);
  result.class_entered.assign(static_cast<std::size_t>(classes), 0);
  for (std::size_t i = 0; i < subset.size(); ++i) {
    if (!subset[i]) continue;
    const auto label = static_cast<std::size_t>(labels[i]);
    result.subset.push_back(static_cast<std::int64_t>(i));
    ++result.class_counts[label];
    if (previous[i]) continue;
    result.entered.push_back(static_cast<std::int64_t>(i));
    ++result.class_entered[label];
  }
  return result;
}

}  // namespace

Selection select_stage(const SelectionInput& in) {
  const std::vector<bool> previous = membership(in.previous, in.labels.size());
  std::vector<double> cut_offs = no_cut_offs(in.classes);
  std::vector<bool> subset = in.remove ? previous : std::vector<bool>(in.labels.size(), false);
  if (in.stage == in.stages) {
    subset.assign(in.labels.size(), true);
  } else {
    Groups groups = group_pool(in);
    take_easiest(in, groups, subset, cut_offs);
  }
  Selection result = describe_subset(in.labels, in.classes, subset, previous);
  result.cut_offs = std::move(cut_offs);
  return result;
}

Selection given_selection(std::span<const std::int64_t> subset, std::span<const std::int64_t> previous,
                          std::span<const std::int64_t> labels, std::int64_t classes) {
  Selection result =
      describe_subset(labels, classes, membership(subset, labels.size()), membership(previous, labels.size()));
  result.cut_offs = no_cut_offs(classes);
  return result;
}

}  // namespace tc3kd
