// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/data/dataset.h"

#include <algorithm>

#include "core/domain/content_hash.h"
#include "core/domain/random.h"
#include "core/engine/data/dataset_layouts.h"
#include "core/engine/data/dataset_loading.h"

namespace tc3kd {
namespace {

Result<ImageDataset> open_dataset(const DataConfig& config) {
  const auto facts = dataset_facts(config);
  if (!facts) {
    std::string allowed;
    for (const DatasetFacts& known : dataset_catalogue()) {
      allowed += (allowed.empty() ? "one of " : ", ") + known.name;
    }
    return fail(ErrorCode::invalid_value, {{"key", "data.name"}, {"value", config.name}, {"allowed", allowed}});
  }
  auto folder = locate_dataset(config.name, config.dir);
  if (!folder) return tl::unexpected(folder.error());
  ImageDataset dataset;
  dataset.facts = *facts;
  dataset.folder = *folder;
  return dataset;
}

Result<void> load_files(bool train, ImageDataset& dataset) {
  const FileLayout* layout = layout_in(dataset.facts.name, dataset.folder);
  if (layout == nullptr) return fail(ErrorCode::file_missing, {{"path", dataset.folder.string()}});  // gone meanwhile
  if (train) {
    auto split = layout->read(dataset.facts, dataset.folder, SplitKind::train);
    if (!split) return tl::unexpected(split.error());
    dataset.train = std::move(*split);
  }
  auto test = layout->read(dataset.facts, dataset.folder, SplitKind::test);
  if (!test) return tl::unexpected(test.error());
  dataset.test = std::move(*test);
  const auto names = layout->class_names(dataset.folder);
  if (names.size() == dataset.facts.classes.size()) dataset.facts.classes = names;
  if (!train) return {};
  ContentHasher hasher;
  hash_split(hasher, dataset.train);
  hash_split(hasher, dataset.test);
  dataset.fingerprint = hasher.finish();
  return {};
}

Result<ImageDataset> load(const DataConfig& config, bool train, std::int64_t budget) {
  auto dataset = open_dataset(config);
  if (!dataset) return dataset;
  const auto loaded = dataset->facts.is_tree ? load_tree(config, train, budget, *dataset) : load_files(train, *dataset);
  if (!loaded) return tl::unexpected(loaded.error());
  return dataset;
}

}  // namespace

Result<ImageDataset> load_dataset(const DataConfig& config, std::int64_t budget) { return load(config, true, budget); }
Result<ImageDataset> load_dataset(const std::string& name, const std::string& dir) {
  return load_dataset(data_of(name, dir));
}
Result<ImageDataset> load_test_split(const DataConfig& config, std::int64_t budget) {
  return load(config, false, budget);
}
Result<ImageDataset> load_test_split(const std::string& name, const std::string& dir) {
  return load_test_split(data_of(name, dir));
}

Result<TrainingSubset> choose_training_subset(const std::vector<std::int64_t>& labels, std::int64_t classes,
                                              const DataConfig& config) {
  std::vector<std::vector<std::int64_t>> by_class(static_cast<std::size_t>(classes));
  for (std::size_t i = 0; i < labels.size(); ++i) {
    by_class[static_cast<std::size_t>(labels[i])].push_back(static_cast<std::int64_t>(i));
  }
  std::vector<std::int64_t> sizes;
  for (const auto& members : by_class) sizes.push_back(static_cast<std::int64_t>(members.size()));
  const auto samples = static_cast<std::int64_t>(labels.size());
  if (config.validation + std::max<std::int64_t>(config.train_limit, 1) > samples) {
    const bool limit = config.train_limit > samples;
    return fail(ErrorCode::invalid_value,
                {{"key", limit ? "data.train_limit" : "data.validation"},
                 {"value", std::to_string(limit ? config.train_limit : config.validation)},
                 {"allowed", "no more than the " + std::to_string(samples) + " training samples that are there"}});
  }
  const auto held_out = config.validation > 0 ? limited_class_sizes(sizes, config.validation)
                                              : std::vector<std::int64_t>(sizes.size(), 0);
  for (std::size_t y = 0; y < sizes.size(); ++y) sizes[y] -= held_out[y];
  const auto kept = limited_class_sizes(sizes, config.train_limit);

  TrainingSubset subset;
  for (std::size_t y = 0; y < by_class.size(); ++y) {
    RandomStream stream(config.seed, "subset", y);
    const auto order = permutation(static_cast<std::int64_t>(by_class[y].size()), stream);
    for (std::int64_t i = 0; i < held_out[y] + kept[y]; ++i) {
      const std::int64_t sample = by_class[y][static_cast<std::size_t>(order[static_cast<std::size_t>(i)])];
      (i < held_out[y] ? subset.validation : subset.train).push_back(sample);
    }
  }
  std::sort(subset.train.begin(), subset.train.end());
  std::sort(subset.validation.begin(), subset.validation.end());
  return subset;
}

}  // namespace tc3kd
