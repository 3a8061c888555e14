// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/formats/exif.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace tc3kd {
namespace {

/// Numbers of a TIFF in its own byte order; out of its bounds they are 0.
class Tiff {
 public:
  explicit Tiff(std::span<const std::byte> bytes) : bytes_(bytes) {}
  [[nodiscard]] bool valid() {
    if (bytes_.size() < 8) return false;
    big_ = bytes_[0] == std::byte{'M'};
    return bytes_[0] == bytes_[1] && (big_ || bytes_[0] == std::byte{'I'}) && number(2, 2) == 42;
  }
  [[nodiscard]] std::uint64_t number(std::uint64_t at, int size) const {
    const auto n = static_cast<std::uint64_t>(size);
    if (at > bytes_.size() || bytes_.size() - at < n) return 0;
    std::uint64_t value = 0;
    for (std::uint64_t i = 0; i < n; ++i) {
      value = value << 8 | std::to_integer<std::uint64_t>(bytes_[at + (big_ ? i : n - 1 - i)]);
    }
    return value;
  }

 private:
  std::span<const std::byte> bytes_;
  bool big_ = false;
};

}  // namespace

int exif_orientation(std::span<const std::byte> app1) {
  constexpr char name[] = "Exif\0";  // and the zero that ends the literal: six bytes
  if (app1.size() < 6 || std::memcmp(app1.data(), name, 6) != 0) return 1;
  Tiff tiff(app1.subspan(6));
  if (!tiff.valid()) return 1;
  constexpr std::uint64_t orientation_tag = 0x0112, short_type = 3, entry = 12;
  const std::uint64_t directory = tiff.number(4, 4), entries = tiff.number(directory, 2);
  for (std::uint64_t i = 0; i < entries; ++i) {
    const std::uint64_t at = directory + 2 + i * entry;
    if (tiff.number(at, 2) != orientation_tag || tiff.number(at + 2, 2) != short_type) continue;
    const std::uint64_t value = tiff.number(at + 8, 2);
    return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
  }
  return 1;
}

Picture oriented(Picture picture, int orientation) {
  if (orientation <= 1 || orientation > 8) return picture;
  const bool exchanged = orientation >= 5;
  Picture seen{exchanged ? picture.width : picture.height, exchanged ? picture.height : picture.width, picture.channels,
               std::vector<std::uint8_t>(picture.pixels.size())};
  std::uint8_t* out = seen.pixels.data();
  // Where the pixel (y, x) that is seen lies in what is stored.
  const bool from_bottom = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
  const bool from_right = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
  for (std::int64_t y = 0; y < seen.height; ++y) {
    for (std::int64_t x = 0; x < seen.width; ++x) {
      std::int64_t row = exchanged ? x : y, column = exchanged ? y : x;
      if (exchanged ? from_right : from_bottom) row = picture.height - 1 - row;
      if (exchanged ? from_bottom : from_right) column = picture.width - 1 - column;
      const std::uint8_t* in = picture.pixels.data() + (row * picture.width + column) * picture.channels;
      out = std::copy_n(in, picture.channels, out);
    }
  }
  return seen;
}

}  // namespace tc3kd
