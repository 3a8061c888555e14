// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

namespace tc3kd {

/// A convolution without bias, padded so that stride 1 keeps the size.
[[nodiscard]] torch::nn::Conv2d conv(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t stride);

/// A convolution and the batch norm after it as one convolution with bias.
struct FoldedConv {
  torch::Tensor weight, bias;
  std::vector<std::int64_t> stride, padding;
  [[nodiscard]] torch::Tensor apply(const torch::Tensor& x) const {
    return torch::conv2d(x, weight, bias, stride, padding);
  }
};

/// w' = w·γ/√(σ²+ε), b' = β − μ·γ/√(σ²+ε), computed in double and rounded once, channels-last.
[[nodiscard]] FoldedConv fold(const torch::nn::Conv2dImpl& conv, const torch::nn::BatchNorm2dImpl& norm);
[[nodiscard]] inline FoldedConv fold(const torch::nn::Conv2d& conv, const torch::nn::BatchNorm2d& norm) {
  return fold(*conv, *norm);
}

/// Kaiming-normal, fan-out, ReLU: N(0, 2/(k²·out)), from the given generator.
void kaiming_normal_fan_out(torch::Tensor weight, torch::Generator& generator);
/// PyTorch's default of a linear layer: weights and bias uniform in ±1/√in, from the given generator.
void default_linear(torch::nn::LinearImpl& layer, torch::Generator& generator);

}  // namespace tc3kd
