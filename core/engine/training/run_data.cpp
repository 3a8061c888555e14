// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/training/run_data.h"

#include <memory>
#include <utility>

#include "core/engine/data/make_split.h"

namespace tc3kd {
namespace {

std::vector<std::int64_t> pick(const std::vector<std::int64_t>& labels, const std::vector<std::int64_t>& indices) {
  std::vector<std::int64_t> picked;
  picked.reserve(indices.size());
  for (const std::int64_t index : indices) picked.push_back(labels[static_cast<std::size_t>(index)]);
  return picked;
}

std::vector<std::int64_t> count_classes(const std::vector<std::int64_t>& labels, std::size_t classes) {
  std::vector<std::int64_t> counts(classes, 0);
  for (const std::int64_t label : labels) ++counts[static_cast<std::size_t>(label)];
  return counts;
}

void append_data_ready(RunContext& context, const ImageDataset& dataset, const TrainingSubset& subset,
                       const RunData& data) {
  const Artefact indices = Artefact::blob(encode_integers(data.indices)),
                 labels = Artefact::blob(encode_integers(data.labels));
  const Artefact test_labels = Artefact::blob(encode_integers(dataset.test.labels));
  DataReady ready;
  ready.name = dataset.facts.name;
  ready.fingerprint = dataset.fingerprint;
  ready.channels = dataset.train.channels;
  ready.height = dataset.train.height;
  ready.width = dataset.train.width;
  ready.classes = dataset.facts.classes;
  ready.class_sizes = data.class_sizes;
  ready.train_samples = static_cast<std::int64_t>(data.indices.size());
  ready.split_samples = dataset.train.samples;
  ready.test_samples = dataset.test.samples;
  ready.validation_samples = static_cast<std::int64_t>(subset.validation.size());
  ready.indices = indices.hash;
  ready.labels = labels.hash;
  ready.test_labels = test_labels.hash;
  ready.mean = context.config.data.normalisation.mean;
  ready.std = context.config.data.normalisation.std;
  context.append(std::move(ready), {indices, labels, test_labels});
}

/// Nothing is left out silently.
void append_left_out(RunContext& context, const ImageDataset& dataset) {
  if (!dataset.skipped.empty()) {
    std::string files;
    for (const Error& error : dataset.skipped) {
      if (!files.empty()) files += '\n';
      files += error["path"];
    }
    context.append(Warning{"pictures_skipped", {{"count", std::to_string(dataset.skipped.size())}, {"files", files}}});
  }
  if (dataset.passed_over > 0) {
    context.append(Warning{"pictures_passed_over",
                           {{"count", std::to_string(dataset.passed_over)}, {"path", dataset.folder.string()}}});
  }
}

}  // namespace

RunData prepare_data(RunContext& context) {
  const DataConfig& config = context.config.data;
  const auto dataset = std::make_shared<const ImageDataset>(value_or_throw(load_dataset(config)));
  context.proceed();
  const auto classes = static_cast<std::int64_t>(dataset->facts.classes.size());
  const TrainingSubset subset = value_or_throw(choose_training_subset(dataset->train.labels, classes, config));
  std::vector<std::int64_t> labels = pick(dataset->train.labels, subset.train);
  std::vector<std::int64_t> class_sizes = count_classes(labels, dataset->facts.classes.size());
  const auto split = [&](SplitUse use, const std::vector<std::int64_t>& indices) {
    return make_split(dataset, use, indices, config, context.device);
  };
  auto train = split(SplitUse::trained_on, subset.train), test = split(SplitUse::tested, {});
  const PictureSplit &train_view = *train, &test_view = *test;
  RunData data{dataset->facts,   dataset->fingerprint, subset.train, std::move(labels), std::move(class_sizes),
               std::move(train), std::move(test),      train_view,   test_view,         nullptr};
  if (!subset.validation.empty()) data.validation = split(SplitUse::held_out, subset.validation);
  append_data_ready(context, *dataset, subset, data);
  append_left_out(context, *dataset);
  return data;
}

}  // namespace tc3kd
