// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "core/engine/models/initialisation.h"
#include "core/engine/models/layer_counter.h"
#include "core/engine/models/network.h"

namespace tc3kd {

/// A network made of this folder's layers. It is described once, as trained; its folded copy is another of its kind
/// whose layers are switched over.
class LayeredNetwork : public Network {
 public:
  [[nodiscard]] std::shared_ptr<Network> folded() const final;
  /// A folded copy stays in evaluation mode.
  void train(bool on = true) final { Network::train(on && !frozen_); }

  /// Makes a fresh network of this kind and shape; set by whoever made this one.
  std::function<std::shared_ptr<LayeredNetwork>()> make_twin;

 private:
  bool frozen_ = false;
};

/// All that the registry knows of one network.
struct NetworkRecipe {
  std::function<std::shared_ptr<LayeredNetwork>(const NetworkShape&)> make;  ///< weights not yet initialised
  std::function<void(LayerCounter&)> count;                                  ///< its layers in order
  Initialisation initialisation;
  std::int64_t smallest_side = 1;          ///< pixels, below which a map would shrink to nothing
  NetworkShape catalogue{3, 100, 32, 32};  ///< what it is counted for in the catalogue
};

/// The shape of ImageNet's pictures in the catalogue.
inline constexpr NetworkShape imagenet_shape{3, 1000, 224, 224};

/// A family: the recipe of the member of this name, if it has one.
using NetworkFamily = std::optional<NetworkRecipe> (*)(std::string_view name);

}  // namespace tc3kd
