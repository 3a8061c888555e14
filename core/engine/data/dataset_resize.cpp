// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/data/dataset_resize.h"

#include <algorithm>
#include <cmath>

#include "core/domain/random.h"

namespace tc3kd {
namespace {

constexpr int fraction_bits = 22;

/// The weights of one direction: target i is the sum of weights[i·taps + k] · source[first[i] + k].
struct Filter {
  std::int64_t taps = 0;
  std::vector<std::int64_t> first, count;
  std::vector<std::int32_t> weights;
};

Filter triangle_filter(std::int64_t begin, std::int64_t length, std::int64_t target) {
  const double scale = static_cast<double>(length) / static_cast<double>(target);
  const double support = std::max(scale, 1.0);
  Filter filter;
  filter.taps = static_cast<std::int64_t>(std::ceil(support)) * 2 + 1;
  filter.weights.assign(static_cast<std::size_t>(target * filter.taps), 0);
  std::vector<double> tap(static_cast<std::size_t>(filter.taps));
  for (std::int64_t i = 0; i < target; ++i) {
    // As if the box had been cut out first: nothing outside it is looked at, and where it lies changes no rounding.
    const double centre = (static_cast<double>(i) + 0.5) * scale;
    const auto low = std::max<std::int64_t>(static_cast<std::int64_t>(centre - support + 0.5), 0);
    const auto high = std::min(static_cast<std::int64_t>(centre + support + 0.5), length);
    double sum = 0;
    for (std::int64_t k = 0; k < high - low; ++k) {
      const double distance = std::abs(static_cast<double>(low + k) + 0.5 - centre) / support;
      sum += tap[static_cast<std::size_t>(k)] = std::max(0.0, 1.0 - distance);
    }
    for (std::int64_t k = 0; k < high - low; ++k) {
      filter.weights[static_cast<std::size_t>(i * filter.taps + k)] =
          static_cast<std::int32_t>(std::lround(tap[static_cast<std::size_t>(k)] / sum * (1 << fraction_bits)));
    }
    filter.first.push_back(begin + low);
    filter.count.push_back(high - low);
  }
  return filter;
}

std::uint8_t to_byte(std::int64_t sum) {
  return static_cast<std::uint8_t>(
      std::clamp<std::int64_t>((sum + (1 << (fraction_bits - 1))) >> fraction_bits, 0, 255));
}

/// Rows `top`…`top + height` of the picture, each resampled to filter.first.size() columns.
Picture resampled_columns(const Picture& from, const Filter& filter, std::int64_t top, std::int64_t height) {
  const auto width = static_cast<std::int64_t>(filter.first.size());
  Picture to{height, width, from.channels,
             std::vector<std::uint8_t>(static_cast<std::size_t>(height * width * from.channels))};
  std::uint8_t* out = to.pixels.data();
  for (std::int64_t y = 0; y < height; ++y) {
    const std::uint8_t* row = from.pixels.data() + (top + y) * from.width * from.channels;
    for (std::size_t x = 0; x < filter.first.size(); ++x) {
      const std::int32_t* weight = filter.weights.data() + x * static_cast<std::size_t>(filter.taps);
      for (std::int64_t c = 0; c < from.channels; ++c) {
        const std::uint8_t* in = row + filter.first[x] * from.channels + c;
        std::int64_t sum = 0;
        for (std::int64_t k = 0; k < filter.count[x]; ++k, in += from.channels) sum += std::int64_t{weight[k]} * *in;
        *out++ = to_byte(sum);
      }
    }
  }
  return to;
}

/// `filter` speaks of the original's rows; the first row that is there is number `top` of it.
Picture resampled_rows(const Picture& from, const Filter& filter, std::int64_t top) {
  const auto height = static_cast<std::int64_t>(filter.first.size());
  const std::int64_t row = from.width * from.channels;
  Picture to{height, from.width, from.channels, std::vector<std::uint8_t>(static_cast<std::size_t>(height * row))};
  std::vector<std::int64_t> sums(static_cast<std::size_t>(row));
  for (std::size_t y = 0; y < filter.first.size(); ++y) {
    const std::int32_t* weight = filter.weights.data() + y * static_cast<std::size_t>(filter.taps);
    std::fill(sums.begin(), sums.end(), 0);
    for (std::int64_t k = 0; k < filter.count[y]; ++k) {
      const std::uint8_t* in = from.pixels.data() + (filter.first[y] - top + k) * row;
      for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += std::int64_t{weight[k]} * in[i];
    }
    std::transform(sums.begin(), sums.end(), to.pixels.begin() + static_cast<std::ptrdiff_t>(y) * row, to_byte);
  }
  return to;
}

Picture cut(const Picture& from, const CropBox& box) {
  Picture to{box.height, box.width, from.channels, {}};
  to.pixels.reserve(static_cast<std::size_t>(box.height * box.width * from.channels));
  for (std::int64_t y = 0; y < box.height; ++y) {
    const auto begin = from.pixels.begin() + ((box.top + y) * from.width + box.left) * from.channels;
    to.pixels.insert(to.pixels.end(), begin, begin + box.width * from.channels);
  }
  return to;
}

}  // namespace

Picture resampled(const Picture& picture, const CropBox& box, std::int64_t height, std::int64_t width) {
  // A direction whose length stays needs no pass: its filter is the identity.
  if (box.width == width && box.height == height) return cut(picture, box);
  if (box.width == width) {
    const Picture part = cut(picture, box);
    return resampled_rows(part, triangle_filter(0, box.height, height), 0);
  }
  Picture wide = resampled_columns(picture, triangle_filter(box.left, box.width, width), box.top, box.height);
  return box.height == height ? wide : resampled_rows(wide, triangle_filter(box.top, box.height, height), box.top);
}

Picture resize_shorter_side(const Picture& picture, std::int64_t side) {
  const bool tall = picture.height > picture.width;
  const std::int64_t shorter = tall ? picture.width : picture.height, longer = tall ? picture.height : picture.width;
  const std::int64_t other = side * longer / shorter;
  return resampled(picture, {0, 0, picture.height, picture.width}, tall ? other : side, tall ? side : other);
}

Picture centre_crop(const Picture& picture, std::int64_t side) {
  const auto offset = [&](std::int64_t length) {
    return static_cast<std::int64_t>(std::nearbyint(static_cast<double>(length - side) / 2.0));
  };
  return cut(picture, {offset(picture.height), offset(picture.width), side, side});
}

CropBox random_resized_box(std::int64_t height, std::int64_t width, std::uint64_t draw) {
  RandomStream stream(draw, "resized crop");
  const auto h = static_cast<double>(height), w = static_cast<double>(width);
  const double lowest = 3.0 / 4.0, highest = 4.0 / 3.0;
  for (int attempt = 0; attempt < 10; ++attempt) {
    const double area = h * w * (0.08 + (1.0 - 0.08) * stream.uniform());
    const double ratio = std::exp(std::log(lowest) + (std::log(highest) - std::log(lowest)) * stream.uniform());
    const auto box_width = static_cast<std::int64_t>(std::nearbyint(std::sqrt(area * ratio)));
    const auto box_height = static_cast<std::int64_t>(std::nearbyint(std::sqrt(area / ratio)));
    if (box_width < 1 || box_width > width || box_height < 1 || box_height > height) continue;
    const auto top = static_cast<std::int64_t>(stream.below(static_cast<std::uint64_t>(height - box_height + 1)));
    const auto left = static_cast<std::int64_t>(stream.below(static_cast<std::uint64_t>(width - box_width + 1)));
    return {top, left, box_height, box_width};
  }
  CropBox box{0, 0, height, width};
  if (w / h < lowest) box.height = std::max<std::int64_t>(1, static_cast<std::int64_t>(std::nearbyint(w / lowest)));
  if (w / h > highest) box.width = std::max<std::int64_t>(1, static_cast<std::int64_t>(std::nearbyint(h * highest)));
  box.top = (height - box.height) / 2;
  box.left = (width - box.width) / 2;
  return box;
}

Picture mirrored(Picture picture) {
  const std::int64_t row = picture.width * picture.channels;
  for (std::int64_t y = 0; y < picture.height; ++y) {
    std::uint8_t* left = picture.pixels.data() + y * row;
    std::uint8_t* right = left + row - picture.channels;
    for (; left < right; left += picture.channels, right -= picture.channels) {
      std::swap_ranges(left, left + picture.channels, right);
    }
  }
  return picture;
}

Picture shifted(const Picture& picture, std::int64_t dy, std::int64_t dx, std::int64_t padding) {
  Picture moved{picture.height, picture.width, picture.channels, std::vector<std::uint8_t>(picture.pixels.size())};
  const std::int64_t from_x = dx - padding, first = std::max<std::int64_t>(0, -from_x);
  const std::int64_t last = std::min(picture.width, picture.width - from_x);
  for (std::int64_t y = 0; y < picture.height; ++y) {
    const std::int64_t from_y = y + dy - padding;
    if (from_y < 0 || from_y >= picture.height || first >= last) continue;
    const std::uint8_t* in = picture.pixels.data() + (from_y * picture.width + first + from_x) * picture.channels;
    std::copy_n(in, (last - first) * picture.channels,
                moved.pixels.data() + (y * picture.width + first) * picture.channels);
  }
  return moved;
}

}  // namespace tc3kd
