// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/domain/result.h"

namespace tc3kd {

/// A decoded picture: uint8 [height, width, channels], row-major; 1 channel is grey, 3 are red, green, blue.
struct Picture {
  std::int64_t height = 0, width = 0, channels = 0;
  std::vector<std::uint8_t> pixels;
  friend bool operator==(const Picture&, const Picture&) = default;
};

/// What a picture's header says, after its orientation: height and width as `decode_picture` gives them.
struct PictureSize {
  std::int64_t height = 0, width = 0;
  friend bool operator==(const PictureSize&, const PictureSize&) = default;
};

struct DecodeOptions {
  /// A larger header is `file_malformed`: 2^27 pixels are 402 MB in colour, more than any photograph of a data set.
  std::int64_t largest_area = std::int64_t{1} << 27;
  /// Where above 0, a JPEG may be decoded at 1/2, 1/4 or 1/8 of its size (libjpeg's reduced transforms: quicker, and
  /// anti-aliased) as long as its shorter side keeps at least this many pixels. A picture that is resized to a shorter
  /// side of s afterwards is given 2·s, so that the resampling and not the decoder decides what is seen.
  std::int64_t smallest_side = 0;
};

/// `file_malformed` with the file and what is wrong with it.
[[nodiscard]] inline tl::unexpected<Error> malformed_file(const std::string& path, const std::string& detail) {
  return fail(ErrorCode::file_malformed, {{"path", path}, {"detail", detail}});
}

}  // namespace tc3kd
