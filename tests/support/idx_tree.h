// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace tc3kd::test {

/// A small data set in the files of Fashion-MNIST (IDX, gzipped): 10 classes of 28 × 28 grey pictures, each class a
/// bright square at a place of its own under noise that differs from picture to picture, so that a network can learn
/// it and no two cross-entropies are equal. The same options write the same bytes.
struct IdxTreeOptions {
  int train_per_class = 60;
  int test_per_class = 20;
  int noise = 200;  ///< 0…255: the larger, the harder
};

void write_idx_tree(const std::filesystem::path& folder, const IdxTreeOptions& options = {});

}  // namespace tc3kd::test
