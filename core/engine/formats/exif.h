// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "core/engine/formats/picture.h"

namespace tc3kd {

/// The orientation 1…8 in the content of a JPEG's APP1 marker ("Exif", then a small TIFF of either byte order). 1, as
/// it is, where there is none or it cannot be read: a damaged comment is no reason to refuse a picture.
[[nodiscard]] int exif_orientation(std::span<const std::byte> app1);

/// The picture as it is meant to be seen: 2 mirrored, 3 turned by 180°, 4 mirrored upside down, 5…8 with rows and
/// columns exchanged (5 transposed, 6 turned right, 7 transposed along the other diagonal, 8 turned left).
[[nodiscard]] Picture oriented(Picture picture, int orientation);

}  // namespace tc3kd
