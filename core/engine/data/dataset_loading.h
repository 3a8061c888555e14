// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/domain/content_hash.h"
#include "core/engine/data/dataset.h"

namespace tc3kd {

/// Adds shape, ordered pixels and labels of a split.
void hash_split(ContentHasher& hasher, const ImageSplit& split);

/// Fills a dataset whose facts and folder are known from a folder of pictures: the training split too where `train` is
/// set.
[[nodiscard]] Result<void> load_tree(const DataConfig& config, bool train, std::int64_t budget, ImageDataset& dataset);

/// What a large folder is known by: the paths, labels, sizes and times of its files and the side of its pictures.
[[nodiscard]] ContentHash tree_hash(const PictureTree& tree, std::int64_t side);

/// The files of a tree that are no whole pictures, without decoding all: header and end of each are read, and what
/// looks odd is decoded. In the order of the files, each with its path.
[[nodiscard]] std::vector<Error> find_damaged(const std::filesystem::path& folder,
                                              const std::vector<PictureFile>& files);

/// The size in a file's header; oriented.
[[nodiscard]] Result<PictureSize> picture_size_of(const std::filesystem::path& file);

/// The side that a set's pictures are brought to; 0 leaves them as they are.
[[nodiscard]] std::int64_t side_of(const DataConfig& config);

}  // namespace tc3kd
