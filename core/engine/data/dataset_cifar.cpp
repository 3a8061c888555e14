// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/engine/data/dataset_layouts.h"
#include "core/engine/formats/cifar.h"
#include "core/engine/formats/cifar_python.h"
#include "core/engine/formats/file_bytes.h"

namespace tc3kd {
namespace {

namespace fs = std::filesystem;

/// One way that CIFAR's files lie. `parse` is the reader of a single file: another version of the set is another row.
struct CifarFiles {
  std::vector<std::string> usual;
  std::vector<std::string> train, test;
  Result<CifarRecords> (*parse)(std::span<const std::byte> bytes, const std::string& path) = nullptr;
  std::int64_t record_bytes = 0;  ///< of files that are records and nothing else; 0: only reading tells the number
  std::string names_file;         ///< the classes' names
  std::vector<std::string> (*parse_names)(std::span<const std::byte> bytes, const std::string& path) = nullptr;
  std::vector<PublishedFile> published;
};

Result<CifarRecords> parse_cifar10(std::span<const std::byte> bytes, const std::string& path) {
  const std::vector<std::int64_t> label{10};
  return parse_cifar_binary(bytes, label, path);
}

Result<CifarRecords> parse_cifar100(std::span<const std::byte> bytes, const std::string& path) {
  const std::vector<std::int64_t> coarse_and_fine{20, 100};
  return parse_cifar_binary(bytes, coarse_and_fine, path);
}

/// The Python version's batches, told as the binary version's records.
Result<CifarRecords> parse_python(std::span<const std::byte> bytes, std::int64_t classes, const std::string& path) {
  auto batch = parse_cifar_python(bytes, classes, path);
  if (!batch) return tl::unexpected(batch.error());
  return CifarRecords{std::move(batch->pixels), std::move(batch->labels)};
}

Result<CifarRecords> parse_python10(std::span<const std::byte> bytes, const std::string& path) {
  return parse_python(bytes, 10, path);
}

Result<CifarRecords> parse_python100(std::span<const std::byte> bytes, const std::string& path) {
  return parse_python(bytes, 100, path);
}

/// A name a line; empty lines are none.
std::vector<std::string> parse_name_lines(std::span<const std::byte> bytes, const std::string&) {
  std::vector<std::string> names(1);
  for (const std::byte byte : bytes) {
    const char c = static_cast<char>(byte);
    if (c == '\n') {
      names.emplace_back();
    } else if (c != '\r') {
      names.back() += c;
    }
  }
  std::erase(names, "");
  return names;
}

std::vector<std::string> parse_python_names(std::span<const std::byte> bytes, const std::string& path) {
  return parse_cifar_python_meta(bytes, 100, path).value_or(std::vector<std::string>());
}

class CifarLayout final : public FileLayout {
 public:
  explicit CifarLayout(CifarFiles files) : files_(std::move(files)) {}

  [[nodiscard]] std::vector<std::string> usual_folders() const override { return files_.usual; }
  [[nodiscard]] bool recognises(const fs::path& folder) const override {
    const auto there = [&](const std::string& name) { return !find_packed(folder, name).empty(); };
    return std::all_of(files_.test.begin(), files_.test.end(), there) && there(files_.train.front());
  }
  [[nodiscard]] Result<ImageSplit> read(const DatasetFacts& facts, const fs::path& folder,
                                        SplitKind split) const override;
  [[nodiscard]] std::optional<std::int64_t> count(const fs::path& folder, SplitKind split) const override;
  [[nodiscard]] std::vector<std::string> class_names(const fs::path& folder) const override;
  [[nodiscard]] std::vector<PublishedFile> published_files() const override { return files_.published; }

 private:
  [[nodiscard]] const std::vector<std::string>& names(SplitKind split) const {
    return split == SplitKind::train ? files_.train : files_.test;
  }

