// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/domain/config/dataset_catalogue.h"
#include "core/domain/config/experiment_config.h"
#include "core/domain/ids.h"
#include "core/domain/result.h"
#include "core/engine/data/dataset_folders.h"
#include "core/engine/data/dataset_pictures.h"

namespace tc3kd {

struct ImageDataset {
  DatasetFacts facts;  ///< completed: classes, class sizes and numbers are those of the files
  std::filesystem::path folder;
  /// Where a set is streamed its `pixels` are empty; shapes and labels are there all the same.
  ImageSplit train, test;
  /// The files of a set that lies as a folder of pictures; null for one that lies in a few files.
  std::shared_ptr<const FilePictures> train_files, test_files;
  std::vector<Error> skipped;    ///< `data.corrupt` = skip: what was left out of either split, each with its path
  std::int64_t passed_over = 0;  ///< files of picture formats that cannot be read
  /// Of a set that is read whole: SHA-256 over shape, ordered pixels and labels of both splits. Of a streamed one: over
  /// relative path, label, size and time of each file, and the size that pictures are brought to. Empty when only one
  /// split was read.
  ContentHash fingerprint;
  /// Of a streamed set: what its check is remembered under (see `remember_tree_error`).
  ContentHash listing;

  [[nodiscard]] bool streamed() const { return test.pixels.empty() && test.samples > 0; }
};

/// What a set may take to be decoded once and stay in memory, both splits together: CINIC-10 (830 MB) does, ImageNet
/// at 224 × 224 (200 GB) does not.
inline constexpr std::int64_t resident_budget = std::int64_t{2} << 30;

/// Reads and checks everything that `config` names: `name`, `dir`, `splits`, `image_size`, `corrupt`. Errors name the
/// file: magic, sizes, label range, truncation, and for folders pictures that cannot be decoded (the first, and how
/// many) and classes that do not agree. A folder beyond `budget` bytes is not decoded: its files' headers and ends are
/// read, what looks odd is decoded, and the answer is remembered until a file changes.
[[nodiscard]] Result<ImageDataset> load_dataset(const DataConfig& config, std::int64_t budget = resident_budget);
[[nodiscard]] Result<ImageDataset> load_dataset(const std::string& name, const std::string& dir);
/// The test split alone (for `eval`).
[[nodiscard]] Result<ImageDataset> load_test_split(const DataConfig& config, std::int64_t budget = resident_budget);
[[nodiscard]] Result<ImageDataset> load_test_split(const std::string& name, const std::string& dir);

/// Which training samples a run trains on.
struct TrainingSubset {
  std::vector<std::int64_t> train;       ///< D: ascending indices into the whole training split
  std::vector<std::int64_t> validation;  ///< held out, ascending
};

/// The balanced, seeded limit and validation split: per class a permutation drawn from the stream (data.seed, "subset",
/// class); validation is taken first, then the limit. Same seed → same subset, and a smaller limit is contained in a
/// larger one.
[[nodiscard]] Result<TrainingSubset> choose_training_subset(const std::vector<std::int64_t>& labels,
                                                            std::int64_t classes, const DataConfig& config);

}  // namespace tc3kd
