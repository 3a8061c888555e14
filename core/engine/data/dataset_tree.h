// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/domain/config/experiment_config.h"
#include "core/domain/result.h"

namespace tc3kd {

/// No photograph of a data set is larger; what is, is something else.
inline constexpr std::int64_t largest_picture_file = 256 << 20;

/// A set with everything else as it is by default.
[[nodiscard]] inline DataConfig data_of(const std::string& name, const std::string& dir = {}) {
  DataConfig config;
  config.name = name;
  config.dir = dir;
  return config;
}

struct PictureFile {
  std::string path;  ///< from the tree's folder: "train/n01443537/images/n01443537_0.JPEG"
  std::int64_t label = 0;
  std::int64_t bytes = 0, modified_ns = 0;  ///< 0 where they were not asked for
};

/// A set that lies as class folders: what is in it, without opening a picture.
struct PictureTree {
  std::vector<std::string> classes;  ///< the training folders' names, sorted: a class's label is its place
  std::vector<PictureFile> train, test;
  std::int64_t passed_over = 0;  ///< files of picture formats that cannot be read
};

/// The folders of a tree's splits.
struct TreeSplits {
  std::vector<std::string> train;  ///< in this order
  std::string test;
};

/// Whether `folder` holds a tree of this set (cinic10, imagenet, folder), and its splits: for CINIC-10 train|valid|test
/// with its ten classes; for ImageNet train|val with folders like n01440764; for any other folder train and one of
/// test, val and valid, each with a class folder in it.
[[nodiscard]] bool is_tree_of(const std::string& name, const std::filesystem::path& folder);
[[nodiscard]] TreeSplits tree_splits(const DataConfig& config, const std::filesystem::path& folder);

enum class TreeDetail { names, sizes_and_times };

/// Lists every picture below every class folder (also in folders in it), each class by folder and then by name, in the
/// order of bytes. A class without pictures, a test class that is not trained on and a folder that cannot be read are
/// errors.
[[nodiscard]] Result<PictureTree> list_tree(const std::filesystem::path& folder, const TreeSplits& splits,
                                            TreeDetail detail);

}  // namespace tc3kd
