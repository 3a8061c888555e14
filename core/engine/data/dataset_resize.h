// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "core/engine/formats/picture.h"

namespace tc3kd {

/// A part of a picture in pixels.
struct CropBox {
  std::int64_t top = 0, left = 0, height = 0, width = 0;
  friend bool operator==(const CropBox&, const CropBox&) = default;
};

/// The part of a picture, resampled to height × width: a triangle filter of half-width max(1, scale) around each target
/// pixel's centre (bilinear, anti-aliased where it shrinks), columns first, then rows, each pass rounded to 8 bits with
/// weights of 22 fractional bits. That is Pillow's BILINEAR, and so torchvision's on pictures.
[[nodiscard]] Picture resampled(const Picture& picture, const CropBox& box, std::int64_t height, std::int64_t width);

/// The whole picture with a shorter side of `side`; the longer one is side·long/short, cut to whole pixels.
[[nodiscard]] Picture resize_shorter_side(const Picture& picture, std::int64_t side);

/// The middle side × side; the offset (length − side)/2 is rounded to even, as torchvision's CenterCrop. The picture
/// must be at least that large.
[[nodiscard]] Picture centre_crop(const Picture& picture, std::int64_t side);

/// The part that a random resized crop takes of a picture: an area of 8 to 100 % of it and a ratio of width to height
/// of 3/4 to 4/3, uniform in its logarithm; where ten draws do not fit, the largest middle part whose ratio does
/// (torchvision's RandomResizedCrop). Draws come from the stream (draw, "resized crop") alone.
[[nodiscard]] CropBox random_resized_box(std::int64_t height, std::int64_t width, std::uint64_t draw);

/// Left and right exchanged.
[[nodiscard]] Picture mirrored(Picture picture);

/// The picture within `padding` black pixels a side, cropped to its own size at (dy, dx).
[[nodiscard]] Picture shifted(const Picture& picture, std::int64_t dy, std::int64_t dx, std::int64_t padding);

}  // namespace tc3kd
