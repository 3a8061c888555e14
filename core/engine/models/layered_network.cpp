// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>

#include "core/engine/models/network_recipe.h"

namespace tc3kd {
namespace {

/// Norms that became part of a convolution leave the copy.
void drop_absorbed_norms(torch::nn::Module& module) {
  for (const auto& child : module.named_children()) {
    const auto* norm = child.value()->as<BatchNorm>();
    if (norm != nullptr && norm->absorbed) module.unregister_module(child.key());
  }
}

}  // namespace

std::shared_ptr<Network> LayeredNetwork::folded() const {
  const torch::NoGradGuard no_grad;
  const auto copy = make_twin();
  copy->make_twin = make_twin;
  // Of a copy of a copy the absorbed norms are gone, and of a fresh twin they are not: pair them by name.
  std::map<std::string, std::shared_ptr<torch::nn::Module>> sources;
  for (const auto& entry : named_modules("", /*include_self=*/false)) sources[entry.key()] = entry.value();
  for (const auto& entry : copy->named_modules("", /*include_self=*/false)) {
    const auto source = sources.find(entry.key());
    if (source == sources.end()) continue;
    if (auto* conv = entry.value()->as<Conv>()) conv->freeze_as(*source->second->as<Conv>());
    if (auto* linear = entry.value()->as<Linear>()) linear->freeze_as(*source->second->as<Linear>());
    if (auto* norm = entry.value()->as<BatchNorm>()) norm->freeze_as(*source->second->as<BatchNorm>());
  }
  for (const auto& module : copy->modules(/*include_self=*/true)) drop_absorbed_norms(*module);
  copy->frozen_ = true;
  copy->eval();
  return copy;
}

}  // namespace tc3kd
