// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/models/layers.h"

namespace tc3kd {

// How weights begin (algorithms §3); every draw comes from the given generator. Batch norms keep 1 and 0, a
// convolution's bias 0.

/// N(0, 2/(k²·out)): Kaiming-normal, fan-out, ReLU. For depthwise convolutions, too, `out` is all channels.
void normal_fan_out(Conv& layer, torch::Generator& generator);
/// N(0, 2/(k²·in)): Kaiming-normal, fan-in.
void normal_fan_in(Conv& layer, torch::Generator& generator);

/// PyTorch's default: weights and bias uniform in ±1/√in.
void uniform_linear(Linear& layer, torch::Generator& generator);
/// Weights uniform in ±1/√in, bias 0.
void uniform_linear_without_bias(Linear& layer, torch::Generator& generator);
/// Weights N(0, 2/in), bias uniform in ±1/√in.
void normal_fan_in_linear(Linear& layer, torch::Generator& generator);
/// Weights N(0, 0.01²), bias 0.
void small_normal_linear(Linear& layer, torch::Generator& generator);

/// A network's choice among them.
struct Initialisation {
  void (*conv)(Conv&, torch::Generator&) = normal_fan_out;
  void (*linear)(Linear&, torch::Generator&) = uniform_linear;
};

/// Draws all weights from the stream of this seed, in the order in which the layers were registered, and lays the
/// convolutions' out channels-last.
void initialise(torch::nn::Module& network, const Initialisation& rules, std::uint64_t seed);

}  // namespace tc3kd
