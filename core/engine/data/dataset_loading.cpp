// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/data/dataset_loading.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <utility>

#include "core/engine/data/dataset_memory.h"
#include "core/engine/data/dataset_workers.h"
#include "core/engine/formats/file_bytes.h"
#include "core/engine/formats/picture_file.h"

namespace tc3kd {
namespace {

namespace fs = std::filesystem;

/// Nearly every header ends within it.
constexpr std::size_t header_bytes = 16 << 10;
constexpr std::size_t end_bytes = 12;

/// The file's first and last bytes, of a short file the same; empty where it cannot be read.
std::pair<Bytes, Bytes> read_ends(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  Bytes first(header_bytes), last(end_bytes);
  file.read(reinterpret_cast<char*>(first.data()), static_cast<std::streamsize>(first.size()));
  first.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  file.clear();
  file.seekg(0, std::ios::end);
  const auto size = static_cast<std::streamoff>(file.tellg());
  if (size < static_cast<std::streamoff>(end_bytes)) return {first, {}};
  file.seekg(size - static_cast<std::streamoff>(end_bytes));
  file.read(reinterpret_cast<char*>(last.data()), static_cast<std::streamsize>(last.size()));
  if (!file) last.clear();
  return {std::move(first), std::move(last)};
}

Result<void> decodes(const fs::path& path) {
  const auto bytes = read_file_bytes(path, largest_picture_file);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto picture = decode_picture(*bytes, path.string());
  if (!picture) return tl::unexpected(picture.error());
  return {};
}

/// The error of `refuse`: the first damaged picture, and how many more there are.
tl::unexpected<Error> refused(const std::vector<Error>& damaged) {
  Error error = damaged.front();
  if (damaged.size() > 1) error.context["detail"] += "; " + std::to_string(damaged.size() - 1) + " more are damaged";
  error.context["detail"] += "; data.corrupt = skip leaves such pictures out";
  error.context["key"] = "data.corrupt";
  return tl::unexpected(std::move(error));
}

/// Takes the damaged ones out of `files`.
void leave_out(const fs::path& folder, const std::vector<Error>& damaged, std::vector<PictureFile>& files) {
  std::vector<std::string> paths;
  for (const Error& error : damaged) paths.push_back(error["path"]);
  std::sort(paths.begin(), paths.end());
  std::erase_if(files, [&](const PictureFile& file) {
    return std::binary_search(paths.begin(), paths.end(), (folder / file.path).string());
  });
}

/// What both splits of a tree need.
struct TreeShape {
  std::int64_t side = 0;
  PictureSize own;

  [[nodiscard]] PictureSize evaluated() const { return side > 0 ? PictureSize{side, side} : own; }
};

/// A folder's own size is that of its first picture that can be read.
Result<PictureSize> own_size(const fs::path& folder, const PictureTree& tree) {
  std::optional<Error> first_error;
  for (const auto* files : {&tree.train, &tree.test}) {
    for (const PictureFile& file : *files) {
      auto size = picture_size_of(folder / file.path);
      if (size) return size;
      if (!first_error) first_error = size.error();
    }
  }
  return tl::unexpected(first_error.value_or(Error{ErrorCode::file_missing, {{"path", folder.string()}}}));
}

class TreeLoader {
 public:
  TreeLoader(const DataConfig& config, ImageDataset& dataset) : config_(config), dataset_(dataset) {}

  Result<void> load(bool train, std::int64_t budget) {
    auto tree = list_tree(dataset_.folder, tree_splits(config_, dataset_.folder), TreeDetail::sizes_and_times);
    if (!tree) return tl::unexpected(tree.error());
    tree_ = std::move(*tree);
    if (!train) tree_.train.clear();
    dataset_.passed_over = tree_.passed_over;
    shape_.side = side_of(config_);
    if (shape_.side == 0) {
      const auto own = own_size(dataset_.folder, tree_);
      if (!own) return tl::unexpected(own.error());
      shape_.own = *own;
    }
    complete_facts();
    const PictureSize size = shape_.evaluated();
    const auto pictures = static_cast<std::int64_t>(tree_.train.size() + tree_.test.size());
    const bool resident = pictures * size.height * size.width * 3 <= budget;
    return resident ? load_resident(train) : load_streamed(train);
  }

