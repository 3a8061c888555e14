// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/models/network.h"

#include <algorithm>
#include <array>

#include "core/domain/config/model_names.h"
#include "core/engine/models/cifar_mobilenet_v2.h"
#include "core/engine/models/cifar_resnet.h"
#include "core/engine/models/imagenet_resnet.h"
#include "core/engine/models/mobilenet_v2.h"
#include "core/engine/models/network_recipe.h"
#include "core/engine/models/vgg.h"
#include "core/engine/models/wrn.h"

namespace tc3kd {
namespace {

/// The registry: a new family is one file in this folder and its line here (and its names in
/// core/domain/config/model_names.cpp).
constexpr std::array<NetworkFamily, 6> families{
    cifar_resnet, wrn, cifar_mobilenet_v2, vgg, imagenet_resnet, mobilenet_v2,
};

std::optional<NetworkRecipe> find_recipe(std::string_view name) {
  for (const NetworkFamily family : families) {
    if (auto recipe = family(name)) return recipe;
  }
  return std::nullopt;
}

Error refuse(std::string_view name, const std::string& allowed) {
  return {ErrorCode::invalid_value, {{"key", "model"}, {"value", std::string(name)}, {"allowed", allowed}}};
}

std::optional<Error> shape_error(std::string_view name, const NetworkRecipe& recipe, const NetworkShape& shape) {
  if (shape.channels < 1 || shape.classes < 1) {
    return refuse(name, "pictures with at least one channel and data with at least one class, here " +
                            std::to_string(shape.channels) + " and " + std::to_string(shape.classes));
  }
  if (std::min(shape.height, shape.width) >= recipe.smallest_side) return std::nullopt;
  const std::string side = std::to_string(recipe.smallest_side);
  return refuse(name, "pictures of at least " + side + " × " + side + " pixels, here " + std::to_string(shape.height) +
                          " × " + std::to_string(shape.width));
}

Result<NetworkRecipe> recipe_for(std::string_view name, const NetworkShape& shape) {
  auto recipe = find_recipe(name);
  if (!recipe) return tl::unexpected(unknown_model(name));
  if (auto error = shape_error(name, *recipe, shape)) return tl::unexpected(std::move(*error));
  return *std::move(recipe);
}

ModelInfo counted(const std::string& name, const NetworkRecipe& recipe, const NetworkShape& shape) {
  LayerCounter counter(shape);
  recipe.count(counter);
  return {name, counter.parameters(), counter.macs()};
}

}  // namespace

Result<std::shared_ptr<Network>> make_network(std::string_view name, NetworkShape shape, std::uint64_t seed) {
  const auto recipe = recipe_for(name, shape);
  if (!recipe) return tl::unexpected(recipe.error());
  auto network = recipe->make(shape);
  network->make_twin = [make = recipe->make, shape] { return make(shape); };
  initialise(*network, recipe->initialisation, seed);
  return network;
}

Result<ModelInfo> model_info(std::string_view name, NetworkShape shape) {
  const auto recipe = recipe_for(name, shape);
  if (!recipe) return tl::unexpected(recipe.error());
  return counted(std::string(name), *recipe, shape);
}

std::vector<ModelInfo> model_catalogue() {
  std::vector<ModelInfo> models;
  for (const FieldChoice& choice : model_choices()) {
    const auto recipe = find_recipe(choice.value);
    if (recipe) models.push_back(counted(choice.value, *recipe, recipe->catalogue));
  }
  return models;
}

}  // namespace tc3kd
