// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

namespace tc3kd {

struct KdWeights {
  double ce = 0.5;           ///< λ
  double kd = 0.5;           ///< κ, not yet multiplied by τ²
  double temperature = 5.0;  ///< τ > 0
};

/// The parts of one batch's loss, scalars in nats, float32 (or float64 for float64 logits).
struct KdLoss {
  at::Tensor total;  ///< λ·CE + κ·τ²·KL; the one to differentiate
  at::Tensor ce;     ///< mean cross-entropy at τ = 1, unweighted
  at::Tensor kl;     ///< τ²·KL(teacher‖student), unweighted; undefined without a teacher
};

/// TC3KD Eq. 2 with the sign and the τ² of algorithms §1.2:
///   L = 1/|B| Σ { λ·CE(y, z_s) + κ·τ²·KL(softmax(z_t/τ) ‖ softmax(z_s/τ)) }.
/// KL is summed over the classes and averaged over the batch. Narrower logits are widened to float32 first.
/// `student`, `teacher`: [B, C]; `labels`: int64 [B]. The gradient flows to the student alone. An undefined `teacher`
/// means the student alone: L = CE, whatever the weights.
[[nodiscard]] KdLoss kd_loss(const at::Tensor& student, const at::Tensor& teacher, const at::Tensor& labels,
                             const KdWeights& weights);

/// KL(softmax(z_t/τ) ‖ softmax(z_s/τ)) of every sample, without τ²: [B], in the logits' type.
[[nodiscard]] at::Tensor kl_per_sample(const at::Tensor& student, const at::Tensor& teacher, double temperature);

/// CE_i = −log softmax(z_i)[y_i] (Eq. 3's measure), in float64 whatever the logits' type: float32 returns exactly 0 for
/// margins beyond 16.6 and so would make artificial ties. [B], nats.
[[nodiscard]] at::Tensor ce_per_sample(const at::Tensor& logits, const at::Tensor& labels);

}  // namespace tc3kd
