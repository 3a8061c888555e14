// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <torch/torch.h>

#include "core/domain/config/experiment_config.h"
#include "core/domain/result.h"
#include "core/engine/models/network.h"

namespace tc3kd {

/// What a method's loss is made of: one batch, seen by both networks. Everything is float32 or wider.
struct MethodInput {
  NetworkOutput student;   ///< logits [B, C] (as they are softened: standardised where that is switched on), f0…fL
  NetworkOutput teacher;   ///< likewise, without gradient
  at::Tensor labels;       ///< int64 [B]
  at::Tensor temperature;  ///< τ, a scalar of the logits' type: learnt, or a constant on the CPU
  std::int64_t epoch = 1;  ///< of the student's training, from 1

  [[nodiscard]] std::int64_t batch() const { return labels.size(0); }
};

/// A distillation method: a loss beside CE and KL, and the trainable parts that it needs (regressors, embeddings),
/// which are this module's parameters and buffers under stable names. They are made once, join the student's optimiser
/// and are trained across all stages (algorithms A18). Always in training mode.
class DistillationMethod : public torch::nn::Module {
 public:
  /// The loss of a batch: a scalar in the features' type, not yet weighted by β. The gradient flows to the student and
  /// to this module's parameters, never to the teacher.
  [[nodiscard]] virtual at::Tensor loss(const MethodInput& input) = 0;

  /// Whether `loss` reads the networks' features. They are asked of them only then.
  [[nodiscard]] virtual bool needs_features() const { return true; }

  /// The smallest batch that has a loss; smaller ones are trained without it (algorithms A19).
  [[nodiscard]] virtual std::int64_t smallest_batch() const { return 1; }

  /// What a first stage of `distillation.hint_epochs` minimises by itself; undefined for a method without such a stage.
  [[nodiscard]] virtual at::Tensor pretraining_loss(const MethodInput&) { return {}; }
};

/// A tap's shape without the batch: [C, H, W], or [D] of the pooled one.
using TapShape = std::vector<std::int64_t>;
using TapShapes = std::vector<TapShape>;

/// f0…fL of a network for pictures [B, C, H, W] like these (two of zeros will do), found by a pass in evaluation mode
/// without gradients. The network's mode is restored.
[[nodiscard]] TapShapes tap_shapes(Network& network, const at::Tensor& pictures);

/// The method of a configuration with initial values from the stream named by `seed` (PyTorch's default
/// initialisations), float32, on the CPU; null for a method without a loss of its own. The shapes may be empty for a
/// method that reads logits alone. `invalid_value` names the key where the networks' taps do not fit the method.
[[nodiscard]] Result<std::shared_ptr<DistillationMethod>> make_method(const DistillationConfig& config,
                                                                      const TapShapes& student,
                                                                      const TapShapes& teacher, std::int64_t classes,
                                                                      std::uint64_t seed);

}  // namespace tc3kd
