// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/models/network.h"

#include <functional>

#include <ATen/CPUGeneratorImpl.h>

#include "core/domain/config/field.h"
#include "core/domain/random.h"
#include "core/engine/models/cifar_resnet.h"
#include "core/engine/models/layers.h"

namespace tc3kd {
namespace {

/// One network by name: how it is made, and how its parameters and multiply-accumulates are counted.
struct Entry {
  std::string name;
  std::function<std::shared_ptr<Network>(NetworkShape)> make;
  std::function<ModelInfo(NetworkShape)> count;
};

Entry cifar_resnet(int depth) {
  return {"resnet" + std::to_string(depth), [depth](NetworkShape shape) { return make_cifar_resnet(depth, shape); },
          [depth](NetworkShape shape) { return count_cifar_resnet(depth, shape); }};
}

/// The registry: a new family is one file in this folder and its lines here (and in
/// core/domain/config/model_names.cpp).
const std::vector<Entry>& registry() {
  static const std::vector<Entry> entries{cifar_resnet(8),  cifar_resnet(14), cifar_resnet(20), cifar_resnet(32),
                                          cifar_resnet(44), cifar_resnet(56), cifar_resnet(110)};
  return entries;
}

const Entry* find_entry(std::string_view name) {
  for (const Entry& entry : registry()) {
    if (entry.name == name) return &entry;
  }
  return nullptr;
}

/// Draws every parameter from one stream, in the order of the parameters' registration. Batch norms keep 1 and 0.
void initialise(Network& network, std::uint64_t seed) {
  RandomStream stream(seed, "initialisation");
  auto generator = at::detail::createCPUGenerator(stream());
  for (const auto& module : network.modules(false)) {
    if (auto* conv = module->as<torch::nn::Conv2dImpl>()) kaiming_normal_fan_out(conv->weight, generator);
    if (auto* linear = module->as<torch::nn::LinearImpl>()) default_linear(*linear, generator);
  }
}

void make_channels_last(Network& network) {
  const torch::NoGradGuard no_grad;
  for (auto& parameter : network.parameters()) {
    if (parameter.dim() == 4) parameter.set_data(parameter.contiguous(torch::MemoryFormat::ChannelsLast));
  }
}

}  // namespace

Result<std::shared_ptr<Network>> make_network(std::string_view name, NetworkShape shape, std::uint64_t seed) {
  const Entry* entry = find_entry(name);
  if (entry == nullptr) {
    std::vector<std::string> names;
    std::string allowed;
    for (const Entry& known : registry()) {
      names.push_back(known.name);
      allowed += (allowed.empty() ? "one of " : ", ") + known.name;
    }
    return fail(ErrorCode::unknown_model,
                {{"value", std::string(name)}, {"nearest", nearest(name, names)}, {"allowed", allowed}});
  }
  auto network = entry->make(shape);
  initialise(*network, seed);
  make_channels_last(*network);
  return network;
}

std::vector<ModelInfo> model_catalogue() {
  std::vector<ModelInfo> models;
  for (const Entry& entry : registry()) models.push_back(entry.count(NetworkShape{}));
  return models;
}

}  // namespace tc3kd
