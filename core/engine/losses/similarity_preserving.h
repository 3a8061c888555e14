// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/losses/distillation_method.h"

namespace tc3kd {

/// SP (Tung & Mori) of two features, flattened to F [B, D]: G = F·Fᵀ with rows of norm 1; ‖G_t − G_s‖²_F/B².
[[nodiscard]] at::Tensor similarity_preserving(const at::Tensor& student, const at::Tensor& teacher);

/// Of the last maps.
class SimilarityPreserving final : public DistillationMethod {
 public:
  at::Tensor loss(const MethodInput& input) override;
  [[nodiscard]] std::int64_t smallest_batch() const override { return 2; }
};

}  // namespace tc3kd
