// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/data/dataset_layouts.h"

namespace tc3kd {

std::vector<std::string> FileLayout::class_names(const std::filesystem::path&) const { return {}; }

std::vector<const FileLayout*> layouts_of(const std::string& name) {
  if (const FileLayout* idx = idx_layout(name)) return {idx};
  return cifar_layouts(name);
}

const FileLayout* layout_in(const std::string& name, const std::filesystem::path& folder) {
  for (const FileLayout* layout : layouts_of(name)) {
    if (layout->recognises(folder)) return layout;
  }
  return nullptr;
}

std::filesystem::path find_packed(const std::filesystem::path& folder, const std::string& name) {
  for (const char* ending : {"", ".gz"}) {
    std::filesystem::path path = folder / (name + ending);
    std::error_code ignored;
    if (std::filesystem::is_regular_file(path, ignored)) return path;
  }
  return {};
}

}  // namespace tc3kd