 private:
  void complete_facts() {
    DatasetFacts& facts = dataset_.facts;
    facts.classes = tree_.classes;
    facts.height = shape_.evaluated().height;
    facts.width = shape_.evaluated().width;
  }

  void count_classes() {
    DatasetFacts& facts = dataset_.facts;
    facts.train_samples = dataset_.train.samples;
    facts.test_samples = dataset_.test.samples;
    facts.class_sizes.assign(facts.classes.size(), 0);
    for (const std::int64_t label : dataset_.train.labels) ++facts.class_sizes[static_cast<std::size_t>(label)];
  }

  [[nodiscard]] std::shared_ptr<const FilePictures> pictures(std::vector<PictureFile> files) const {
    return std::make_shared<const FilePictures>(dataset_.folder, std::move(files), shape_.side, shape_.own);
  }

  [[nodiscard]] ImageSplit empty_split(const std::vector<PictureFile>& files) const {
    ImageSplit split{
        static_cast<std::int64_t>(files.size()), 3, shape_.evaluated().height, shape_.evaluated().width, {}, {}};
    for (const PictureFile& file : files) split.labels.push_back(file.label);
    return split;
  }

  /// Decodes the whole split; `damaged` gets what cannot be.
  ImageSplit decode(std::vector<PictureFile>& files, std::vector<Error>& damaged) const {
    ImageSplit split = empty_split(files);
    const auto picture_bytes = static_cast<std::size_t>(3 * split.height * split.width);
    split.pixels.resize(files.size() * picture_bytes);
    const auto source = pictures(files);
    std::vector<std::optional<Error>> errors(files.size());
    for_each_index(split.samples, decoding_workers(), [&](std::int64_t i) {
      const auto at = static_cast<std::size_t>(i);
      const auto picture = source->evaluated(i);
      if (picture) {
        write_planes(*picture, split.pixels.data() + at * picture_bytes);
      } else {
        errors[at] = picture.error();
      }
    });
    // What is left out closes the gap: the rest keeps its order.
    std::size_t kept = 0;
    for (std::size_t i = 0; i < files.size(); ++i) {
      if (errors[i]) {
        damaged.push_back(*errors[i]);
        continue;
      }
      if (kept < i) {
        std::copy_n(split.pixels.begin() + static_cast<std::ptrdiff_t>(i * picture_bytes), picture_bytes,
                    split.pixels.begin() + static_cast<std::ptrdiff_t>(kept * picture_bytes));
        split.labels[kept] = split.labels[i];
        files[kept] = std::move(files[i]);
      }
      ++kept;
    }
    files.resize(kept);
    split.labels.resize(kept);
    split.pixels.resize(kept * picture_bytes);
    split.samples = static_cast<std::int64_t>(kept);
    return split;
  }

  Result<void> load_resident(bool train) {
    std::vector<Error> damaged;
    dataset_.train = decode(tree_.train, damaged);
    dataset_.test = decode(tree_.test, damaged);
    if (!damaged.empty() && config_.corrupt != "skip") return refused(damaged);
    dataset_.skipped = std::move(damaged);
    if (auto enough = take_files(train); !enough) return enough;
    if (!train) return {};
    ContentHasher hasher;
    hash_split(hasher, dataset_.train);
    hash_split(hasher, dataset_.test);
    dataset_.fingerprint = hasher.finish();
    return {};
  }

