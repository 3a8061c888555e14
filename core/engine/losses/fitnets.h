// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/losses/distillation_method.h"

namespace tc3kd {

/// Predicts a teacher's map from a student's (RepDistiller's ConvReg): one convolution that brings the size along, a
/// batch norm, and ReLU where it is switched on. By the maps' heights s and t:
///   s = 2t: 3×3 with stride 2;  2s = t: transposed 4×4 with stride 2;  s ≥ t: kernel (1 + s − t) in both directions.
class Regressor final : public torch::nn::Module {
 public:
  /// Shapes [C, H, W], of which `fits` holds.
  Regressor(const TapShape& student, const TapShape& teacher, bool relu);
  [[nodiscard]] at::Tensor forward(const at::Tensor& feature);  ///< [B, C_s, H_s, W_s] → the teacher's shape

  /// Whether there is a rule for these sizes: the student's map is at least as large, or half as large.
  [[nodiscard]] static bool fits(const TapShape& student, const TapShape& teacher);

 private:
  torch::nn::Conv2d conv_{nullptr};
  torch::nn::ConvTranspose2d upward_{nullptr};
  torch::nn::BatchNorm2d norm_;
  bool relu_;
};

/// Mean over all elements of (prediction − teacher)²: the joint form, which β = 100 fits.
[[nodiscard]] at::Tensor hint_mean_square(const at::Tensor& prediction, const at::Tensor& teacher);
/// ½‖prediction − teacher‖² of each sample, mean over the batch: the hint stage of the paper's two.
[[nodiscard]] at::Tensor hint_loss(const at::Tensor& prediction, const at::Tensor& teacher);

/// FitNets: the student's map f_i predicts the teacher's map f_i through a trained regressor.
class FitNets final : public DistillationMethod {
 public:
  FitNets(std::size_t layer, const TapShape& student, const TapShape& teacher, bool relu);
  at::Tensor loss(const MethodInput& input) override;
  at::Tensor pretraining_loss(const MethodInput& input) override;
  /// One sample of one pixel has no variance for the batch norm.
  [[nodiscard]] std::int64_t smallest_batch() const override { return smallest_batch_; }

 private:
  std::size_t layer_;
  std::int64_t smallest_batch_;
  std::shared_ptr<Regressor> regressor_;
};

}  // namespace tc3kd
