// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>

#include "core/engine/formats/picture.h"

namespace tc3kd {

/// A PNG of any kind as 8 bits grey or RGB: 1, 2 and 4 bits are widened, 16 bits scaled, palettes looked up, alpha and
/// transparency dropped (not blended: as Pillow's `convert("RGB")`). `file_malformed` names `path`: another format, a
/// damaged or truncated file (checksums of the pixels included), no area or too large a one. Never allocates more than
/// the file's bytes can unpack to.
[[nodiscard]] Result<Picture> decode_png(std::span<const std::byte> bytes, const std::string& path,
                                         const DecodeOptions& options = {});

/// The size alone, from the first 33 bytes.
[[nodiscard]] Result<PictureSize> read_png_size(std::span<const std::byte> bytes, const std::string& path,
                                                const DecodeOptions& options = {});

}  // namespace tc3kd
