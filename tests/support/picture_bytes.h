// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/domain/events/blob_codec.h"
#include "core/engine/formats/picture.h"

namespace tc3kd::test {

/// A picture that differs at every pixel: value = 7·y + 5·x + 31·c + seed, modulo 256.
[[nodiscard]] Picture sloped_picture(std::int64_t height, std::int64_t width, std::int64_t channels, int seed = 0);

/// How a PNG is stored. `rows` are the bytes of its rows as the format packs them.
struct PngContent {
  std::int64_t height = 0, width = 0;
  int bit_depth = 8;
  int colour_type = 0;  ///< 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha
  bool interlaced = false;
  std::vector<std::uint8_t> rows;
  std::vector<std::uint8_t> palette;  ///< RGB triples
};
[[nodiscard]] Bytes encode_png(const PngContent& content);
/// 8 bits, grey or RGB.
[[nodiscard]] Bytes encode_png(const Picture& picture, bool interlaced = false);

struct JpegOptions {
  int quality = 95;
  bool progressive = false;
  bool ycck = false;    ///< of four channels: YCCK in place of CMYK
  int orientation = 0;  ///< 1…8: an EXIF marker that says so
  bool big_endian = true;
};
/// Of 1, 3 or 4 channels; 4 are the inks as they are stored (Adobe's programs store them inverted).
[[nodiscard]] Bytes encode_jpeg(const Picture& picture, const JpegOptions& options = {});

}  // namespace tc3kd::test
