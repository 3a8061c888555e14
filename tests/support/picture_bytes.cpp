// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/picture_bytes.h"

#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include <jpeglib.h>
#include <png.h>

namespace tc3kd::test {
namespace {

Bytes exif_marker(int orientation, bool big) {
  const std::uint8_t o = static_cast<std::uint8_t>(orientation);
  std::vector<std::uint8_t> bytes{'E', 'x', 'i', 'f', 0, 0};
  const std::vector<std::uint8_t> motorola{'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0,
                                           3,   0,   0, 0,  1, 0, o, 0, 0, 0, 0,    0,    0};
  const std::vector<std::uint8_t> intel{'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3,
                                        0,   1,   0,  0, 0, o, 0, 0, 0, 0, 0,    0,    0};
  const auto& tiff = big ? motorola : intel;
  bytes.insert(bytes.end(), tiff.begin(), tiff.end());
  const auto* from = reinterpret_cast<const std::byte*>(bytes.data());
  return {from, from + bytes.size()};
}

void append(png_structp png, png_bytep bytes, std::size_t count) {
  auto& target = *static_cast<Bytes*>(png_get_io_ptr(png));
  const auto* from = reinterpret_cast<const std::byte*>(bytes);
  target.insert(target.end(), from, from + count);
}

}  // namespace

Picture sloped_picture(std::int64_t height, std::int64_t width, std::int64_t channels, int seed) {
  Picture picture{height, width, channels, {}};
  for (std::int64_t y = 0; y < height; ++y) {
    for (std::int64_t x = 0; x < width; ++x) {
      for (std::int64_t c = 0; c < channels; ++c) {
        picture.pixels.push_back(static_cast<std::uint8_t>((7 * y + 5 * x + 31 * c + seed) % 256));
      }
    }
  }
  return picture;
}

Bytes encode_png(const PngContent& content) {
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  if (setjmp(png_jmpbuf(png))) std::abort();
  Bytes bytes;
  png_set_write_fn(png, &bytes, append, nullptr);
  png_set_IHDR(png, info, static_cast<png_uint_32>(content.width), static_cast<png_uint_32>(content.height),
               content.bit_depth, content.colour_type, content.interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  std::vector<png_color> palette;
  for (std::size_t i = 0; i + 2 < content.palette.size(); i += 3) {
    palette.push_back({content.palette[i], content.palette[i + 1], content.palette[i + 2]});
  }
  if (!palette.empty()) png_set_PLTE(png, info, palette.data(), static_cast<int>(palette.size()));
  png_write_info(png, info);
  const std::size_t row = content.rows.size() / static_cast<std::size_t>(content.height);
  std::vector<png_bytep> rows;
  for (std::size_t y = 0; y < static_cast<std::size_t>(content.height); ++y) {
    rows.push_back(const_cast<png_bytep>(content.rows.data() + y * row));
  }
  png_write_image(png, rows.data());
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  return bytes;
}

Bytes encode_png(const Picture& picture, bool interlaced) {
  return encode_png({picture.height, picture.width, 8, picture.channels == 1 ? 0 : 2, interlaced, picture.pixels, {}});
}

Bytes encode_jpeg(const Picture& picture, const JpegOptions& options) {
  jpeg_compress_struct info{};
  jpeg_error_mgr errors{};
  info.err = jpeg_std_error(&errors);
  jpeg_create_compress(&info);
  unsigned char* memory = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&info, &memory, &size);
  info.image_height = static_cast<JDIMENSION>(picture.height);
  info.image_width = static_cast<JDIMENSION>(picture.width);
  info.input_components = static_cast<int>(picture.channels);
  info.in_color_space = picture.channels == 1 ? JCS_GRAYSCALE : picture.channels == 3 ? JCS_RGB : JCS_CMYK;
  jpeg_set_defaults(&info);
  if (options.ycck) jpeg_set_colorspace(&info, JCS_YCCK);
  jpeg_set_quality(&info, options.quality, TRUE);
  if (options.progressive) jpeg_simple_progression(&info);
  jpeg_start_compress(&info, TRUE);
  if (options.orientation > 0) {
    const Bytes marker = exif_marker(options.orientation, options.big_endian);
    jpeg_write_marker(&info, JPEG_APP0 + 1, reinterpret_cast<const JOCTET*>(marker.data()),
                      static_cast<unsigned>(marker.size()));
  }
  for (std::int64_t y = 0; y < picture.height; ++y) {
    JSAMPROW row = const_cast<JSAMPROW>(picture.pixels.data() + y * picture.width * picture.channels);
    jpeg_write_scanlines(&info, &row, 1);
  }
  jpeg_finish_compress(&info);
  jpeg_destroy_compress(&info);
  const auto* from = reinterpret_cast<const std::byte*>(memory);
  Bytes bytes(from, from + size);
  std::free(memory);
  return bytes;
}

}  // namespace tc3kd::test
