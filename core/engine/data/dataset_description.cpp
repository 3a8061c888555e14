// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/data/dataset_description.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "core/engine/data/dataset.h"
#include "core/engine/data/dataset_layouts.h"
#include "core/engine/data/dataset_loading.h"
#include "core/engine/data/dataset_memory.h"
#include "core/engine/data/dataset_resize.h"
#include "core/engine/data/dataset_workers.h"

namespace tc3kd {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t samples_per_class = 4;
constexpr std::int64_t largest_sample_side = 96;
constexpr std::size_t most_sizes = 100;
/// Of a large folder: training pictures that are decoded for the mean and the deviation.
constexpr std::int64_t measured_of_large = 2000;

std::vector<FileCheck> check_files(const FileLayout& layout, const fs::path& folder) {
  std::vector<FileCheck> checks;
  for (const PublishedFile& file : layout.published_files()) {
    const fs::path path = find_packed(folder, file.name);
    if (path.empty()) continue;
    const std::string md5 = remembered_md5(path);
    if (!md5.empty()) checks.push_back({path.string(), md5, file.md5});
  }
  return checks;
}

void note_checks(const std::vector<FileCheck>& checks, DatasetStatus& status) {
  for (const FileCheck& check : checks) {
    if (check.matches()) continue;
    status.notes.push_back({"md5_differs", {{"path", check.path}, {"value", check.md5}, {"allowed", check.published}}});
  }
}

void count_tree(const fs::path& folder, DatasetStatus& status) {
  const auto tree = list_tree(folder, tree_splits(data_of(status.name), folder), TreeDetail::names);
  if (!tree) {
    status.problem = tree.error();
    return;
  }
  status.classes = std::ssize(tree->classes);
  status.train_samples = std::ssize(tree->train);
  status.test_samples = std::ssize(tree->test);
  if (tree->passed_over == 0) return;
  status.notes.push_back(
      {"pictures_passed_over", {{"count", std::to_string(tree->passed_over)}, {"path", folder.string()}}});
}

/// Sums of a picture's values and of their squares, by channel. Whole numbers: no order of adding changes them.
struct PictureSums {
  std::int64_t pixels = 0;
  std::array<std::uint64_t, 3> sum{}, squares{};

  void add(const PictureSums& other) {
    pixels += other.pixels;
    for (std::size_t c = 0; c < 3; ++c) {
      sum[c] += other.sum[c];
      squares[c] += other.squares[c];
    }
  }
};

PictureSums sums_of(const Picture& picture) {
  PictureSums sums;
  sums.pixels = picture.height * picture.width;
  const auto channels = static_cast<std::size_t>(picture.channels);
  for (std::size_t i = 0; i < picture.pixels.size(); ++i) {
    const std::uint64_t value = picture.pixels[i];
    sums.sum[i % channels] += value;
    sums.squares[i % channels] += value * value;
  }
  return sums;
}

/// Collects a description from pictures and errors in the order of a set's files.
class Describer {
 public:
  explicit Describer(DatasetDescription& description) : d_(description) {
    const std::size_t classes = d_.classes.size();
    d_.train_counts.assign(classes, 0);
    d_.test_counts.assign(classes, 0);
    shown_.assign(classes, 0);
  }

  /// What is looked at of one file; a picture that was not decoded has a size alone.
  struct Finding {
    PictureSize size;
    std::optional<PictureSums> sums;
    std::optional<Error> error;
  };

  void add(bool train, std::int64_t label, Finding finding) {
    if (finding.error) {
      d_.corrupt.push_back(std::move(*finding.error));
      return;
    }
    ++(train ? d_.train_counts : d_.test_counts)[static_cast<std::size_t>(label)];
    ++sizes_[{finding.size.height, finding.size.width}];
    if (!train || !finding.sums) return;
    sums_.add(*finding.sums);
    ++d_.measured;
  }

