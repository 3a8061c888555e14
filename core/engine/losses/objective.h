// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>

#include "core/engine/losses/distillation_method.h"
#include "core/engine/losses/kd_loss.h"
#include "core/engine/losses/softening.h"

namespace tc3kd {

/// The parts of one batch's loss, scalars, float32 or wider.
struct ObjectiveParts {
  at::Tensor total;        ///< λ·CE + κ·τ²·KL + β·method loss; the one to differentiate
  at::Tensor ce;           ///< mean cross-entropy at τ = 1, unweighted, nats
  at::Tensor kl;           ///< τ²·KL(teacher‖student), unweighted; undefined without a teacher
  at::Tensor method;       ///< unweighted; undefined without one, or where the batch is too small for it
  at::Tensor temperature;  ///< τ where it is learnt, else undefined
};

/// What a network is trained to minimise: L = λ·CE + κ·τ²·KL + β·method loss. Owns what is trained beside the student
/// (the submodules `method` and `temperature`): its parameters join the student's optimiser, and its parameters and
/// buffers belong into a checkpoint.
class Objective final : public torch::nn::Module {
 public:
  /// CE and KL alone; CE alone where there is no teacher.
  explicit Objective(KdWeights weights);
  /// `method` may be null.
  Objective(KdWeights weights, double method_weight, std::shared_ptr<DistillationMethod> method, bool standardise,
            bool learns_temperature);

  /// In the epochs 1…n the method's `pretraining_loss` alone is minimised (FitNets' first stage); CE and KL are only told.
  void set_hint_epochs(std::int64_t n) { hint_epochs_ = n; }

  /// Whether both networks' features must be in what `parts` is given.
  [[nodiscard]] bool needs_features() const { return method_ && method_->needs_features(); }

  /// `student`, `teacher`: of the same batch, in any float type (widened here); the teacher's logits are undefined
  /// where there is none. `labels`: int64 [B]. `epoch` from 1.
  [[nodiscard]] ObjectiveParts parts(const NetworkOutput& student, const NetworkOutput& teacher,
                                     const at::Tensor& labels, std::int64_t epoch);

 private:
  [[nodiscard]] at::Tensor kl(const MethodInput& input) const;
  [[nodiscard]] ObjectiveParts hint_parts(const MethodInput& input);

  KdWeights weights_;
  double method_weight_ = 0;
  std::shared_ptr<DistillationMethod> method_;
  std::shared_ptr<LearntTemperature> temperature_;
  bool standardise_ = false;
  std::int64_t hint_epochs_ = 0;
};

/// The objective of a configuration: `make_method` with the weights and what softens the outputs. Shapes are asked for
/// only where the method reads features. On the CPU, float32.
[[nodiscard]] Result<std::shared_ptr<Objective>> make_objective(const DistillationConfig& config,
                                                                const TapShapes& student, const TapShapes& teacher,
                                                                std::int64_t classes, std::uint64_t seed);

}  // namespace tc3kd
