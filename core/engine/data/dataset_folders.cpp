// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/data/dataset_folders.h"

#include <algorithm>

#include "core/domain/config/dataset_catalogue.h"
#include "core/engine/data/dataset_layouts.h"
#include "core/engine/data/dataset_memory.h"
#include "core/engine/data/dataset_tree.h"

namespace tc3kd {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_folders = 8;

fs::path memory_file() { return user_config_folder() / "data_folders.json"; }

/// Folder names under which a set's files usually lie.
std::vector<std::string> usual_names(const std::string& name) {
  if (name == "cinic10") return {"cinic10", "CINIC-10", "cinic-10"};
  if (name == "imagenet") return {"imagenet", "ImageNet", "ILSVRC2012", "ILSVRC/Data/CLS-LOC"};
  std::vector<std::string> names;
  for (const FileLayout* layout : layouts_of(name)) {
    for (const std::string& usual : layout->usual_folders()) names.push_back(usual);
  }
  return names;
}

std::vector<fs::path> candidates(const std::string& name, const std::string& dir) {
  std::vector<fs::path> folders, roots;
  if (!dir.empty()) {
    folders.push_back(dir);
    roots.push_back(dir);
  } else {
    folders = remembered_dataset_folders(name);
    roots = {user_data_folder() / "datasets", "/usr/share/datasets"};
  }
  for (const fs::path& root : roots) {
    for (const std::string& usual : usual_names(name)) folders.push_back(root / usual);
  }
  return folders;
}

bool holds(const std::string& name, const fs::path& folder) {
  const DatasetFacts* facts = find_dataset(name);
  if (facts == nullptr) return false;
  return facts->is_tree ? is_tree_of(name, folder) : layout_in(name, folder) != nullptr;
}

/// How to get a set that is not there.
std::string advice(const std::string& name) {
  if (name == "fashion-mnist")
    return "install the package dataset-fashion-mnist, or name the folder of its four files in data.dir";
  if (name == "mnist") return "name the folder of its four files in data.dir";
  if (name == "cifar10")
    return "name the folder of its binary (data_batch_1.bin, …) or Python version (data_batch_1, …) in data.dir";
  if (name == "cifar100") return "name the folder of its binary (train.bin, …) or Python version (train, …) in data.dir";
  if (name == "cinic10") return "name the folder that holds its train, valid and test in data.dir";
  if (name == "imagenet") return "name the folder that holds train/n01440764, … and val/n01440764, … in data.dir";
  return "name a folder that holds train and test, val or valid, with a folder for each class, in data.dir";
}

}  // namespace

Result<fs::path> locate_dataset(const std::string& name, const std::string& dir) {
  const std::vector<fs::path> folders = candidates(name, dir);
  std::string looked;
  for (const fs::path& folder : folders) {
    if (holds(name, folder)) return folder;
    looked += (looked.empty() ? "" : ", ") + folder.string();
  }
  return fail(ErrorCode::dataset_missing, {{"key", "data.dir"},
                                           {"value", name},
                                           {"path", looked.empty() ? "any place known" : looked},
                                           {"detail", advice(name)}});
}

std::vector<fs::path> remembered_dataset_folders(const std::string& name) {
  std::vector<fs::path> folders;
  const nlohmann::json known = read_small_json(memory_file());
  if (!known.contains(name) || !known[name].is_array()) return folders;
  for (const auto& folder : known[name]) {
    if (folder.is_string() && folders.size() < most_folders) folders.emplace_back(folder.get<std::string>());
  }
  return folders;
}

void remember_dataset_folder(const std::string& name, const fs::path& folder) {
  if (name == "folder") return;
  std::error_code error;
  const fs::path whole = fs::weakly_canonical(fs::absolute(folder, error), error);
  if (error) return;
  const auto known = remembered_dataset_folders(name);
  if (!known.empty() && known.front() == whole) return;
  update_small_json(memory_file(), [&](nlohmann::json& all) {
    nlohmann::json list = nlohmann::json::array({whole.string()});
    for (const fs::path& other : remembered_dataset_folders(name)) {
      std::error_code gone;
      if (other != whole && list.size() < most_folders && fs::exists(other, gone)) list.push_back(other.string());
    }
    all[name] = std::move(list);
  });
}

}  // namespace tc3kd
