// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/models/initialisation.h"

#include <cmath>

#include <ATen/CPUGeneratorImpl.h>

#include "core/domain/random.h"

namespace tc3kd {
namespace {

void normal(torch::Tensor& weight, double variance, torch::Generator& generator) {
  weight.normal_(0.0, std::sqrt(variance), generator);
}

double kernel_area(const Conv& layer) { return static_cast<double>(layer.shape.kernel * layer.shape.kernel); }

double bound(const Linear& layer) { return 1.0 / std::sqrt(static_cast<double>(layer.weight.size(1))); }

}  // namespace

void normal_fan_out(Conv& layer, torch::Generator& generator) {
  normal(layer.weight, 2.0 / (kernel_area(layer) * static_cast<double>(layer.weight.size(0))), generator);
}

void normal_fan_in(Conv& layer, torch::Generator& generator) {
  normal(layer.weight, 2.0 / (kernel_area(layer) * static_cast<double>(layer.weight.size(1))), generator);
}

void uniform_linear(Linear& layer, torch::Generator& generator) {
  layer.weight.uniform_(-bound(layer), bound(layer), generator);
  layer.bias.uniform_(-bound(layer), bound(layer), generator);
}

void uniform_linear_without_bias(Linear& layer, torch::Generator& generator) {
  layer.weight.uniform_(-bound(layer), bound(layer), generator);
  layer.bias.zero_();
}

void normal_fan_in_linear(Linear& layer, torch::Generator& generator) {
  normal(layer.weight, 2.0 / static_cast<double>(layer.weight.size(1)), generator);
  layer.bias.uniform_(-bound(layer), bound(layer), generator);
}

void small_normal_linear(Linear& layer, torch::Generator& generator) {
  normal(layer.weight, 0.01 * 0.01, generator);
  layer.bias.zero_();
}

void initialise(torch::nn::Module& network, const Initialisation& rules, std::uint64_t seed) {
  const torch::NoGradGuard no_grad;
  RandomStream stream(seed, "initialisation");
  auto generator = at::detail::createCPUGenerator(stream());
  for (const auto& module : network.modules(/*include_self=*/false)) {
    if (auto* conv = module->as<Conv>()) {
      if (conv->bias.defined()) conv->bias.zero_();
      rules.conv(*conv, generator);
      // Cloned, not made contiguous: only so a single input channel, too, gets strides that say channels-last, and the
      // convolution with it. Drawn before: the generator fills row-major memory in another order.
      conv->weight.set_data(conv->weight.detach().clone(torch::MemoryFormat::ChannelsLast));
    }
    if (auto* linear = module->as<Linear>()) rules.linear(*linear, generator);
  }
}

}  // namespace tc3kd
