// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/losses/distillation_method.h"

namespace tc3kd {

/// Where a network looks: the mean over the channels of f², flattened and divided by its norm. [B, C, H, W] → [B, H·W].
[[nodiscard]] at::Tensor attention_map(const at::Tensor& feature);

/// AT of one pair of maps (Zagoruyko & Komodakis), whose channels may differ; the higher is pooled to the lower one's
/// size. `paper` is false: mean over B·H·W of (Q_s − Q_t)², the authors' code. True: the mean over B of ‖Q_s − Q_t‖₂,
/// their equation.
[[nodiscard]] at::Tensor attention_transfer(const at::Tensor& student, const at::Tensor& teacher, bool paper);

/// The sum over the pairs (f1, f1), (f2, f2), … of both networks' maps, as many as the shallower one has.
class AttentionTransfer final : public DistillationMethod {
 public:
  explicit AttentionTransfer(bool paper) : paper_(paper) {}
  at::Tensor loss(const MethodInput& input) override;

 private:
  bool paper_;
};

}  // namespace tc3kd
