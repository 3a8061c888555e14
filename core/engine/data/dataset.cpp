// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/data/dataset.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "core/domain/content_hash.h"
#include "core/domain/random.h"
#include "core/engine/formats/file_bytes.h"
#include "core/engine/formats/idx.h"

namespace tc3kd {
namespace {

namespace fs = std::filesystem;

/// The largest file of a known set unpacks to 47 MB; whatever is far beyond is no such file.
constexpr std::int64_t file_limit = 256 << 20;

constexpr const char* train_stem = "train";
constexpr const char* test_stem = "t10k";

/// The images' or labels' file of a split, packed or not; empty when neither is there.
fs::path split_file(const fs::path& folder, const std::string& stem, const std::string& part) {
  for (const char* ending : {"", ".gz"}) {
    fs::path path = folder / (stem + "-" + part + ending);
    std::error_code ignored;
    if (fs::is_regular_file(path, ignored)) return path;
  }
  return {};
}

bool has_files(const fs::path& folder) { return !split_file(folder, test_stem, "images-idx3-ubyte").empty(); }

/// Folder names under which a set's files usually lie.
std::vector<std::string> usual_names(const std::string& name) {
  if (name == "fashion-mnist") return {"fashion-mnist", "FashionMNIST/raw", "fashion_mnist"};
  return {"mnist", "MNIST/raw"};
}

fs::path user_data_folder() {
  if (const char* xdg = std::getenv("XDG_DATA_HOME"); xdg != nullptr && *xdg != '\0')
    return fs::path(xdg) / "tc3kd/datasets";
  const char* home = std::getenv("HOME");
  return fs::path(home != nullptr ? home : ".") / ".local/share/tc3kd/datasets";
}

std::vector<fs::path> candidates(const std::string& name, const std::string& dir) {
  std::vector<fs::path> folders, roots;
  if (!dir.empty()) {
    folders.push_back(dir);
    roots.push_back(dir);
  } else {
    roots = {user_data_folder(), "/usr/share/datasets"};
  }
  for (const fs::path& root : roots) {
    for (const std::string& usual : usual_names(name)) folders.push_back(root / usual);
  }
  return folders;
}

Result<Bytes> read_part(const fs::path& folder, const std::string& stem, const std::string& part) {
  const fs::path path = split_file(folder, stem, part);
  if (path.empty()) return fail(ErrorCode::file_missing, {{"path", (folder / (stem + "-" + part)).string()}});
  return read_file_bytes(path, file_limit);
}

Result<ImageSplit> read_split(const DatasetFacts& facts, const fs::path& folder, const std::string& stem) {
  const std::string image_part = "images-idx3-ubyte", label_part = "labels-idx1-ubyte";
  const auto image_bytes = read_part(folder, stem, image_part);
  if (!image_bytes) return tl::unexpected(image_bytes.error());
  const std::string image_path = split_file(folder, stem, image_part).string();
  const auto images = parse_idx(*image_bytes, 3, image_path);
  if (!images) return tl::unexpected(images.error());
  const auto label_bytes = read_part(folder, stem, label_part);
  if (!label_bytes) return tl::unexpected(label_bytes.error());
  const std::string label_path = split_file(folder, stem, label_part).string();
  const auto labels = parse_idx(*label_bytes, 1, label_path);
  if (!labels) return tl::unexpected(labels.error());

  const auto malformed = [](const std::string& path, const std::string& detail) {
    return fail(ErrorCode::file_malformed, {{"path", path}, {"detail", detail}});
  };
  if (images->shape[1] != facts.height || images->shape[2] != facts.width) {
    return malformed(image_path, "its pictures are " + std::to_string(images->shape[1]) + " × " +
                                     std::to_string(images->shape[2]) + " instead of " + std::to_string(facts.height) +
                                     " × " + std::to_string(facts.width));
  }
  if (images->shape[0] != labels->shape[0]) {
    return malformed(label_path, "it has " + std::to_string(labels->shape[0]) + " labels for " +
                                     std::to_string(images->shape[0]) + " pictures");
  }
  const auto classes = static_cast<std::int64_t>(facts.classes.size());
  ImageSplit split{images->shape[0], 1, facts.height, facts.width, {}, {}};
  split.pixels.assign(images->values.begin(), images->values.end());
  split.labels.assign(labels->values.begin(), labels->values.end());
  const auto wrong =
      std::find_if(split.labels.begin(), split.labels.end(), [&](std::int64_t y) { return y >= classes; });
  if (wrong != split.labels.end()) {
    return malformed(label_path, "sample " + std::to_string(wrong - split.labels.begin()) + " has the label " +
                                     std::to_string(*wrong) + " of " + std::to_string(classes) + " classes");
  }
  return split;
}

void hash_split(ContentHasher& hasher, const ImageSplit& split) {
  const std::array<std::int64_t, 4> shape{split.samples, split.channels, split.height, split.width};
  hasher.add(std::as_bytes(std::span(shape)))
      .add(std::as_bytes(std::span(split.pixels)))
      .add(std::as_bytes(std::span(split.labels)));
}

Result<ImageDataset> open_dataset(const std::string& name, const std::string& dir) {
  const DatasetFacts* facts = find_dataset(name);
  if (facts == nullptr) {
    std::vector<std::string> names;
    std::string allowed;
    for (const DatasetFacts& known : dataset_catalogue()) {
      names.push_back(known.name);
      allowed += (allowed.empty() ? "one of " : ", ") + known.name;
    }
    return fail(ErrorCode::invalid_value, {{"key", "data.name"}, {"value", name}, {"allowed", allowed}});
  }
  auto folder = locate_dataset(name, dir);
  if (!folder) return tl::unexpected(folder.error());
  return ImageDataset{*facts, *folder, {}, {}, {}};
}

}  // namespace

Result<std::filesystem::path> locate_dataset(const std::string& name, const std::string& dir) {
  std::string looked;
  for (const fs::path& folder : candidates(name, dir)) {
    if (has_files(folder)) return folder;
    looked += (looked.empty() ? "" : ", ") + folder.string();
  }
  const std::string advice =
      name == "fashion-mnist"
          ? "install the package dataset-fashion-mnist, or name the folder of its four files in data.dir"
          : "name the folder of its four files in data.dir";
  return fail(ErrorCode::dataset_missing, {{"key", "data.dir"}, {"value", name}, {"path", looked}, {"detail", advice}});
}

Result<ImageDataset> load_dataset(const std::string& name, const std::string& dir) {
  auto dataset = open_dataset(name, dir);
  if (!dataset) return dataset;
  auto train = read_split(dataset->facts, dataset->folder, train_stem);
  if (!train) return tl::unexpected(train.error());
  auto test = read_split(dataset->facts, dataset->folder, test_stem);
  if (!test) return tl::unexpected(test.error());
  dataset->train = std::move(*train);
  dataset->test = std::move(*test);
  ContentHasher hasher;
  hash_split(hasher, dataset->train);
  hash_split(hasher, dataset->test);
  dataset->fingerprint = hasher.finish();
  return dataset;
}

Result<ImageDataset> load_test_split(const std::string& name, const std::string& dir) {
  auto dataset = open_dataset(name, dir);
  if (!dataset) return dataset;
  auto test = read_split(dataset->facts, dataset->folder, test_stem);
  if (!test) return tl::unexpected(test.error());
  dataset->test = std::move(*test);
  return dataset;
}

Result<TrainingSubset> choose_training_subset(const std::vector<std::int64_t>& labels, std::int64_t classes,
                                              const DataConfig& config) {
  std::vector<std::vector<std::int64_t>> by_class(static_cast<std::size_t>(classes));
  for (std::size_t i = 0; i < labels.size(); ++i) {
    by_class[static_cast<std::size_t>(labels[i])].push_back(static_cast<std::int64_t>(i));
  }
  std::vector<std::int64_t> sizes;
  for (const auto& members : by_class) sizes.push_back(static_cast<std::int64_t>(members.size()));
  const auto samples = static_cast<std::int64_t>(labels.size());
  if (config.validation + std::max<std::int64_t>(config.train_limit, 1) > samples) {
    const bool limit = config.train_limit > samples;
    return fail(ErrorCode::invalid_value,
                {{"key", limit ? "data.train_limit" : "data.validation"},
                 {"value", std::to_string(limit ? config.train_limit : config.validation)},
                 {"allowed", "no more than the " + std::to_string(samples) + " training samples that are there"}});
  }
  const auto held_out = config.validation > 0 ? limited_class_sizes(sizes, config.validation)
                                              : std::vector<std::int64_t>(sizes.size(), 0);
  for (std::size_t y = 0; y < sizes.size(); ++y) sizes[y] -= held_out[y];
  const auto kept = limited_class_sizes(sizes, config.train_limit);

  TrainingSubset subset;
  for (std::size_t y = 0; y < by_class.size(); ++y) {
    RandomStream stream(config.seed, "subset", y);
    const auto order = permutation(static_cast<std::int64_t>(by_class[y].size()), stream);
    for (std::int64_t i = 0; i < held_out[y] + kept[y]; ++i) {
      const std::int64_t sample = by_class[y][static_cast<std::size_t>(order[static_cast<std::size_t>(i)])];
      (i < held_out[y] ? subset.validation : subset.train).push_back(sample);
    }
  }
  std::sort(subset.train.begin(), subset.train.end());
  std::sort(subset.validation.begin(), subset.validation.end());
  return subset;
}

}  // namespace tc3kd