  Result<void> load_streamed(bool train) {
    const ContentHash listed = tree_hash(tree_, shape_.side);
    std::vector<Error> damaged = remembered_tree_errors(listed, [&] {
      std::vector<PictureFile> all = tree_.train;
      all.insert(all.end(), tree_.test.begin(), tree_.test.end());
      return find_damaged(dataset_.folder, all);
    });
    if (!damaged.empty() && config_.corrupt != "skip") return refused(damaged);
    leave_out(dataset_.folder, damaged, tree_.train);
    leave_out(dataset_.folder, damaged, tree_.test);
    dataset_.skipped = std::move(damaged);
    dataset_.train = empty_split(tree_.train);
    dataset_.test = empty_split(tree_.test);
    dataset_.listing = listed;
    if (train) dataset_.fingerprint = tree_hash(tree_, shape_.side);
    return take_files(train);
  }

  /// The files that are left, and whether something is left of every class.
  Result<void> take_files(bool train) {
    dataset_.train_files = pictures(std::move(tree_.train));
    dataset_.test_files = pictures(std::move(tree_.test));
    if (!train) return {};
    count_classes();
    const auto& sizes = dataset_.facts.class_sizes;
    const auto empty = std::find(sizes.begin(), sizes.end(), 0);
    if (empty == sizes.end()) return {};
    return malformed_file(dataset_.folder.string(),
                          "no picture of the class " +
                              dataset_.facts.classes[static_cast<std::size_t>(empty - sizes.begin())] + " can be read");
  }

  const DataConfig& config_;
  ImageDataset& dataset_;
  PictureTree tree_;
  TreeShape shape_;
};

}  // namespace

void hash_split(ContentHasher& hasher, const ImageSplit& split) {
  const std::array<std::int64_t, 4> shape{split.samples, split.channels, split.height, split.width};
  hasher.add(std::as_bytes(std::span(shape)))
      .add(std::as_bytes(std::span(split.pixels)))
      .add(std::as_bytes(std::span(split.labels)));
}

Result<void> load_tree(const DataConfig& config, bool train, std::int64_t budget, ImageDataset& dataset) {
  return TreeLoader(config, dataset).load(train, budget);
}

ContentHash tree_hash(const PictureTree& tree, std::int64_t side) {
  ContentHasher hasher;
  hasher.add("tree of pictures\n").add(std::to_string(side));
  for (const auto* files : {&tree.train, &tree.test}) {
    hasher.add("\nsplit\n");
    for (const PictureFile& file : *files) {
      hasher.add(file.path + '\0' + std::to_string(file.label) + ' ' + std::to_string(file.bytes) + ' ' +
                 std::to_string(file.modified_ns) + '\n');
    }
  }
  return hasher.finish();
}

std::vector<Error> find_damaged(const fs::path& folder, const std::vector<PictureFile>& files) {
  std::vector<std::optional<Error>> errors(files.size());
  for_each_index(static_cast<std::int64_t>(files.size()), decoding_workers(), [&](std::int64_t i) {
    const fs::path path = folder / files[static_cast<std::size_t>(i)].path;
    const auto [first, last] = read_ends(path);
    if (read_picture_size(first, path.string()) && ends_like_a_picture(last)) return;
    if (const auto whole = decodes(path); !whole) errors[static_cast<std::size_t>(i)] = whole.error();
  });
  std::vector<Error> damaged;
  for (auto& error : errors) {
    if (error) damaged.push_back(std::move(*error));
  }
  return damaged;
}

Result<PictureSize> picture_size_of(const fs::path& file) {
  if (auto size = read_picture_size(read_ends(file).first, file.string())) return size;
  const auto bytes = read_file_bytes(file, largest_picture_file);
  if (!bytes) return tl::unexpected(bytes.error());
  return read_picture_size(*bytes, file.string());
}

std::int64_t side_of(const DataConfig& config) {
  if (config.name == "imagenet") return config.image_size > 0 ? config.image_size : 224;
  return config.name == "folder" ? config.image_size : 0;
}

}  // namespace tc3kd