  /// Whether another sample of this class is wanted.
  [[nodiscard]] bool wants(std::int64_t label) const {
    return shown_[static_cast<std::size_t>(label)] < samples_per_class;
  }
  void show(std::int64_t label, Picture picture) {
    const std::int64_t longer = std::max(picture.height, picture.width);
    if (longer > largest_sample_side) {
      const auto shrunk = [&](std::int64_t side) {
        return std::max<std::int64_t>(1, side * largest_sample_side / longer);
      };
      picture =
          resampled(picture, {0, 0, picture.height, picture.width}, shrunk(picture.height), shrunk(picture.width));
    }
    ++shown_[static_cast<std::size_t>(label)];
    d_.samples.push_back({label, picture.height, picture.width, picture.channels, std::move(picture.pixels)});
  }

  void finish() {
    for (const auto& [size, pictures] : sizes_) d_.sizes.push_back({size.first, size.second, pictures});
    std::stable_sort(d_.sizes.begin(), d_.sizes.end(),
                     [](const auto& a, const auto& b) { return a.pictures > b.pictures; });
    if (d_.sizes.size() > most_sizes) d_.sizes.resize(most_sizes);
    std::stable_sort(d_.samples.begin(), d_.samples.end(),
                     [](const auto& a, const auto& b) { return a.label < b.label; });
    if (sums_.pixels == 0) return;
    const auto n = static_cast<double>(sums_.pixels);
    for (std::size_t c = 0; c < static_cast<std::size_t>(d_.channels); ++c) {
      const double mean = static_cast<double>(sums_.sum[c]) / n;
      const double variance = static_cast<double>(sums_.squares[c]) / n - mean * mean;
      d_.mean.push_back(mean / 255.0);
      d_.std.push_back(std::sqrt(std::max(variance, 0.0)) / 255.0);
    }
  }

 private:
  DatasetDescription& d_;
  std::vector<std::size_t> shown_;
  std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> sizes_;
  PictureSums sums_;
};

Result<void> describe_files(const FileLayout& layout, const fs::path& folder, RunControl& control,
                            DatasetDescription& d) {
  auto dataset = load_dataset(d.status.name, folder.string());
  if (!dataset) return tl::unexpected(dataset.error());
  d.classes = dataset->facts.classes;
  d.channels = dataset->train.channels;
  d.files = check_files(layout, folder);
  Describer describer(d);
  for (const bool train : {true, false}) {
    const auto split = std::make_shared<const ImageSplit>(std::move(train ? dataset->train : dataset->test));
    const ResidentPictures pictures(split);
    for (std::int64_t i = 0; i < split->samples && !control.stopping(); ++i) {
      const std::int64_t label = split->labels[static_cast<std::size_t>(i)];
      Describer::Finding finding{{split->height, split->width}, std::nullopt, std::nullopt};
      if (train) {
        Picture picture = pictures.original(i).value();
        finding.sums = sums_of(picture);
        if (describer.wants(label)) describer.show(label, std::move(picture));
      }
      describer.add(train, label, std::move(finding));
    }
  }
  describer.finish();
  return {};
}

/// The training pictures that a large folder is measured by, evenly over it.
std::set<std::int64_t> evenly(std::int64_t samples, std::int64_t count) {
  std::set<std::int64_t> chosen;
  for (std::int64_t i = 0; i < std::min(samples, count); ++i) chosen.insert(i * samples / std::min(samples, count));
  return chosen;
}

class TreeDescriber {
 public:
  TreeDescriber(PictureTree tree, fs::path folder, RunControl& control, DatasetDescription& d)
      : d_(d), control_(control), folder_(std::move(folder)), train_(std::ssize(tree.train)), files_(std::move(tree.train)) {
    files_.insert(files_.end(), tree.test.begin(), tree.test.end());
  }