  CifarFiles files_;
};

Result<ImageSplit> CifarLayout::read(const DatasetFacts& facts, const fs::path& folder, SplitKind split) const {
  ImageSplit whole{0, facts.channels, facts.height, facts.width, {}, {}};
  for (const std::string& name : names(split)) {
    const fs::path path = find_packed(folder, name);
    if (path.empty()) return fail(ErrorCode::file_missing, {{"path", (folder / name).string()}});
    const auto bytes = read_file_bytes(path, largest_data_file);
    if (!bytes) return tl::unexpected(bytes.error());
    auto records = files_.parse(*bytes, path.string());
    if (!records) return tl::unexpected(records.error());
    if (whole.pixels.empty()) {
      whole.pixels = std::move(records->pixels);
      whole.labels = std::move(records->labels);
    } else {
      whole.pixels.insert(whole.pixels.end(), records->pixels.begin(), records->pixels.end());
      whole.labels.insert(whole.labels.end(), records->labels.begin(), records->labels.end());
    }
  }
  whole.samples = static_cast<std::int64_t>(whole.labels.size());
  return whole;
}

std::optional<std::int64_t> CifarLayout::count(const fs::path& folder, SplitKind split) const {
  std::int64_t samples = 0;
  for (const std::string& name : names(split)) {
    const fs::path path = find_packed(folder, name);
    std::error_code error;
    const auto bytes = path.empty() ? 0 : fs::file_size(path, error);
    if (path.empty() || error || path.extension() == ".gz" || files_.record_bytes == 0) return std::nullopt;
    samples += static_cast<std::int64_t>(bytes) / files_.record_bytes;
  }
  return samples;
}

std::vector<std::string> CifarLayout::class_names(const fs::path& folder) const {
  if (files_.names_file.empty()) return {};
  const fs::path path = folder / files_.names_file;
  const auto bytes = read_file_bytes(path, 1 << 16);
  return bytes ? files_.parse_names(*bytes, path.string()) : std::vector<std::string>();
}

const CifarLayout& cifar10_binary() {
  static const CifarLayout layout(
      {.usual = {"cifar-10-batches-bin", "cifar10", "cifar-10"},
       .train = {"data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"},
       .test = {"test_batch.bin"},
       .parse = parse_cifar10,
       .record_bytes = 1 + cifar_picture_bytes,
       .names_file = {},
       .parse_names = nullptr,
       .published = {}});
  return layout;
}

const CifarLayout& cifar100_binary() {
  static const CifarLayout layout({.usual = {"cifar-100-binary", "cifar100", "cifar-100"},
                                   .train = {"train.bin"},
                                   .test = {"test.bin"},
                                   .parse = parse_cifar100,
                                   .record_bytes = 2 + cifar_picture_bytes,
                                   .names_file = "fine_label_names.txt",
                                   .parse_names = parse_name_lines,
                                   .published = {{"train.bin", "6172c7755cfe09b2fe270c85cebc1b15"},
                                                 {"test.bin", "4499cfba6c016c1be1438163640a0898"}}});
  return layout;
}

const CifarLayout& cifar10_python() {
  static const CifarLayout layout({.usual = {"cifar-10-batches-py"},
                                   .train = {"data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4",
                                             "data_batch_5"},
                                   .test = {"test_batch"},
                                   .parse = parse_python10,
                                   .record_bytes = 0,
                                   .names_file = {},
                                   .parse_names = nullptr,
                                   .published = {{"data_batch_1", "c99cafc152244af753f735de768cd75f"},
                                                 {"data_batch_2", "d4bba439e000b95fd0a9bffe97cbabec"},
                                                 {"data_batch_3", "54ebc095f3ab1f0389bbae665268c751"},
                                                 {"data_batch_4", "634d18415352ddfa80567beed471001a"},
                                                 {"data_batch_5", "482c414d41f54cd18b22e5b47cb7c3cb"},
                                                 {"test_batch", "40351d587109b95175f43aff81a1287e"}}});
  return layout;
}

const CifarLayout& cifar100_python() {
  static const CifarLayout layout({.usual = {"cifar-100-python"},
                                   .train = {"train"},
                                   .test = {"test"},
                                   .parse = parse_python100,
                                   .record_bytes = 0,
                                   .names_file = "meta",
                                   .parse_names = parse_python_names,
                                   .published = {{"train", "16019d7e3df5f24257cddd939b257f8d"},
                                                 {"test", "f0ef6b0ae62326f3e7ffdfab6717acfc"}}});
  return layout;
}

}  // namespace

std::vector<const FileLayout*> cifar_layouts(const std::string& name) {
  if (name == "cifar10") return {&cifar10_binary(), &cifar10_python()};
  if (name == "cifar100") return {&cifar100_binary(), &cifar100_python()};
  return {};
}

}  // namespace tc3kd
