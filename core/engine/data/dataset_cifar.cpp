// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/engine/data/dataset_layouts.h"
#include "core/engine/formats/cifar.h"
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
  std::string names_file;         ///< the classes, a line each
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
  const auto bytes = read_file_bytes(folder / files_.names_file, 1 << 16);
  if (!bytes) return {};
  std::vector<std::string> names(1);
  for (const std::byte byte : *bytes) {
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

const CifarLayout& cifar10_binary() {
  static const CifarLayout layout(
      {.usual = {"cifar-10-batches-bin", "cifar10", "cifar-10"},
       .train = {"data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"},
       .test = {"test_batch.bin"},
       .parse = parse_cifar10,
       .record_bytes = 1 + cifar_picture_bytes,
       .names_file = {},
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
                                   .published = {{"train.bin", "6172c7755cfe09b2fe270c85cebc1b15"},
                                                 {"test.bin", "4499cfba6c016c1be1438163640a0898"}}});
  return layout;
}

}  // namespace

std::vector<const FileLayout*> cifar_layouts(const std::string& name) {
  if (name == "cifar10") return {&cifar10_binary()};
  if (name == "cifar100") return {&cifar100_binary()};
  return {};
}

bool holds_unread_cifar(const std::string& name, const fs::path& folder) {
  const auto has = [&](const std::string& inner, const char* one, const char* other) {
    std::error_code ignored;
    for (const fs::path& place : {folder, folder / inner}) {
      if (fs::is_regular_file(place / one, ignored) && fs::is_regular_file(place / other, ignored)) return true;
    }
    return false;
  };
  if (name == "cifar10") return has("cifar-10-batches-py", "data_batch_1", "test_batch");
  return name == "cifar100" && has("cifar-100-python", "train", "test");
}

}  // namespace tc3kd
