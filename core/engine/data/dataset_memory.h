// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/domain/engine_api.h"

namespace tc3kd {

// Small JSON files of things that can be found out again. None is ever the only copy of anything, so one that cannot be
// read is as good as empty and one that cannot be written is let go.

/// An object; empty where the file is not there, too large or not such a document.
[[nodiscard]] nlohmann::json read_small_json(const std::filesystem::path& path);
/// Changes the file's object under a lock that other processes respect, and replaces it in one step.
void update_small_json(const std::filesystem::path& path, const std::function<void(nlohmann::json&)>& change);

/// ${XDG_CONFIG_HOME:-~/.config}/tc3kd, ${XDG_CACHE_HOME:-~/.cache}/tc3kd, ${XDG_DATA_HOME:-~/.local/share}/tc3kd.
[[nodiscard]] std::filesystem::path user_config_folder();
[[nodiscard]] std::filesystem::path user_cache_folder();
[[nodiscard]] std::filesystem::path user_data_folder();

/// The MD5 of a file's content (unpacked where it is gzip's), found once and kept in the cache folder
/// (dataset_md5.json) for as long as the file's size and time stay the same. Empty where it cannot be read.
[[nodiscard]] std::string remembered_md5(const std::filesystem::path& file);

/// The errors that the check of a large folder found, kept in the cache folder (dataset_trees.json) under the hash of
/// what was checked. `find` is called where nothing is kept.
[[nodiscard]] std::vector<Error> remembered_tree_errors(const ContentHash& tree,
                                                        const std::function<std::vector<Error>()>& find);
/// A picture of that folder that proved damaged after the check had passed it: the next run's check knows.
void remember_tree_error(const ContentHash& tree, const Error& error);

}  // namespace tc3kd
