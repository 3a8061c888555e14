// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/training/run_data.h"

#include <utility>

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

}  // namespace

RunData prepare_data(RunContext& context) {
  const DataConfig& config = context.config.data;
  const ImageDataset dataset = value_or_throw(load_dataset(config.name, config.dir));
  context.proceed();
  const auto classes = static_cast<std::int64_t>(dataset.facts.classes.size());
  const TrainingSubset subset = value_or_throw(choose_training_subset(dataset.train.labels, classes, config));
  std::vector<std::int64_t> labels = pick(dataset.train.labels, subset.train);
  std::vector<std::int64_t> class_sizes = count_classes(labels, dataset.facts.classes.size());
  RunData data{dataset.facts,
               dataset.fingerprint,
               subset.train,
               std::move(labels),
               std::move(class_sizes),
               ResidentSplit(dataset.train, subset.train, config.normalisation, context.device),
               ResidentSplit(dataset.test, {}, config.normalisation, context.device),
               std::nullopt};
  if (!subset.validation.empty()) {
    data.validation.emplace(dataset.train, subset.validation, config.normalisation, context.device);
  }
  append_data_ready(context, dataset, subset, data);
  return data;
}

}  // namespace tc3kd
