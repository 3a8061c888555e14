// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace tc3kd {

struct Point {
  double x = 0, y = 0;
  friend bool operator==(const Point&, const Point&) = default;
};

/// At most about `limit` points with the same first, last, smallest and largest value in every bucket of x order
/// (min-max decimation); the points themselves when there are no more than that. NaNs are dropped.
[[nodiscard]] std::vector<Point> decimate(std::span<const Point> points, std::size_t limit);

}  // namespace tc3kd
