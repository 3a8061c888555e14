// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/config/dataset_catalogue.h"

#include <algorithm>
#include <numeric>

namespace tc3kd {

namespace {

const std::vector<std::string> cifar10_classes{"airplane", "automobile", "bird",  "cat",  "deer",
                                               "dog",      "frog",       "horse", "ship", "truck"};

/// Their names stand in a file beside the data; these serve until it is read.
std::vector<std::string> numbered_classes(int count) {
  std::vector<std::string> names;
  for (int i = 0; i < count; ++i) names.push_back("class " + std::to_string(i));
  return names;
}

}  // namespace

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
       .std = {0.3081}},
      {.name = "cifar10",
       .label = "CIFAR-10",
       .channels = 3,
       .height = 32,
       .width = 32,
       .classes = cifar10_classes,
       .train_samples = 50000,
       .test_samples = 10000,
       .class_sizes = std::vector<std::int64_t>(10, 5000),
       .mean = {0.4914, 0.4824, 0.4467},
       .std = {0.2471, 0.2435, 0.2616}},
      {.name = "cifar100",
       .label = "CIFAR-100",
       .channels = 3,
       .height = 32,
       .width = 32,
       .classes = numbered_classes(100),
       .train_samples = 50000,
       .test_samples = 10000,
       .class_sizes = std::vector<std::int64_t>(100, 500),
       .mean = {0.5071, 0.4867, 0.4408},
       .std = {0.2675, 0.2565, 0.2761}},
      {.name = "cinic10",
       .label = "CINIC-10",
       .channels = 3,
       .height = 32,
       .width = 32,
       .classes = cifar10_classes,
       .train_samples = 90000,
       .test_samples = 90000,
       .class_sizes = std::vector<std::int64_t>(10, 9000),
       .mean = {0.47889522, 0.47227842, 0.43047404},
       .std = {0.24205776, 0.23828046, 0.25874835},
       .is_tree = true},
      {.name = "imagenet",
       .label = "ImageNet",
       .channels = 3,
       .height = 224,
       .width = 224,
       .classes = {},
       .class_sizes = {},
       .mean = {0.485, 0.456, 0.406},
       .std = {0.229, 0.224, 0.225},
       .is_tree = true},
      // Its own constants are not known before all of it is decoded, and pictures of the world are near ImageNet's.
      {.name = "folder",
       .label = "Folder of pictures",
       .channels = 3,
       .height = 0,
       .width = 0,
       .classes = {},
       .class_sizes = {},
       .mean = {0.485, 0.456, 0.406},
       .std = {0.229, 0.224, 0.225},
       .is_tree = true}};
  return catalogue;
}

const DatasetFacts* find_dataset(std::string_view name) {
  const auto& catalogue = dataset_catalogue();
  const auto found =
      std::find_if(catalogue.begin(), catalogue.end(), [&](const DatasetFacts& f) { return f.name == name; });
  return found == catalogue.end() ? nullptr : &*found;
}

std::optional<DatasetFacts> dataset_facts(const DataConfig& config) {
  const DatasetFacts* known = find_dataset(config.name);
  if (known == nullptr) return std::nullopt;
  DatasetFacts facts = *known;
  if (config.name == "cinic10" && config.splits == "train+valid") {
    facts.train_samples *= 2;
    for (std::int64_t& size : facts.class_sizes) size *= 2;
  }
  if ((config.name == "imagenet" || config.name == "folder") && config.image_size > 0) {
    facts.height = facts.width = config.image_size;
  }
  return facts;
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
