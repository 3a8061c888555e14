// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace tc3kd::test {

/// A small data set as class folders of pictures. Each class has a colour of its own under noise, so that a network can
/// learn it. The same options write the same bytes.
struct PictureTreeOptions {
  std::vector<std::string> splits = {"train", "test"};
  std::vector<std::string> classes = {"ape", "bee", "cat"};
  int per_class = 4;  ///< in each split
  int height = 12, width = 12;
  bool varied = false;  ///< picture i is 3·i pixels higher and 5·i wider
  bool jpeg = false;    ///< .JPEG in place of .png
};
void write_picture_tree(const std::filesystem::path& folder, const PictureTreeOptions& options = {});

/// CIFAR's binary version with `per_class` pictures of each class in each training file and in the test file: five
/// training files and ten classes where `classes` is 10, else one and a hundred, with a coarse label (fine/5) before
/// the fine one and names in fine_label_names.txt. Labels go 0, 1, …, 0, 1, …
void write_cifar(const std::filesystem::path& folder, int classes, int per_class);

}  // namespace tc3kd::test
