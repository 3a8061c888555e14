// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/domain/config/dataset_catalogue.h"
#include "core/domain/config/experiment_config.h"
#include "core/domain/ids.h"
#include "core/domain/result.h"

namespace tc3kd {

/// Pictures of one split as they lie on disk: uint8 [N, C, H, W], row-major, and labels [N]. Free of torch.
struct ImageSplit {
  std::int64_t samples = 0, channels = 0, height = 0, width = 0;
  std::vector<std::uint8_t> pixels;
  std::vector<std::int64_t> labels;
};

struct ImageDataset {
  DatasetFacts facts;
  std::filesystem::path folder;
  ImageSplit train, test;
  /// SHA-256 over shape, ordered pixels and labels of both splits; empty when only one was read.
  ContentHash fingerprint;
};

/// Where the files of a data set lie: `dir` or a folder in it, else the usual places (the distribution's package under
/// /usr/share/datasets, ${XDG_DATA_HOME}/tc3kd/datasets). `dataset_missing` says where it looked and how to get it.
[[nodiscard]] Result<std::filesystem::path> locate_dataset(const std::string& name, const std::string& dir);

/// Reads and checks everything: magic, sizes, label range, truncation. Errors name the file.
[[nodiscard]] Result<ImageDataset> load_dataset(const std::string& name, const std::string& dir);
/// The test split alone (for `eval`).
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
