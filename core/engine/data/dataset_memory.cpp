// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/data/dataset_memory.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "core/domain/content_hash.h"
#include "core/engine/data/dataset_layouts.h"
#include "core/engine/formats/file_bytes.h"

namespace tc3kd {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::uintmax_t largest_json = 16 << 20;
/// Of each file: what is oldest goes, so that none grows for ever.
constexpr std::size_t most_entries = 1000;

fs::path user_folder(const char* variable, const char* fallback) {
  if (const char* xdg = std::getenv(variable); xdg != nullptr && *xdg != '\0') return fs::path(xdg) / "tc3kd";
  const char* home = std::getenv("HOME");
  return fs::path(home != nullptr ? home : ".") / fallback / "tc3kd";
}

/// Held while a file is read, changed and replaced; without it two processes would lose one another's entries.
class FileLock {
 public:
  explicit FileLock(const fs::path& path) : descriptor_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    if (descriptor_ >= 0) ::flock(descriptor_, LOCK_EX);
  }
  ~FileLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  int descriptor_;
};

/// Adds or moves an entry to the end of `list`, an array of objects with the member `key`.
void put(json& list, const std::string& key, json entry) {
  if (!list.is_array()) list = json::array();
  std::erase_if(list.get_ref<json::array_t&>(),
                [&](const json& e) { return !e.is_object() || e.value("key", "") == key; });
  entry["key"] = key;
  list.push_back(std::move(entry));
  while (list.size() > most_entries) list.erase(list.begin());
}

const json* entry_of(const json& list, const std::string& key) {
  if (!list.is_array()) return nullptr;
  for (const json& entry : list) {
    if (entry.is_object() && entry.value("key", json()) == json(key)) return &entry;
  }
  return nullptr;
}

json to_json(const std::vector<Error>& errors) {
  json list = json::array();
  for (const Error& error : errors) list.push_back({{"path", error["path"]}, {"detail", error["detail"]}});
  return list;
}

std::vector<Error> errors_of(const json& list) {
  std::vector<Error> errors;
  for (const json& e : list) {
    errors.push_back({ErrorCode::file_malformed, {{"path", e.at("path")}, {"detail", e.at("detail")}}});
  }
  return errors;
}

}  // namespace

fs::path user_config_folder() { return user_folder("XDG_CONFIG_HOME", ".config"); }
fs::path user_cache_folder() { return user_folder("XDG_CACHE_HOME", ".cache"); }
fs::path user_data_folder() { return user_folder("XDG_DATA_HOME", ".local/share"); }

json read_small_json(const fs::path& path) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  if (error || size > largest_json) return json::object();
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  json document = json::parse(text.str(), nullptr, /*allow_exceptions=*/false);
  return document.is_object() ? document : json::object();
}

void update_small_json(const fs::path& path, const std::function<void(json&)>& change) {
  try {
    std::error_code ignored;
    fs::create_directories(path.parent_path(), ignored);
    const FileLock lock(path.string() + ".lock");
    json document = read_small_json(path);
    const json before = document;
    change(document);
    if (document == before) return;
    const fs::path part = path.string() + ".part" + std::to_string(::getpid());
    {
      std::ofstream file(part, std::ios::binary | std::ios::trunc);
      file << document.dump(1, ' ', false, json::error_handler_t::replace) << '\n';
      if (!file.flush()) {
        file.close();
        fs::remove(part, ignored);
        return;
      }
    }
    fs::rename(part, path, ignored);
  } catch (const std::exception&) {
    // An entry of an odd shape: someone else's file. It can be found out again.
  }
}

std::string remembered_md5(const fs::path& file) {
  struct stat found {};
  if (::stat(file.c_str(), &found) != 0) return {};
  const json stamp{{"bytes", static_cast<std::int64_t>(found.st_size)},
                   {"modified_ns", std::int64_t{found.st_mtim.tv_sec} * 1'000'000'000 + found.st_mtim.tv_nsec}};
  std::error_code ignored;
  const std::string key = fs::weakly_canonical(file, ignored).string();
  const fs::path memory = user_cache_folder() / "dataset_md5.json";
  const json known = read_small_json(memory);
  if (const json* entry = known.contains("files") ? entry_of(known["files"], key) : nullptr) {
    if (entry->value("stamp", json()) == stamp && entry->contains("md5") && (*entry)["md5"].is_string())
      return (*entry)["md5"].get<std::string>();
  }
  const auto bytes = read_file_bytes(file, largest_data_file);
  if (!bytes) return {};
  const std::string md5 = md5_hex(*bytes);
  update_small_json(memory, [&](json& all) { put(all["files"], key, {{"stamp", stamp}, {"md5", md5}}); });
  return md5;
}

std::vector<Error> remembered_tree_errors(const ContentHash& tree, const std::function<std::vector<Error>()>& find) {
  const fs::path memory = user_cache_folder() / "dataset_trees.json";
  const json known = read_small_json(memory);
  try {
    if (const json* entry = known.contains("trees") ? entry_of(known["trees"], tree) : nullptr)
      return errors_of(entry->at("errors"));
  } catch (const json::exception&) {
    // Not what is written here: looked at anew.
  }
  const std::vector<Error> errors = find();
  update_small_json(memory, [&](json& all) { put(all["trees"], tree, {{"errors", to_json(errors)}}); });
  return errors;
}

void remember_tree_error(const ContentHash& tree, const Error& error) {
  update_small_json(user_cache_folder() / "dataset_trees.json", [&](json& all) {
    const json* known = entry_of(all["trees"], tree);
    std::vector<Error> errors = known != nullptr ? errors_of(known->at("errors")) : std::vector<Error>();
    errors.push_back(error);
    put(all["trees"], tree, {{"errors", to_json(errors)}});
  });
}

}  // namespace tc3kd
