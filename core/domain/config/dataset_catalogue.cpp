// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/config/dataset_catalogue.h"

#include <algorithm>
#include <numeric>

namespace tc3kd {

const std::vector<DatasetFacts>& dataset_catalogue() {
  static const std::vector<DatasetFacts> catalogue{
      {.name = "fashion-mnist",
       .label = "Fashion-MNIST",
       .classes = {"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
                   "Ankle boot"},
       .train_samples = 60000,
       .test_samples = 10000,
       .class_sizes = std::vector<std::int64_t>(10, 6000),
       .mean = {0.2860405970},
       .std = {0.3530242445}},
      {.name = "mnist",
       .label = "MNIST",
       .classes = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"},
       .train_samples = 60000,
       .test_samples = 10000,
       .class_sizes = {5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949},
       .mean = {0.1307},
       .std = {0.3081}}};
  return catalogue;
}

const DatasetFacts* find_dataset(std::string_view name) {
  const auto& catalogue = dataset_catalogue();
  const auto found =
      std::find_if(catalogue.begin(), catalogue.end(), [&](const DatasetFacts& f) { return f.name == name; });
  return found == catalogue.end() ? nullptr : &*found;
}

std::vector<std::int64_t> limited_class_sizes(const std::vector<std::int64_t>& class_sizes, std::int64_t limit) {
  const std::int64_t samples = std::accumulate(class_sizes.begin(), class_sizes.end(), std::int64_t{0});
  if (limit <= 0 || limit >= samples) return class_sizes;
  std::vector<std::int64_t> sizes;
  for (const std::int64_t size : class_sizes) sizes.push_back(size * limit / samples);
  std::int64_t rest = limit - std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0});
  for (std::size_t y = 0; y < sizes.size() && rest > 0; ++y) {
    if (sizes[y] == class_sizes[y]) continue;
    ++sizes[y];
    --rest;
  }
  return sizes;
}

}  // namespace tc3kd
