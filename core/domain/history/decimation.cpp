// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/history/decimation.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace tc3kd {

std::vector<Point> decimate(std::span<const Point> points, std::size_t limit) {
  std::vector<Point> finite;
  finite.reserve(points.size());
  std::copy_if(points.begin(), points.end(), std::back_inserter(finite),
               [](const Point& p) { return !std::isnan(p.y); });
  // A bucket keeps up to four points: first, smallest, largest, last.
  const std::size_t buckets = std::max<std::size_t>(limit / 4, 1);
  if (finite.size() <= std::max<std::size_t>(limit, 4)) return finite;
  std::vector<Point> kept;
  for (std::size_t b = 0; b < buckets; ++b) {
    const std::size_t begin = b * finite.size() / buckets, end = (b + 1) * finite.size() / buckets;
    const auto first = finite.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = finite.begin() + static_cast<std::ptrdiff_t>(end);
    const auto [low, high] = std::minmax_element(first, last, [](const Point& p, const Point& q) { return p.y < q.y; });
    std::vector<std::ptrdiff_t> chosen{0, low - first, high - first, last - first - 1};
    std::sort(chosen.begin(), chosen.end());
    chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
    for (const std::ptrdiff_t i : chosen) kept.push_back(first[i]);
  }
  return kept;
}

}  // namespace tc3kd
