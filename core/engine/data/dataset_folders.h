// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/domain/result.h"

namespace tc3kd {

/// Where the files of a data set lie: `dir` or a folder in it, under the names that the set is usually unpacked to;
/// without `dir` the remembered folders, ${XDG_DATA_HOME:-~/.local/share}/tc3kd/datasets and /usr/share/datasets.
/// `dataset_missing` says where it looked and how to get it.
[[nodiscard]] Result<std::filesystem::path> locate_dataset(const std::string& name, const std::string& dir);

/// Keeps `folder`, where the files of `name` were found because someone named it or its parent, in
/// ${XDG_CONFIG_HOME:-~/.config}/tc3kd/data_folders.json ({"cifar100": ["/data/cifar-100-binary"], …}, newest first,
/// eight a set; those that are gone leave). Where that file cannot be read or written, nothing happens: it is a
/// convenience. `folder`, which may be any set, is not remembered, so that none is trained on by accident.
void remember_dataset_folder(const std::string& name, const std::filesystem::path& folder);

/// The remembered folders of a set, newest first; none where the file cannot be read.
[[nodiscard]] std::vector<std::filesystem::path> remembered_dataset_folders(const std::string& name);

}  // namespace tc3kd
