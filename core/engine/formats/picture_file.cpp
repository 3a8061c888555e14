// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/formats/picture_file.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/engine/formats/jpeg_picture.h"
#include "core/engine/formats/png_picture.h"

namespace tc3kd {
namespace {

template <std::size_t n>
bool matches(std::span<const std::byte> bytes, const std::array<unsigned char, n>& pattern) {
  return bytes.size() >= n && std::equal(pattern.begin(), pattern.end(), bytes.begin(),
                                         [](unsigned char p, std::byte b) { return std::byte{p} == b; });
}

bool is_png(std::span<const std::byte> bytes) {
  return matches(bytes, std::array<unsigned char, 4>{0x89, 'P', 'N', 'G'});
}
bool is_jpeg(std::span<const std::byte> bytes) {
  return matches(bytes, std::array<unsigned char, 3>{0xFF, 0xD8, 0xFF});
}

bool ends_with_any(std::string_view name, std::initializer_list<std::string_view> endings) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return false;
  std::string ending(name.substr(dot + 1));
  for (char& c : ending) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return std::find(endings.begin(), endings.end(), ending) != endings.end();
}

}  // namespace

bool has_readable_ending(std::string_view name) { return ends_with_any(name, {"jpg", "jpeg", "png"}); }

bool has_unreadable_ending(std::string_view name) {
  return ends_with_any(name, {"ppm", "bmp", "pgm", "tif", "tiff", "webp"});
}

Result<Picture> decode_picture(std::span<const std::byte> bytes, const std::string& path,
                               const DecodeOptions& options) {
  if (is_png(bytes)) return decode_png(bytes, path, options);
  if (is_jpeg(bytes)) return decode_jpeg(bytes, path, options);
  return malformed_file(path, bytes.empty() ? "it is empty" : "it is neither a PNG nor a JPEG");
}

Result<PictureSize> read_picture_size(std::span<const std::byte> bytes, const std::string& path,
                                      const DecodeOptions& options) {
  if (is_png(bytes)) return read_png_size(bytes, path, options);
  if (is_jpeg(bytes)) return read_jpeg_size(bytes, path, options);
  return malformed_file(path, bytes.empty() ? "it is empty" : "it is neither a PNG nor a JPEG");
}

bool ends_like_a_picture(std::span<const std::byte> last_bytes) {
  constexpr std::array<unsigned char, 2> jpeg_end{0xFF, 0xD9};
  constexpr std::array<unsigned char, 12> png_end{0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xAE, 0x42, 0x60, 0x82};
  const auto last = [&](std::size_t n) {
    return last_bytes.subspan(last_bytes.size() - std::min(n, last_bytes.size()));
  };
  return matches(last(2), jpeg_end) || matches(last(12), png_end);
}

Picture in_colour(Picture picture) {
  if (picture.channels == 3) return picture;
  Picture colour{picture.height, picture.width, 3, {}};
  colour.pixels.reserve(picture.pixels.size() * 3);
  for (const std::uint8_t value : picture.pixels) colour.pixels.insert(colour.pixels.end(), 3, value);
  return colour;
}

}  // namespace tc3kd
