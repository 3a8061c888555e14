// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/losses/distillation_method.h"

namespace tc3kd {

/// CCKD as RepDistiller has it, of embeddings [B, D]: with d = |e_s − e_t|, the mean over i = 1…B−1 of Σ_c
/// d_ic·d_(i+1)c. B ≥ 2. Depends on the samples' order.
[[nodiscard]] at::Tensor neighbour_correlation(const at::Tensor& student, const at::Tensor& teacher);

/// The Gaussian kernel exp(−γ‖e_i − e_j‖²) of the rows' directions by its Taylor polynomial, [B, D] → [B, B]:
///   K_ij = e^{−2γ} Σ_{p ≤ order} (2γ)^p/p! · (e_i·e_j)^p,   ‖e_i‖ = 1.
[[nodiscard]] at::Tensor kernel_correlation(const at::Tensor& embedding, double gamma = 0.4, int order = 2);

/// `neighbours`: RepDistiller's, which β = 0.02 fits. `paper`: ‖K_s − K_t‖²_F/B². `torchdistill`: ‖K_s − K_t‖_F/B².
enum class CorrelationForm { neighbours, paper, torchdistill };

/// Correlation congruence (Peng et al.) of two trained linear embeddings of the pooled features.
class CorrelationCongruence final : public DistillationMethod {
 public:
  /// The lengths of the pooled features.
  CorrelationCongruence(std::int64_t student, std::int64_t teacher, CorrelationForm form, std::int64_t dimension = 128);
  at::Tensor loss(const MethodInput& input) override;
  [[nodiscard]] std::int64_t smallest_batch() const override { return 2; }

 private:
  torch::nn::Linear student_, teacher_;
  CorrelationForm form_;
};

}  // namespace tc3kd
