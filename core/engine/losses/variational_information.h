// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/losses/distillation_method.h"

namespace tc3kd {

/// −log of the Gaussian N(mean, variance) at the teacher's map, without its constant, mean over all elements:
///   ½·((mean − f_t)²/v + log v),   v per channel. It can be negative. `mean`, `teacher` [B, C, H, W], `variance` [C].
[[nodiscard]] at::Tensor gaussian_surprise(const at::Tensor& mean, const at::Tensor& teacher,
                                           const at::Tensor& variance);

/// One pair of maps of VID: three 1×1 convolutions without bias (ReLU between them) predict the mean from the student's
/// map, and each channel of the teacher's has a trained variance log(1 + e^ρ) + 1e-5, which begins at 5.
class VariationalPair final : public torch::nn::Module {
 public:
  VariationalPair(std::int64_t student_channels, std::int64_t teacher_channels);
  [[nodiscard]] at::Tensor loss(const at::Tensor& student, const at::Tensor& teacher);
  [[nodiscard]] at::Tensor variance() const;

 private:
  at::Tensor rho_;
  torch::nn::Sequential mean_;
};

/// VID (Ahn et al.): the sum over the pairs (f1, f1), (f2, f2), … of both networks' maps.
class VariationalInformation final : public DistillationMethod {
 public:
  VariationalInformation(const TapShapes& student, const TapShapes& teacher);
  at::Tensor loss(const MethodInput& input) override;

 private:
  std::vector<std::shared_ptr<VariationalPair>> pairs_;  ///< of f1, f2, …
};

}  // namespace tc3kd
