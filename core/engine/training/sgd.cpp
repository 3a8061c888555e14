// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/training/sgd.h"

#include <torch/torch.h>

namespace tc3kd {

Sgd::Sgd(const std::vector<at::Tensor>& parameters, const OptimiserConfig& config)
    : momentum_(config.momentum),
      weight_decay_(config.weight_decay),
      nesterov_(config.nesterov && config.momentum > 0) {
  for (const at::Tensor& parameter : parameters) {
    if (!parameter.requires_grad()) continue;
    parameters_.push_back(parameter);
    // empty_like keeps the memory format: the fused kernel walks parameter, gradient and buffer side by side.
    if (momentum_ > 0) momentum_buffers_.push_back(at::zeros_like(parameter));
  }
}

void Sgd::step(double learning_rate) {
  const at::NoGradGuard no_grad;
  std::vector<at::Tensor> parameters, gradients, buffers;
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    at::Tensor gradient = parameters_[i].grad();
    if (!gradient.defined()) continue;
    if (gradient.strides() != parameters_[i].strides()) gradient = at::empty_like(parameters_[i]).copy_(gradient);
    gradients.push_back(std::move(gradient));
    parameters.push_back(parameters_[i]);
    if (momentum_ > 0) buffers.push_back(momentum_buffers_[i]);
  }
  at::_fused_sgd_(parameters, gradients, buffers, weight_decay_, momentum_, learning_rate, /*dampening=*/0.0, nesterov_,
                  /*maximize=*/false, first_step_);
  first_step_ = false;
}

void Sgd::zero_grad() {
  for (at::Tensor& parameter : parameters_) parameter.mutable_grad().reset();
}

void Sgd::restart() { first_step_ = true; }

}  // namespace tc3kd
