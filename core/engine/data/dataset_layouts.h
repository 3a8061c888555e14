// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/domain/config/dataset_catalogue.h"
#include "core/domain/result.h"
#include "core/engine/data/dataset_pictures.h"

namespace tc3kd {

enum class SplitKind { train, test };

/// A file of a set and what it must hash to, where that is published.
struct PublishedFile {
  std::string name;  ///< without ".gz"
  std::string md5;   ///< of its content, unpacked
};

/// How a set that is not a tree lies on disk. One object a layout, for as long as the program runs.
class FileLayout {
 public:
  virtual ~FileLayout() = default;
  /// Folder names that the set is usually unpacked to.
  [[nodiscard]] virtual std::vector<std::string> usual_folders() const = 0;
  [[nodiscard]] virtual bool recognises(const std::filesystem::path& folder) const = 0;
  /// The pictures, checked against `facts` (shape, label range).
  [[nodiscard]] virtual Result<ImageSplit> read(const DatasetFacts& facts, const std::filesystem::path& folder,
                                                SplitKind split) const = 0;
  /// How many pictures the files of a split say they have, without reading them; empty where they cannot be opened.
  [[nodiscard]] virtual std::optional<std::int64_t> count(const std::filesystem::path& folder,
                                                          SplitKind split) const = 0;
  /// The classes' names where a file beside the data tells them; else empty.
  [[nodiscard]] virtual std::vector<std::string> class_names(const std::filesystem::path& folder) const;
  [[nodiscard]] virtual std::vector<PublishedFile> published_files() const { return {}; }
};

/// The layouts that a set may lie in, the preferred first; none for a tree.
[[nodiscard]] std::vector<const FileLayout*> layouts_of(const std::string& name);
/// The one that recognises a folder, or nullptr.
[[nodiscard]] const FileLayout* layout_in(const std::string& name, const std::filesystem::path& folder);

/// A file, packed or not; empty when neither is there.
[[nodiscard]] std::filesystem::path find_packed(const std::filesystem::path& folder, const std::string& name);

/// The largest file of these sets unpacks to 154 MB; whatever is far beyond is no such file.
inline constexpr std::int64_t largest_data_file = 512 << 20;

// The two families, a file each.
[[nodiscard]] const FileLayout* idx_layout(const std::string& name);
[[nodiscard]] std::vector<const FileLayout*> cifar_layouts(const std::string& name);

}  // namespace tc3kd
