// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/engine/formats/picture.h"

namespace tc3kd {

/// Whether a file's name ends like that of a picture that can be decoded: jpg, jpeg or png in either case.
[[nodiscard]] bool has_readable_ending(std::string_view name);
/// Whether it ends like that of another picture format (ppm, bmp, pgm, tif, tiff, webp), which is passed over.
[[nodiscard]] bool has_unreadable_ending(std::string_view name);

/// A PNG or a JPEG, by its first bytes and not by its name: ImageNet has a PNG that is called .JPEG.
[[nodiscard]] Result<Picture> decode_picture(std::span<const std::byte> bytes, const std::string& path,
                                             const DecodeOptions& options = {});
/// The size alone. `bytes` may be the beginning of the file, as long as it reaches beyond the header.
[[nodiscard]] Result<PictureSize> read_picture_size(std::span<const std::byte> bytes, const std::string& path,
                                                    const DecodeOptions& options = {});

/// Whether the bytes at a picture file's end are those that a whole file ends with. Files with something appended are
/// whole and end otherwise: a "no" needs a closer look.
[[nodiscard]] bool ends_like_a_picture(std::span<const std::byte> last_bytes);

/// Three equal channels from one; RGB as it is.
[[nodiscard]] Picture in_colour(Picture picture);

}  // namespace tc3kd
