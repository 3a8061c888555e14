// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/losses/distillation_method.h"

namespace tc3kd {

/// DKD's two parts of every sample, [B] each, multiplied by τ². With t the true class and p = softmax(z/τ):
///   target: KL of (p_t, 1 − p_t), teacher‖student;   others: KL of the softmax over the C − 1 other classes.
/// KL(p_teacher‖p_student) = target/τ² + (1 − p_teacher,t)·others/τ². `temperature`: a scalar tensor.
struct DecoupledKl {
  at::Tensor target, others;
};
[[nodiscard]] DecoupledKl decoupled_kl(const at::Tensor& student, const at::Tensor& teacher, const at::Tensor& labels,
                                       const at::Tensor& temperature);

/// Decoupled distillation (Zhao et al.): min(epoch/warm-up, 1)·(α·TCKD + β·NCKD), batch means.
class DecoupledKd final : public DistillationMethod {
 public:
  DecoupledKd(double alpha, double beta, std::int64_t warm_up) : alpha_(alpha), beta_(beta), warm_up_(warm_up) {}
  at::Tensor loss(const MethodInput& input) override;
  [[nodiscard]] bool needs_features() const override { return false; }

 private:
  double alpha_, beta_;
  std::int64_t warm_up_;
};

}  // namespace tc3kd
