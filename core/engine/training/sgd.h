// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <ATen/core/Tensor.h>

#include "core/domain/config/experiment_config.h"

namespace tc3kd {

/// Stochastic gradient descent over all parameters at once, as torch.optim.SGD: with g' = g + decay·p,
///   v ← g' in the first step, else μ·v + g';   p ← p − lr·(nesterov ? g' + μ·v : v).
/// Weight decay applies to every parameter, batch norms' and biases' too, as in the field's recipes.
class Sgd {
 public:
  /// Only parameters that require a gradient are kept; they share memory with the network's.
  Sgd(const std::vector<at::Tensor>& parameters, const OptimiserConfig& config);

  /// One step with the gradients that backward() left. A parameter that the loss did not reach stays as it is, without
  /// decay, as in PyTorch.
  void step(double learning_rate);
  /// Forgets the gradients: the next backward() writes them instead of adding to them.
  void zero_grad();
  /// Forgets the momentum, as a new optimiser would.
  void restart();

  /// What a step depends on beside parameters and gradients: one buffer a parameter (none when μ = 0), and whether the
  /// next step is the first. They share memory with the optimiser's.
  [[nodiscard]] const std::vector<at::Tensor>& momentum_buffers() const { return momentum_buffers_; }
  [[nodiscard]] bool first_step() const { return first_step_; }
  void set_first_step(bool first) { first_step_ = first; }

  [[nodiscard]] const std::vector<at::Tensor>& parameters() const { return parameters_; }

 private:
  std::vector<at::Tensor> parameters_;
  std::vector<at::Tensor> momentum_buffers_;  ///< one a parameter, or none when μ = 0
  double momentum_, weight_decay_;
  bool nesterov_;
  bool first_step_ = true;
};

}  // namespace tc3kd
