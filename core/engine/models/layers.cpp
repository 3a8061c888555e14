// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/models/layers.h"

#include <cmath>

namespace tc3kd {

torch::nn::Conv2d conv(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t stride) {
  return torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, kernel).stride(stride).padding(kernel / 2).bias(false));
}

FoldedConv fold(const torch::nn::Conv2dImpl& conv, const torch::nn::BatchNorm2dImpl& norm) {
  const torch::NoGradGuard no_grad;
  const auto scale =
      norm.weight.to(torch::kFloat64) / (norm.running_var.to(torch::kFloat64) + norm.options.eps()).sqrt();
  const auto weight = conv.weight.to(torch::kFloat64) * scale.view({-1, 1, 1, 1});
  const auto bias = norm.bias.to(torch::kFloat64) - norm.running_mean.to(torch::kFloat64) * scale;
  const auto type = conv.weight.scalar_type();
  const auto& options = conv.options;
  const auto padding = std::get<torch::ExpandingArray<2>>(options.padding());
  return {weight.to(type).contiguous(torch::MemoryFormat::ChannelsLast),
          bias.to(type),
          {options.stride()->begin(), options.stride()->end()},
          {padding->begin(), padding->end()}};
}

void kaiming_normal_fan_out(torch::Tensor weight, torch::Generator& generator) {
  const torch::NoGradGuard no_grad;
  const auto fan_out = static_cast<double>(weight.size(0) * weight.size(2) * weight.size(3));
  weight.normal_(0.0, std::sqrt(2.0 / fan_out), generator);
}

void default_linear(torch::nn::LinearImpl& layer, torch::Generator& generator) {
  const torch::NoGradGuard no_grad;
  const double bound = 1.0 / std::sqrt(static_cast<double>(layer.weight.size(1)));
  layer.weight.uniform_(-bound, bound, generator);
  layer.bias.uniform_(-bound, bound, generator);
}

}  // namespace tc3kd
