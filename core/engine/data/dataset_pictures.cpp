// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/data/dataset_pictures.h"

#include <new>
#include <utility>

#include "core/engine/data/dataset_resize.h"
#include "core/engine/formats/file_bytes.h"
#include "core/engine/formats/picture_file.h"

namespace tc3kd {

Result<Picture> ResidentPictures::original(std::int64_t index) const {
  const ImageSplit& s = *split_;
  const std::int64_t plane = s.height * s.width;
  Picture picture{s.height, s.width, s.channels,
                  std::vector<std::uint8_t>(static_cast<std::size_t>(s.channels * plane))};
  const std::uint8_t* from = s.pixels.data() + index * s.channels * plane;
  for (std::int64_t c = 0; c < s.channels; ++c) {
    std::uint8_t* to = picture.pixels.data() + c;
    for (std::int64_t i = 0; i < plane; ++i, to += s.channels) *to = *from++;
  }
  return picture;
}

void write_planes(const Picture& picture, std::uint8_t* planes) {
  const std::int64_t plane = picture.height * picture.width;
  for (std::int64_t c = 0; c < picture.channels; ++c) {
    const std::uint8_t* from = picture.pixels.data() + c;
    for (std::int64_t i = 0; i < plane; ++i, from += picture.channels) *planes++ = *from;
  }
}

FilePictures::FilePictures(std::filesystem::path folder, std::vector<PictureFile> files, std::int64_t side,
                           PictureSize own)
    : folder_(std::move(folder)), files_(std::move(files)), side_(side), own_(own) {}

std::filesystem::path FilePictures::path(std::int64_t index) const {
  return folder_ / files_[static_cast<std::size_t>(index)].path;
}

Result<Picture> FilePictures::decoded(std::int64_t index, std::int64_t smallest_side) const {
  const std::filesystem::path file = path(index);
  try {
    return decoded_file(file, smallest_side);
  } catch (const std::bad_alloc&) {
    return fail(ErrorCode::out_of_memory, {{"detail", file.string()}});  // on a worker's thread nobody would catch it
  }
}

Result<Picture> FilePictures::decoded_file(const std::filesystem::path& file, std::int64_t smallest_side) {
  const auto bytes = read_file_bytes(file, largest_picture_file);
  if (!bytes) return tl::unexpected(bytes.error());
  auto picture = decode_picture(*bytes, file.string(), {.smallest_side = smallest_side});
  if (!picture) return picture;
  return in_colour(std::move(*picture));
}

Result<Picture> FilePictures::original(std::int64_t index) const { return decoded(index, 0); }

Result<Picture> FilePictures::evaluated(std::int64_t index) const {
  // Twice the side that it is resized to: what the decoder leaves out, the resampling would have averaged.
  auto picture = decoded(index, 2 * resized_side(side_));
  if (!picture) return picture;
  if (side_ > 0) return centre_crop(resize_shorter_side(*picture, resized_side(side_)), side_);
  if (picture->height == own_.height && picture->width == own_.width) return picture;
  return malformed_file(path(index).string(), "it is " + std::to_string(picture->width) + " × " +
                                                  std::to_string(picture->height) + ", others are " +
                                                  std::to_string(own_.width) + " × " + std::to_string(own_.height) +
                                                  "; data.image_size brings all to one size");
}

}  // namespace tc3kd
