// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/losses/attention_transfer.h"

#include "core/engine/losses/loss_maths.h"

namespace tc3kd {

at::Tensor attention_map(const at::Tensor& feature) { return unit_rows(feature.square().mean(1).flatten(1)); }

at::Tensor attention_transfer(const at::Tensor& student, const at::Tensor& teacher, bool paper) {
  const auto [s, t] = at_common_size(student, teacher.detach());
  const at::Tensor difference = attention_map(s) - attention_map(t);
  return paper ? difference.norm(2, 1).mean() : difference.square().mean();
}

at::Tensor AttentionTransfer::loss(const MethodInput& input) {
  const auto& s = input.student.features;
  const auto& t = input.teacher.features;
  at::Tensor sum;
  for (std::size_t i = 1; i <= map_pairs(s.size(), t.size()); ++i) {
    const at::Tensor pair = attention_transfer(s[i], t[i], paper_);
    sum = sum.defined() ? sum + pair : pair;
  }
  return sum;
}

}  // namespace tc3kd
