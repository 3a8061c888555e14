// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/losses/loss_maths.h"

#include <algorithm>
#include <cmath>

#include <ATen/CPUGeneratorImpl.h>

#include "core/domain/random.h"

namespace tc3kd {
namespace {

/// `weight` is [out, in, …], and [in, out, …] of a transposed convolution, where PyTorch takes the second size too.
void draw(const at::Tensor& weight, const at::Tensor& bias, at::Generator& generator) {
  const torch::NoGradGuard no_grad;
  const double bound = 1.0 / std::sqrt(static_cast<double>(weight[0].numel()));
  weight.uniform_(-bound, bound, generator);
  if (bias.defined()) bias.uniform_(-bound, bound, generator);
}

}  // namespace

at::Tensor widened(const at::Tensor& tensor) {
  return tensor.scalar_type() == at::kDouble ? tensor : tensor.to(at::kFloat);
}

at::Tensor unit_rows(const at::Tensor& rows) {
  const at::Tensor norm = rows.norm(2, -1, /*keepdim=*/true);
  // Dividing a zero by 1e-12 would make a gradient of 1e12 out of nothing.
  return at::where(norm > 1e-12, rows / norm.clamp_min(1e-12), at::zeros({}, rows.options()));
}

std::pair<at::Tensor, at::Tensor> at_common_size(const at::Tensor& a, const at::Tensor& b) {
  if (a.size(2) > b.size(2)) return {at::adaptive_avg_pool2d(a, {b.size(2), b.size(3)}), b};
  if (a.size(2) < b.size(2)) return {a, at::adaptive_avg_pool2d(b, {a.size(2), a.size(3)})};
  return {a, b};
}

std::size_t map_pairs(std::size_t student_taps, std::size_t teacher_taps) {
  return std::max<std::size_t>(2, std::min(student_taps, teacher_taps)) - 2;
}

at::Tensor smooth_l1(const at::Tensor& a, const at::Tensor& b) { return at::smooth_l1_loss(a, b); }

void default_initialise(torch::nn::Module& module, std::uint64_t seed) {
  RandomStream stream(seed, "initialisation");
  at::Generator generator = at::detail::createCPUGenerator(stream());
  for (const auto& part : module.modules(/*include_self=*/false)) {
    if (auto* conv = part->as<torch::nn::Conv2dImpl>()) draw(conv->weight, conv->bias, generator);
    if (auto* conv = part->as<torch::nn::ConvTranspose2dImpl>()) draw(conv->weight, conv->bias, generator);
    if (auto* linear = part->as<torch::nn::LinearImpl>()) draw(linear->weight, linear->bias, generator);
  }
}

}  // namespace tc3kd
