// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/models/weight_names.h"

#include <array>
#include <set>

namespace tc3kd {
namespace {

constexpr std::array<std::string_view, 7> classifiers{"fc",   "linear",       "classifier", "classifier.0",
                                                      "head", "classifier.1", "last_linear"};
/// In the order of the families in algorithms §3.
constexpr std::array<std::string_view, 5> stems{"conv1.weight", "conv1.0.weight", "block0.0.weight",
                                                "features.0.0.weight", "features.0.weight"};

bool readable(const std::string& dtype) { return dtype != "BOOL" && dtype != "U8" && dtype != "I8" && dtype != "I16"; }

bool is_statistic(std::string_view name) {
  return name.ends_with("running_mean") || name.ends_with("running_var") || name.ends_with("num_batches_tracked");
}

std::string shape_text(const std::vector<std::int64_t>& shape) {
  std::string text;
  for (const std::int64_t size : shape) text += (text.empty() ? "" : "×") + std::to_string(size);
  return "[" + text + "]";
}

std::int64_t elements(const StoredTensor& tensor) {
  std::int64_t product = 1;
  for (const std::int64_t size : tensor.shape) product *= size;
  return product;
}

/// Stored names by common name; those that several share are left out, since nobody could say which is meant.
std::map<std::string, std::string> by_common_name(const StoredTensors& stored) {
  std::map<std::string, std::string> names;
  std::set<std::string> several;
  for (const auto& [name, tensor] : stored) {
    if (!names.emplace(common_name(name), name).second) several.insert(common_name(name));
  }
  for (const std::string& name : several) names.erase(name);
  return names;
}

}  // namespace

std::string common_name(std::string_view name) {
  const auto dot = name.rfind('.');
  if (dot != std::string_view::npos) {
    for (const std::string_view classifier : classifiers) {
      if (name.substr(0, dot) == classifier) return "fc" + std::string(name.substr(dot));
    }
  }
  std::string common(name);
  if (const auto at = common.find(".shortcut."); at != std::string::npos) common.replace(at, 10, ".downsample.");
  return common;
}

NameMatch match_names(const StoredTensors& stored, const NamedShapes& network) {
  NameMatch match;
  const auto common = by_common_name(stored);
  std::set<std::string> taken;
  for (const auto& [name, shape] : network) {
    auto found = stored.find(name);
    if (found == stored.end()) {
      const auto other = common.find(common_name(name));
      // A stored name that the network has too is meant for its own place.
      if (other != common.end() && !network.contains(other->second)) found = stored.find(other->second);
    }
    if (found == stored.end()) {
      if (!name.ends_with("num_batches_tracked")) match.missing.push_back(name);
      continue;
    }
    taken.insert(found->first);
    if (found->first != name) match.renamed.push_back(found->first + " → " + name);
    if (found->second.shape != shape || !readable(found->second.dtype)) {
      match.misshaped.push_back(name + " " + found->second.dtype + " " + shape_text(found->second.shape) + " for " +
                                shape_text(shape));
    } else {
      match.stored_of[name] = found->first;
    }
  }
  for (const auto& [name, tensor] : stored) {
    if (!taken.contains(name)) match.unexpected.push_back(name);
  }
  return match;
}

WeightShape weight_shape(const StoredTensors& stored) {
  WeightShape shape;
  for (const auto& [name, tensor] : stored) {
    if (is_statistic(name)) continue;
    shape.parameters += elements(tensor);
    const bool classifier = common_name(name) == "fc.weight" && tensor.shape.size() == 2;
    if (classifier) {
      shape.classes = tensor.shape[0];
      shape.per_class += tensor.shape[1];
    }
    if (common_name(name) == "fc.bias") ++shape.per_class;
  }
  for (const std::string_view stem : stems) {
    const auto found = stored.find(std::string(stem));
    if (found == stored.end() || found->second.shape.size() != 4 || found->second.shape[1] == 0) continue;
    shape.channels = found->second.shape[1];
    shape.per_channel = elements(found->second) / shape.channels;
    break;
  }
  return shape;
}

}  // namespace tc3kd
