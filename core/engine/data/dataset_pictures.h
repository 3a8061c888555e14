// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/engine/data/dataset_tree.h"
#include "core/engine/formats/picture.h"

namespace tc3kd {

/// Pictures of one split as they stay in memory: uint8 [N, C, H, W], row-major, and labels [N]. Free of torch.
struct ImageSplit {
  std::int64_t samples = 0, channels = 0, height = 0, width = 0;
  std::vector<std::uint8_t> pixels;
  std::vector<std::int64_t> labels;
};

/// The pictures of one split, one at a time. May be called from any thread.
class PictureSource {
 public:
  virtual ~PictureSource() = default;
  [[nodiscard]] virtual std::int64_t size() const = 0;
  /// Picture `index` as it is evaluated, all of one size: for ImageNet resized to a shorter side of 256 and cropped to
  /// the middle 224 × 224 (other sizes in proportion).
  [[nodiscard]] virtual Result<Picture> evaluated(std::int64_t index) const = 0;
  /// As it lies there, of its own size.
  [[nodiscard]] virtual Result<Picture> original(std::int64_t index) const = 0;
};

/// Pictures in memory: both are the same.
class ResidentPictures final : public PictureSource {
 public:
  explicit ResidentPictures(std::shared_ptr<const ImageSplit> split) : split_(std::move(split)) {}
  [[nodiscard]] std::int64_t size() const override { return split_->samples; }
  [[nodiscard]] Result<Picture> evaluated(std::int64_t index) const override { return original(index); }
  [[nodiscard]] Result<Picture> original(std::int64_t index) const override;

 private:
  std::shared_ptr<const ImageSplit> split_;
};

/// Files, decoded at every call and always in colour.
class FilePictures final : public PictureSource {
 public:
  /// `side`: of the evaluated pictures; 0 leaves them as they are, and then all must be `own` in size.
  FilePictures(std::filesystem::path folder, std::vector<PictureFile> files, std::int64_t side, PictureSize own);
  [[nodiscard]] std::int64_t size() const override { return static_cast<std::int64_t>(files_.size()); }
  [[nodiscard]] Result<Picture> evaluated(std::int64_t index) const override;
  [[nodiscard]] Result<Picture> original(std::int64_t index) const override;
  /// Of the evaluated pictures.
  [[nodiscard]] PictureSize shape() const { return side_ > 0 ? PictureSize{side_, side_} : own_; }
  [[nodiscard]] const std::vector<PictureFile>& files() const { return files_; }
  [[nodiscard]] std::filesystem::path path(std::int64_t index) const;

 private:
  [[nodiscard]] Result<Picture> decoded(std::int64_t index, std::int64_t smallest_side) const;
  [[nodiscard]] static Result<Picture> decoded_file(const std::filesystem::path& file, std::int64_t smallest_side);

  std::filesystem::path folder_;
  std::vector<PictureFile> files_;
  std::int64_t side_;
  PictureSize own_;
};

/// The shorter side that pictures are resized to before the middle side × side is cropped: 256·side/224, rounded.
[[nodiscard]] constexpr std::int64_t resized_side(std::int64_t side) { return (256 * side + 112) / 224; }

/// Writes a picture [H, W, C] as planes [C, H, W].
void write_planes(const Picture& picture, std::uint8_t* planes);

}  // namespace tc3kd
