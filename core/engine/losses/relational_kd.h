// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/losses/distillation_method.h"

namespace tc3kd {

/// Distances of all pairs of rows divided by the mean of those between different samples, [B, D] → [B, B], B ≥ 2. The
/// diagonal is 0; distances are at least 1e-6, so that the root has a gradient.
[[nodiscard]] at::Tensor relative_distances(const at::Tensor& feature);

/// The cosine of the angle at sample i between the ways to j and to k, [B, D] → [B, B, B] at (i, j, k); 0 where a way
/// has no length.
[[nodiscard]] at::Tensor angle_cosines(const at::Tensor& feature);

/// Relational distillation (Park et al.) of the pooled features: w_d·smooth-L1 of the relative distances +
/// w_a·smooth-L1 of the angles' cosines. Needs memory for B³ floats.
class RelationalKd final : public DistillationMethod {
 public:
  RelationalKd(double distance, double angle) : distance_(distance), angle_(angle) {}
  at::Tensor loss(const MethodInput& input) override;
  [[nodiscard]] std::int64_t smallest_batch() const override { return 2; }

 private:
  double distance_, angle_;
};

}  // namespace tc3kd
