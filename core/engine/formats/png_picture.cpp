// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/formats/png_picture.h"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstring>

#include <png.h>

namespace tc3kd {
namespace {

/// No deflate stream unpacks to more than this many times its size.
constexpr std::uint64_t largest_ratio = 1032;
/// Of any one ancillary chunk; none of them is used.
constexpr png_alloc_size_t largest_chunk = 1 << 20;

/// What libpng's callbacks see. Errors jump out of the library: nothing between `setjmp` and the jump may own anything.
struct Reading {
  std::span<const std::byte> rest;
  std::array<char, 160> message{};
};

void read_bytes(png_structp png, png_bytep target, std::size_t count) {
  auto& reading = *static_cast<Reading*>(png_get_io_ptr(png));
  if (count > reading.rest.size()) png_error(png, "it ends too early");
  std::memcpy(target, reading.rest.data(), count);
  reading.rest = reading.rest.subspan(count);
}

[[noreturn]] void on_error(png_structp png, png_const_charp text) {
  auto& reading = *static_cast<Reading*>(png_get_error_ptr(png));
  std::strncpy(reading.message.data(), text, reading.message.size() - 1);
  png_longjmp(png, 1);
}

void on_warning(png_structp, png_const_charp) {}

struct Handle {
  png_structp png = nullptr;
  png_infop info = nullptr;
  explicit Handle(Reading& reading) {
    png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &reading, on_error, on_warning);
    if (png != nullptr) info = png_create_info_struct(png);
  }
  ~Handle() { png_destroy_read_struct(&png, &info, nullptr); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
};

bool read_header(Handle& handle, Reading& reading, std::int64_t largest_area) {
  if (setjmp(png_jmpbuf(handle.png))) return false;
  png_set_read_fn(handle.png, &reading, read_bytes);
  // A side may be as long as the largest area alone; areas are checked when both are known.
  const auto side = static_cast<png_uint_32>(std::min<std::int64_t>(largest_area, PNG_UINT_31_MAX));
  png_set_user_limits(handle.png, side, side);
  png_set_chunk_malloc_max(handle.png, largest_chunk);
  png_read_info(handle.png, handle.info);
  return true;
}

/// Asks for 8 bits, grey or RGB, whatever is stored. Returns the passes of an interlaced picture, 0 on an error.
int ask_for_bytes(Handle& handle) {
  if (setjmp(png_jmpbuf(handle.png))) return 0;
  const int kind = png_get_color_type(handle.png, handle.info);
  if (kind == PNG_COLOR_TYPE_PALETTE) png_set_palette_to_rgb(handle.png);
  if (kind == PNG_COLOR_TYPE_GRAY) png_set_expand_gray_1_2_4_to_8(handle.png);
  png_set_scale_16(handle.png);
  png_set_strip_alpha(handle.png);
  const int passes = png_set_interlace_handling(handle.png);
  png_read_update_info(handle.png, handle.info);
  return passes;
}

bool read_row(Handle& handle, std::uint8_t* row) {
  if (setjmp(png_jmpbuf(handle.png))) return false;
  png_read_row(handle.png, row, nullptr);
  return true;
}

bool read_end(Handle& handle) {
  if (setjmp(png_jmpbuf(handle.png))) return false;
  png_read_end(handle.png, nullptr);
  return true;
}

/// Reads all rows of all passes. Rows of the last pass come one after another, so memory follows what is there; an
/// interlaced picture needs all of it from the first pass on.
bool read_rows(Handle& handle, int passes, std::size_t row_bytes, Picture& picture) {
  const auto rows = static_cast<std::size_t>(picture.height);
  if (passes > 1) picture.pixels.resize(rows * row_bytes);
  for (int pass = 0; pass < passes; ++pass) {
    for (std::size_t y = 0; y < rows; ++y) {
      if (passes == 1) picture.pixels.resize((y + 1) * row_bytes);
      if (!read_row(handle, picture.pixels.data() + y * row_bytes)) return false;
    }
  }
  return true;
}

}  // namespace

Result<Picture> decode_png(std::span<const std::byte> bytes, const std::string& path, const DecodeOptions& options) {
  if (const auto size = read_png_size(bytes, path, options); !size) return tl::unexpected(size.error());
  Reading reading{bytes};
  Handle handle(reading);
  if (handle.png == nullptr || handle.info == nullptr) return fail(ErrorCode::out_of_memory);
  const auto damaged = [&] { return malformed_file(path, reading.message.data()); };
  if (!read_header(handle, reading, options.largest_area)) return damaged();

  const std::uint64_t stored_bits = static_cast<std::uint64_t>(png_get_bit_depth(handle.png, handle.info)) *
                                    png_get_channels(handle.png, handle.info);
  Picture picture;
  picture.height = png_get_image_height(handle.png, handle.info);
  picture.width = png_get_image_width(handle.png, handle.info);
  const auto area = static_cast<std::uint64_t>(picture.height * picture.width);
  if (area * stored_bits / 8 > bytes.size() * largest_ratio)
    return malformed_file(path, "it is too short for its size");
  const int passes = ask_for_bytes(handle);
  if (passes == 0) return damaged();
  picture.channels = png_get_channels(handle.png, handle.info);
  const std::size_t row_bytes = png_get_rowbytes(handle.png, handle.info);
  if ((picture.channels != 1 && picture.channels != 3) ||
      row_bytes != static_cast<std::size_t>(picture.width * picture.channels)) {
    return malformed_file(path, "its pixels are of no known kind");
  }
  if (!read_rows(handle, passes, row_bytes, picture) || !read_end(handle)) return damaged();
  return picture;
}

Result<PictureSize> read_png_size(std::span<const std::byte> bytes, const std::string& path,
                                  const DecodeOptions& options) {
  constexpr std::size_t header = 8 + 4 + 4 + 13 + 4;  // signature; length, name, content and checksum of IHDR
  if (bytes.size() < header) return malformed_file(path, "it ends within its header");
  const auto* from = reinterpret_cast<const std::uint8_t*>(bytes.data());
  if (png_sig_cmp(from, 0, 8) != 0 || std::memcmp(from + 12, "IHDR", 4) != 0) {
    return malformed_file(path, "it does not begin like a PNG");
  }
  const auto number = [&](std::size_t at) {
    return std::int64_t{from[at]} << 24 | from[at + 1] << 16 | from[at + 2] << 8 | from[at + 3];
  };
  const PictureSize size{number(20), number(16)};
  if (size.height <= 0 || size.width <= 0 || size.width > options.largest_area / size.height) {
    return malformed_file(
        path, "its size " + std::to_string(size.width) + " × " + std::to_string(size.height) + " cannot be right");
  }
  return size;
}

}  // namespace tc3kd
