// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/formats/jpeg_picture.h"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdio>

#include <jpeglib.h>

#include <jerror.h>

#include "core/engine/formats/exif.h"

namespace tc3kd {
namespace {

/// A Huffman code has at least one bit, and a bit is at most one block of 8 × 8 pixels: no file encodes more pixels a
/// byte. (Arithmetic coding could, for pictures of a single colour; those are refused.)
constexpr std::int64_t pixels_per_byte = 8 * 64;
/// A progressive file has about ten; more only cost time.
constexpr int most_scans = 100;

/// Of libjpeg's own buffers, which hold a progressive file's coefficients: two bytes a pixel and channel.
constexpr long largest_buffers = 1L << 30;

/// libjpeg's error manager with what its callbacks need. Errors jump out of the library: nothing between `setjmp` and
/// the jump may own anything.
struct ErrorManager {
  jpeg_error_mgr base{};
  std::jmp_buf jump;
  std::array<char, JMSG_LENGTH_MAX> message{};
};

void on_error(j_common_ptr info) {
  auto& errors = *reinterpret_cast<ErrorManager*>(info->err);
  info->err->format_message(info, errors.message.data());
  std::longjmp(errors.jump, 1);
}

/// Whether a warning means that pixels are lost, which libjpeg fills in with what it has.
bool loses_pixels(int code) {
  return code == JWRN_HIT_MARKER || code == JWRN_HUFF_BAD_CODE || code == JWRN_JPEG_EOF || code == JWRN_MUST_RESYNC ||
         code == JWRN_ARITH_BAD_CODE;
}

void on_message(j_common_ptr info, int level) {
  if (level < 0 && loses_pixels(info->err->msg_code)) on_error(info);
}

void on_progress(j_common_ptr info) {
  auto* decoder = reinterpret_cast<j_decompress_ptr>(info);
  if (decoder->input_scan_number > most_scans) ERREXIT(info, JERR_BAD_PROGRESSION);
}

/// A decoder on bytes in memory; freed whatever happens.
struct Decoder {
  jpeg_decompress_struct info{};
  ErrorManager errors;
  jpeg_progress_mgr progress{};

  Decoder() {
    info.err = jpeg_std_error(&errors.base);
    errors.base.error_exit = on_error;
    errors.base.emit_message = on_message;
  }
  ~Decoder() { jpeg_destroy_decompress(&info); }
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;

  bool read_header(std::span<const std::byte> bytes) {
    if (setjmp(errors.jump)) return false;
    jpeg_create_decompress(&info);
    info.mem->max_memory_to_use = largest_buffers;
    progress.progress_monitor = on_progress;
    info.progress = &progress;
    jpeg_mem_src(&info, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    jpeg_save_markers(&info, JPEG_APP0 + 1, 0xFFFF);
    return jpeg_read_header(&info, TRUE) == JPEG_HEADER_OK;
  }
  bool start(unsigned scale_denominator) {
    if (setjmp(errors.jump)) return false;
    info.scale_num = 1;
    info.scale_denom = scale_denominator;
    if (info.num_components == 1) {
      info.out_color_space = JCS_GRAYSCALE;
    } else {
      info.out_color_space = info.num_components == 4 ? JCS_CMYK : JCS_RGB;
    }
    return jpeg_start_decompress(&info) == TRUE;
  }
  bool read_row(std::uint8_t* row) {
    if (setjmp(errors.jump)) return false;
    JSAMPROW rows[1] = {row};
    return jpeg_read_scanlines(&info, rows, 1) == 1;
  }
  bool finish() {
    if (setjmp(errors.jump)) return false;
    return jpeg_finish_decompress(&info) == TRUE;
  }
  [[nodiscard]] int orientation() const {
    // Other things than EXIF come in APP1, too: those say 1.
    for (const auto* marker = info.marker_list; marker != nullptr; marker = marker->next) {
      const int found = exif_orientation(std::as_bytes(std::span(marker->data, marker->data_length)));
      if (found != 1) return found;
    }
    return 1;
  }
};

/// The largest reduction that leaves the shorter side long enough.
unsigned scale_for(const Decoder& decoder, std::int64_t smallest_side) {
  const std::int64_t side = std::min(decoder.info.image_height, decoder.info.image_width);
  unsigned denominator = 1;
  while (smallest_side > 0 && denominator < 8 && side / (2 * denominator) >= smallest_side) denominator *= 2;
  return denominator;
}

/// Four inverted inks to three colours, in place.
void inks_to_colours(Picture& picture) {
  const std::size_t pixels = picture.pixels.size() / 4;
  for (std::size_t i = 0; i < pixels; ++i) {
    const unsigned key = picture.pixels[4 * i + 3];
    for (std::size_t c = 0; c < 3; ++c) {
      picture.pixels[3 * i + c] = static_cast<std::uint8_t>((picture.pixels[4 * i + c] * key + 127) / 255);
    }
  }
  picture.pixels.resize(pixels * 3);
  picture.channels = 3;
}

Result<PictureSize> checked_size(const Decoder& decoder, const std::string& path, const DecodeOptions& options) {
  const std::int64_t height = decoder.info.image_height, width = decoder.info.image_width;
  if (height == 0 || width == 0 || width > options.largest_area / height) {
    return malformed_file(path,
                          "its size " + std::to_string(width) + " × " + std::to_string(height) + " cannot be right");
  }
  return PictureSize{height, width};
}

Result<Picture> read_pixels(Decoder& decoder, const std::string& path) {
  Picture picture{decoder.info.output_height, decoder.info.output_width, decoder.info.output_components, {}};
  const auto row_bytes = static_cast<std::size_t>(picture.width * picture.channels);
  for (std::int64_t y = 0; y < picture.height; ++y) {
    picture.pixels.resize(static_cast<std::size_t>(y + 1) * row_bytes);
    if (!decoder.read_row(picture.pixels.data() + static_cast<std::size_t>(y) * row_bytes)) {
      return malformed_file(path, decoder.errors.message.data());
    }
  }
  if (!decoder.finish()) return malformed_file(path, decoder.errors.message.data());
  return picture;
}

}  // namespace

Result<Picture> decode_jpeg(std::span<const std::byte> bytes, const std::string& path, const DecodeOptions& options) {
  Decoder decoder;
  if (!decoder.read_header(bytes)) return malformed_file(path, decoder.errors.message.data());
  const auto size = checked_size(decoder, path, options);
  if (!size) return tl::unexpected(size.error());
  if (size->height * size->width > static_cast<std::int64_t>(bytes.size()) * pixels_per_byte) {
    return malformed_file(path, "it is too short for its size");
  }
  const int orientation = decoder.orientation();
  if (!decoder.start(scale_for(decoder, options.smallest_side))) {
    return malformed_file(path, decoder.errors.message.data());
  }
  auto picture = read_pixels(decoder, path);
  if (!picture) return picture;
  if (picture->channels == 4) inks_to_colours(*picture);
  return oriented(std::move(*picture), orientation);
}

Result<PictureSize> read_jpeg_size(std::span<const std::byte> bytes, const std::string& path,
                                   const DecodeOptions& options) {
  Decoder decoder;
  if (!decoder.read_header(bytes)) return malformed_file(path, decoder.errors.message.data());
  auto size = checked_size(decoder, path, options);
  if (size && decoder.orientation() >= 5) std::swap(size->height, size->width);
  return size;
}

}  // namespace tc3kd
