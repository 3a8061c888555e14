// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>

#include "core/engine/formats/picture.h"

namespace tc3kd {

/// A JPEG (baseline or progressive) as 8 bits grey or RGB, turned as its EXIF orientation says. YCbCr becomes RGB; CMYK
/// and YCCK become RGB by R = C·K/255 and so on, where C, M, Y and K are stored inverted, as Adobe's programs, and
/// everyone after them, do. `file_malformed` names `path`: another format, a truncated file, damage inside the pixels
/// (libjpeg itself would fill in grey), no area or too large a one. Bytes between segments and other slips that lose no
/// pixel are let pass. Never allocates more than the file's bytes can encode.
[[nodiscard]] Result<Picture> decode_jpeg(std::span<const std::byte> bytes, const std::string& path,
                                          const DecodeOptions& options = {});

/// The size alone, oriented; needs the bytes up to the frame header.
[[nodiscard]] Result<PictureSize> read_jpeg_size(std::span<const std::byte> bytes, const std::string& path,
                                                 const DecodeOptions& options = {});

}  // namespace tc3kd
