// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "core/engine/data/dataset_layouts.h"
#include "core/engine/formats/file_bytes.h"
#include "core/engine/formats/idx.h"

namespace tc3kd {
namespace {

namespace fs = std::filesystem;

/// MNIST and sets in its files: images and labels of each split, packed or not.
class IdxLayout final : public FileLayout {
 public:
  /// `md5`: of the training images, training labels, test images and test labels.
  IdxLayout(std::vector<std::string> usual, std::array<std::string, 4> md5)
      : usual_(std::move(usual)), md5_(std::move(md5)) {}

  [[nodiscard]] std::vector<std::string> usual_folders() const override { return usual_; }
  [[nodiscard]] bool recognises(const fs::path& folder) const override {
    return !find_packed(folder, file_name(SplitKind::test, images)).empty();
  }
  [[nodiscard]] Result<ImageSplit> read(const DatasetFacts& facts, const fs::path& folder,
                                        SplitKind split) const override;
  [[nodiscard]] std::optional<std::int64_t> count(const fs::path& folder, SplitKind split) const override;
  [[nodiscard]] std::vector<PublishedFile> published_files() const override {
    return {{file_name(SplitKind::train, images), md5_[0]},
            {file_name(SplitKind::train, labels), md5_[1]},
            {file_name(SplitKind::test, images), md5_[2]},
            {file_name(SplitKind::test, labels), md5_[3]}};
  }

 private:
  static constexpr const char *images = "images-idx3-ubyte", *labels = "labels-idx1-ubyte";
  static std::string file_name(SplitKind split, const char* part) {
    return (split == SplitKind::train ? "train-" : "t10k-") + std::string(part);
  }

  std::vector<std::string> usual_;
  std::array<std::string, 4> md5_;
};

struct PartBytes {
  std::string path;
  Bytes bytes;
};

Result<PartBytes> read_part(const fs::path& folder, const std::string& name) {
  const fs::path path = find_packed(folder, name);
  if (path.empty()) return fail(ErrorCode::file_missing, {{"path", (folder / name).string()}});
  auto bytes = read_file_bytes(path, largest_data_file);
  if (!bytes) return tl::unexpected(bytes.error());
  return PartBytes{path.string(), std::move(*bytes)};
}

Result<ImageSplit> IdxLayout::read(const DatasetFacts& facts, const fs::path& folder, SplitKind split) const {
  const auto image_part = read_part(folder, file_name(split, images));
  if (!image_part) return tl::unexpected(image_part.error());
  const auto pictures = parse_idx(image_part->bytes, 3, image_part->path);
  if (!pictures) return tl::unexpected(pictures.error());
  const auto label_part = read_part(folder, file_name(split, labels));
  if (!label_part) return tl::unexpected(label_part.error());
  const auto classes = parse_idx(label_part->bytes, 1, label_part->path);
  if (!classes) return tl::unexpected(classes.error());

  if (pictures->shape[1] != facts.height || pictures->shape[2] != facts.width) {
    return malformed_file(image_part->path, "its pictures are " + std::to_string(pictures->shape[1]) + " × " +
                                                std::to_string(pictures->shape[2]) + " instead of " +
                                                std::to_string(facts.height) + " × " + std::to_string(facts.width));
  }
  if (pictures->shape[0] != classes->shape[0]) {
    return malformed_file(label_part->path, "it has " + std::to_string(classes->shape[0]) + " labels for " +
                                                std::to_string(pictures->shape[0]) + " pictures");
  }
  ImageSplit result{pictures->shape[0], 1, facts.height, facts.width, {}, {}};
  result.pixels.assign(pictures->values.begin(), pictures->values.end());
  result.labels.assign(classes->values.begin(), classes->values.end());
  const auto count = static_cast<std::int64_t>(facts.classes.size());
  const auto wrong =
      std::find_if(result.labels.begin(), result.labels.end(), [&](std::int64_t y) { return y >= count; });
  if (wrong == result.labels.end()) return result;
  return malformed_file(label_part->path, "sample " + std::to_string(wrong - result.labels.begin()) +
                                              " has the label " + std::to_string(*wrong) + " of " +
                                              std::to_string(count) + " classes");
}

std::optional<std::int64_t> IdxLayout::count(const fs::path& folder, SplitKind split) const {
  // The labels' file is small, and its header has been checked against the images' whenever the set was loaded.
  const auto part = read_part(folder, file_name(split, labels));
  if (!part) return std::nullopt;
  const auto values = parse_idx(part->bytes, 1, part->path);
  return values ? std::optional(values->shape[0]) : std::nullopt;
}

}  // namespace

const FileLayout* idx_layout(const std::string& name) {
  static const IdxLayout fashion({"fashion-mnist", "FashionMNIST/raw", "fashion_mnist"},
                                 {"f4a8712d7a061bf5bd6d2ca38dc4d50a", "9018921c3c673c538a1fc5bad174d6f9",
                                  "8181f5470baa50b63fa0f6fddb340f0a", "15d484375f8d13e6eb1aabb0c3f46965"});
  static const IdxLayout digits({"mnist", "MNIST/raw"},
                                {"6bbc9ace898e44ae57da46a324031adb", "a25bea736e30d166cdddb491f175f624",
                                 "2646ac647ad5339dbf082846283269ea", "27ae3e4e09519cfbb04c329615203637"});
  if (name == "fashion-mnist") return &fashion;
  return name == "mnist" ? &digits : nullptr;
}

}  // namespace tc3kd
