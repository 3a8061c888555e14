// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/engine/losses/objective.h"
#include "core/engine/models/network.h"
#include "core/engine/training/precision.h"
#include "core/engine/training/sgd.h"

namespace tc3kd {

/// What one step says of its batch, as scalars on the device: reading them would wait for it.
struct StepReport {
  at::Tensor loss, ce, kl;  ///< batch means, nats; `kl` is undefined without a teacher
  at::Tensor hits;          ///< int64: how many pictures the network had right before the step
  at::Tensor method;        ///< the method's own loss, unweighted; undefined without one, or for too small a batch
  at::Tensor temperature;   ///< τ where it is learnt, else undefined
};

/// The one function that every gradient goes through: forward, loss, backward, optimiser.
class GradientStep {
 public:
  /// `teacher` is folded and frozen, or null. Both networks and the objective lie on the device; `learner` must be in
  /// training mode. The optimiser holds the learner's parameters and the objective's.
  GradientStep(Network& learner, std::shared_ptr<Network> teacher, Sgd& optimiser, std::shared_ptr<Objective> objective,
               Precision precision);
  /// With CE and KL alone.
  GradientStep(Network& learner, std::shared_ptr<Network> teacher, Sgd& optimiser, KdWeights weights,
               Precision precision);

  /// `images` float [B, C, H, W], normalised, channels-last; `labels` int64 [B]; `epoch` of the training, from 1.
  StepReport run(const at::Tensor& images, const at::Tensor& labels, double learning_rate, std::int64_t epoch);

  [[nodiscard]] Network& learner() { return learner_; }

 private:
  [[nodiscard]] NetworkOutput teacher_output(const at::Tensor& images) const;

  Network& learner_;
  std::shared_ptr<Network> teacher_;
  Sgd& optimiser_;
  std::shared_ptr<Objective> objective_;
  Precision precision_;
};

}  // namespace tc3kd
