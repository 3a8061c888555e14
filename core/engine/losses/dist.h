// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/losses/distillation_method.h"

namespace tc3kd {

/// Pearson's correlation of each row of a with the same row of b, [N, D] → [N]; 1e-8 is added to the denominator, so
/// that a constant row has the correlation 0.
[[nodiscard]] at::Tensor row_correlation(const at::Tensor& a, const at::Tensor& b);

/// DIST's two parts, scalars. With p = softmax(z/τ):
///   inter = τ²·(1 − mean over the samples of the correlation over the classes),
///   intra = τ²·(1 − mean over the classes of the correlation over the samples).
struct DistParts {
  at::Tensor inter, intra;
};
[[nodiscard]] DistParts dist_parts(const at::Tensor& student, const at::Tensor& teacher, const at::Tensor& temperature);

/// DIST (Huang et al.): the weighted sum of both; the published total is CE + 2·(inter + intra).
class Dist final : public DistillationMethod {
 public:
  Dist(double inter, double intra) : inter_(inter), intra_(intra) {}
  at::Tensor loss(const MethodInput& input) override;
  [[nodiscard]] bool needs_features() const override { return false; }

 private:
  double inter_, intra_;
};

}  // namespace tc3kd
