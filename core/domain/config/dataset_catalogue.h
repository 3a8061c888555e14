// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/domain/config/experiment_config.h"

namespace tc3kd {

/// What is known of a data set before a file of it is opened.
struct DatasetFacts {
  std::string name;   ///< "fashion-mnist"
  std::string label;  ///< "Fashion-MNIST"
  std::int64_t channels = 1, height = 28, width = 28;
  std::vector<std::string> classes;  ///< their names, in label order
  std::int64_t train_samples = 0, test_samples = 0;
  std::vector<std::int64_t> class_sizes;  ///< of the training split
  std::vector<double> mean, std;          ///< of the training split, in units of 255
  /// Whether it lies as class folders of pictures. `classes`, sizes and numbers that such a set's files alone can tell
  /// are empty or 0 here (`imagenet`, `folder`), and are completed when it is loaded.
  bool is_tree = false;
};

[[nodiscard]] const std::vector<DatasetFacts>& dataset_catalogue();
/// What is known beforehand of the data set that a configuration names, as it asks for it (`data.splits`,
/// `data.image_size`). Empty when there is no such data set.
[[nodiscard]] std::optional<DatasetFacts> dataset_facts(const DataConfig& config);

/// nullptr when there is no such data set.
[[nodiscard]] const DatasetFacts* find_dataset(std::string_view name);

/// The class sizes that `train_limit` and `validation` leave: n_y·limit/N, the remainder to the lowest classes.
[[nodiscard]] std::vector<std::int64_t> limited_class_sizes(const std::vector<std::int64_t>& class_sizes,
                                                            std::int64_t limit);

}  // namespace tc3kd
