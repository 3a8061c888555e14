// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/data/dataset_tree.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>

#include "core/domain/config/dataset_catalogue.h"
#include "core/engine/formats/picture_file.h"

namespace tc3kd {
namespace {

namespace fs = std::filesystem;

/// Folders in class folders, at most: a link back to a parent must not be followed for ever.
constexpr int deepest = 8;

tl::unexpected<Error> unreadable(const fs::path& path, const std::string& detail) {
  return fail(ErrorCode::file_unreadable, {{"path", path.string()}, {"detail", detail}});
}

bool is_folder(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

/// ImageNet's class names: n and eight digits.
bool is_wnid(const std::string& name) {
  return name.size() == 9 && name[0] == 'n' &&
         std::all_of(name.begin() + 1, name.end(), [](char c) { return c >= '0' && c <= '9'; });
}

template <class Accept>
bool has_folder(const fs::path& path, Accept accept) {
  std::error_code error;
  for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    if (accept(entry->path().filename().string()) && entry->is_directory(ignored)) return true;
  }
  return false;
}

/// The folders in a folder, sorted; hidden ones are no classes.
Result<std::vector<std::string>> folder_names(const fs::path& path) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (!name.starts_with('.') && entry->is_directory(error)) names.push_back(name);
    if (error) break;
  }
  if (error) return unreadable(path, error.message());
  std::sort(names.begin(), names.end());
  return names;
}

class Lister {
 public:
  Lister(fs::path root, TreeDetail detail) : root_(std::move(root)), detail_(detail) {}

  /// Appends the pictures of one class folder.
  Result<void> list_class(const std::string& folder, std::int64_t label, std::vector<PictureFile>& files) {
    const std::size_t before = files.size();
    if (auto listed = list(folder, label, 0, files); !listed) return listed;
    if (files.size() > before) return {};
    return fail(ErrorCode::file_malformed,
                {{"path", (root_ / folder).string()}, {"detail", "this class has no jpg, jpeg or png"}});
  }
  [[nodiscard]] std::int64_t passed_over() const { return passed_over_; }

 private:
  Result<void> list(const std::string& folder, std::int64_t label, int depth, std::vector<PictureFile>& files) {
    std::vector<std::string> names, folders;
    std::error_code error;
    for (fs::directory_iterator entry(root_ / folder, error), end; !error && entry != end; entry.increment(error)) {
      const std::string name = entry->path().filename().string();
      if (name.starts_with('.')) continue;
      std::error_code ignored;
      if (entry->is_directory(ignored)) {
        folders.push_back(name);
      } else if (has_readable_ending(name)) {
        names.push_back(name);
      } else if (has_unreadable_ending(name)) {
        ++passed_over_;
      }
    }
    if (error) return unreadable(root_ / folder, error.message());
    std::sort(names.begin(), names.end());
    std::sort(folders.begin(), folders.end());
    for (const std::string& name : names) {
      PictureFile file{folder + "/" + name, label};
      if (auto known = describe_file(file); !known) return known;
      files.push_back(std::move(file));
    }
    if (!folders.empty() && depth == deepest) return unreadable(root_ / folder, "its folders are nested too deeply");
    for (const std::string& name : folders) {
      if (auto listed = list(folder + "/" + name, label, depth + 1, files); !listed) return listed;
    }
    return {};
  }

  Result<void> describe_file(PictureFile& file) const {
    if (detail_ == TreeDetail::names) return {};
    struct stat found {};
    const fs::path path = root_ / file.path;
    if (::stat(path.c_str(), &found) != 0) return unreadable(path, std::strerror(errno));
    file.bytes = found.st_size;
    file.modified_ns = std::int64_t{found.st_mtim.tv_sec} * 1'000'000'000 + found.st_mtim.tv_nsec;
    return {};
  }

  fs::path root_;
  TreeDetail detail_;
  std::int64_t passed_over_ = 0;
};

}  // namespace

bool is_tree_of(const std::string& name, const fs::path& folder) {
  const auto any = [](const std::string& entry) { return !entry.starts_with('.'); };
  if (name == "cinic10") {
    const DatasetFacts& facts = *find_dataset(name);
    return std::all_of(facts.classes.begin(), facts.classes.end(), [&](const std::string& c) {
      return is_folder(folder / "train" / c) && is_folder(folder / "test" / c);
    });
  }
  if (name == "imagenet") return has_folder(folder / "train", is_wnid) && has_folder(folder / "val", is_wnid);
  return has_folder(folder / "train", any) && !tree_splits(data_of(name), folder).test.empty();
}

TreeSplits tree_splits(const DataConfig& config, const fs::path& folder) {
  if (config.name == "cinic10") {
    if (config.splits == "train+valid") return {{"train", "valid"}, "test"};
    return {{"train"}, "test"};
  }
  if (config.name == "imagenet") return {{"train"}, "val"};
  for (const char* test : {"test", "val", "valid"}) {
    // Tiny-ImageNet's own test and val folders are flat: without a class folder a folder is no split.
    if (has_folder(folder / test,
                   [](const std::string& entry) { return !entry.starts_with('.') && entry != "images"; }))
      return {{"train"}, test};
  }
  return {{"train"}, ""};
}

Result<PictureTree> list_tree(const fs::path& folder, const TreeSplits& splits, TreeDetail detail) {
  PictureTree tree;
  Lister lister(folder, detail);
  for (const std::string& split : splits.train) {
    const auto names = folder_names(folder / split);
    if (!names) return tl::unexpected(names.error());
    if (split == splits.train.front()) tree.classes = *names;
    if (*names != tree.classes) return malformed_file((folder / split).string(), "its classes are not those of train");
    for (std::size_t label = 0; label < names->size(); ++label) {
      auto listed = lister.list_class(split + "/" + (*names)[label], static_cast<std::int64_t>(label), tree.train);
      if (!listed) return tl::unexpected(listed.error());
    }
  }
  if (tree.classes.size() < 2) return malformed_file((folder / "train").string(), "it has fewer than two classes");
  const auto tested = folder_names(folder / splits.test);
  if (!tested) return tl::unexpected(tested.error());
  for (const std::string& name : *tested) {
    const auto known = std::lower_bound(tree.classes.begin(), tree.classes.end(), name);
    if (known == tree.classes.end() || *known != name) {
      return malformed_file((folder / splits.test / name).string(), "there is no such class in train");
    }
    auto listed = lister.list_class(splits.test + "/" + name, known - tree.classes.begin(), tree.test);
    if (!listed) return tl::unexpected(listed.error());
  }
  tree.passed_over = lister.passed_over();
  return tree;
}

}  // namespace tc3kd