  void describe() {
    const auto n = static_cast<std::int64_t>(files_.size());
    std::vector<Describer::Finding> findings(files_.size());
    for_each_index(n, decoding_workers(), [&](std::int64_t i) {
      if (control_.stopping()) return;
      auto& finding = findings[static_cast<std::size_t>(i)];
      if (auto size = picture_size_of(path(i))) {
        finding.size = *size;
      } else {
        finding.error = size.error();
      }
    });
    if (control_.stopping()) return;
    std::int64_t bytes = 0;
    for (const auto& finding : findings) bytes += 3 * finding.size.height * finding.size.width;
    const bool small = bytes <= resident_budget;
    if (!small) mark_damaged(findings);
    const FilePictures pictures(folder_, files_, 0, {});
    const auto measured = evenly(train_, small ? train_ : measured_of_large);
    for_each_index(n, decoding_workers(), [&](std::int64_t i) {
      auto& finding = findings[static_cast<std::size_t>(i)];
      if (control_.stopping() || finding.error || (!small && !measured.contains(i))) return;
      const auto picture = pictures.original(i);
      if (!picture) {
        finding.error = picture.error();
      } else if (i < train_) {
        finding.sums = sums_of(*picture);
      }
    });
    if (control_.stopping()) return;
    Describer describer(d_);
    for (std::int64_t i = 0; i < n; ++i) {
      auto& finding = findings[static_cast<std::size_t>(i)];
      const std::int64_t label = files_[static_cast<std::size_t>(i)].label;
      if (i < train_ && !finding.error && describer.wants(label)) {
        if (auto picture = pictures.original(i)) describer.show(label, std::move(*picture));
      }
      describer.add(i < train_, label, std::move(finding));
    }
    describer.finish();
  }

 private:
  [[nodiscard]] fs::path path(std::int64_t i) const { return folder_ / files_[static_cast<std::size_t>(i)].path; }

  void mark_damaged(std::vector<Describer::Finding>& findings) const {
    std::map<std::string, Error> damaged;
    for (Error& error : find_damaged(folder_, files_)) damaged.emplace(error["path"], std::move(error));
    for (std::size_t i = 0; i < files_.size(); ++i) {
      const auto found = damaged.find((folder_ / files_[i].path).string());
      if (found != damaged.end()) findings[i].error = found->second;
    }
  }

  DatasetDescription& d_;
  RunControl& control_;
  fs::path folder_;
  std::int64_t train_;
  std::vector<PictureFile> files_;
};

}  // namespace

DatasetStatus dataset_status(const DatasetFacts& facts, const std::string& dir) {
  DatasetStatus status;
  status.name = facts.name;
  status.label = facts.label;
  status.train_samples = facts.train_samples;
  status.test_samples = facts.test_samples;
  status.classes = std::ssize(facts.classes);
  const auto folder = locate_dataset(facts.name, dir);
  if (!folder) {
    status.problem = folder.error();
    return status;
  }
  status.found = true;
  status.path = folder->string();
  if (facts.is_tree) {
    count_tree(*folder, status);
  } else if (const FileLayout* layout = layout_in(facts.name, *folder)) {
    status.train_samples = layout->count(*folder, SplitKind::train).value_or(status.train_samples);
    status.test_samples = layout->count(*folder, SplitKind::test).value_or(status.test_samples);
    note_checks(check_files(*layout, *folder), status);
  }
  return status;
}

Result<DatasetDescription> describe_dataset(const std::string& name, const std::string& dir, RunControl& control) {
  const DatasetFacts* facts = find_dataset(name);
  if (facts == nullptr) return fail(ErrorCode::invalid_value, {{"key", "data.name"}, {"value", name}});
  DatasetDescription d;
  d.status = dataset_status(*facts, dir);
  if (!d.status.found) return tl::unexpected(*d.status.problem);
  const fs::path folder = d.status.path;
  if (!facts->is_tree) {
    const FileLayout* layout = layout_in(name, folder);
    if (layout == nullptr) return fail(ErrorCode::file_missing, {{"path", folder.string()}});
    if (auto described = describe_files(*layout, folder, control, d); !described) return tl::unexpected(described.error());
    return control.stopping() ? DatasetDescription{} : d;
  }
  auto tree = list_tree(folder, tree_splits(data_of(name), folder), TreeDetail::names);
  if (!tree) return tl::unexpected(tree.error());
  d.classes = tree->classes;
  d.channels = 3;
  TreeDescriber(std::move(*tree), folder, control, d).describe();
  return control.stopping() ? DatasetDescription{} : d;
}

}  // namespace tc3kd
