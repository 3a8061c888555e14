// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>

#include <torch/torch.h>

namespace tc3kd {

/// Logit standardisation (Sun et al.): each sample's logits [B, C] shifted to mean 0 and divided by 1e-7 + their
/// standard deviation (of C − 1). Unchanged by a shift or a positive factor of a sample's logits.
[[nodiscard]] at::Tensor standardised(const at::Tensor& logits);

/// The factor of the temperature's gradient in epoch e, from 1: −(1 − cos(π·min(e, 10)/10))/2, from about 0 down to −1.
[[nodiscard]] double reversal(std::int64_t epoch);

/// CTKD's learnt temperature (Li et al.): one number u, from 1, with τ = 1 + 20·σ(u), so that τ begins at 15.6. Its
/// gradient is multiplied by `reversal`: u is in the student's optimiser but climbs where the student descends.
class LearntTemperature final : public torch::nn::Module {
 public:
  LearntTemperature();
  [[nodiscard]] at::Tensor forward(std::int64_t epoch) const;  ///< τ, a scalar

 private:
  at::Tensor u_;
};

/// KL of softened outputs whose temperature is a scalar tensor that may want a gradient: mean over the batch of
/// τ²·KL(softmax(z_t/τ) ‖ softmax(z_s/τ)). As `kd_loss`'s term, but differentiable by τ, on the teacher's side too.
[[nodiscard]] at::Tensor softened_kl(const at::Tensor& student, const at::Tensor& teacher,
                                     const at::Tensor& temperature);

}  // namespace tc3kd
