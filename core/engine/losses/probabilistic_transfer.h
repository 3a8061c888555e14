// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/losses/distillation_method.h"

namespace tc3kd {

/// PKT (Passalis & Tefas) of features [B, D]: cosines c of all pairs, (c + 1)/2 with rows summing to 1 → P;
///   mean over B² of P_t·log((P_t + 1e-7)/(P_s + 1e-7)).
/// Norms get 1e-7 added, as the benchmark's, so that a feature of zeros has the cosine 0 with all.
[[nodiscard]] at::Tensor probabilistic_transfer(const at::Tensor& student, const at::Tensor& teacher);

/// Of the pooled features.
class ProbabilisticTransfer final : public DistillationMethod {
 public:
  at::Tensor loss(const MethodInput& input) override;
  [[nodiscard]] std::int64_t smallest_batch() const override { return 2; }
};

}  // namespace tc3kd
