// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/losses/decoupled_kd.h"

#include <algorithm>

namespace tc3kd {
namespace {

/// Logarithms of p_t, of 1 − p_t, and of the softmax over the other classes. As differences of log-sum-exps they stay
/// finite where p_t rounds to 1.
struct Split {
  at::Tensor target, rest;  ///< [B, 1]
  at::Tensor others;        ///< [B, C]; about −1000 at the true class, whose probability there is exactly 0
};

Split split(const at::Tensor& logits, const at::Tensor& labels) {
  const at::Tensor index = labels.unsqueeze(1);
  const at::Tensor masked = logits - at::zeros_like(logits).scatter_(1, index, 1000.0);
  const at::Tensor all = logits.logsumexp(1, /*keepdim=*/true), without = masked.logsumexp(1, /*keepdim=*/true);
  return {logits.gather(1, index) - all, without - all, masked - without};
}

at::Tensor kl(const at::Tensor& teacher, const at::Tensor& student) { return teacher.exp() * (teacher - student); }

}  // namespace

DecoupledKl decoupled_kl(const at::Tensor& student, const at::Tensor& teacher, const at::Tensor& labels,
                         const at::Tensor& temperature) {
  const Split s = split(student / temperature, labels), t = split(teacher.detach() / temperature, labels);
  const at::Tensor square = temperature * temperature;
  return {(kl(t.target, s.target) + kl(t.rest, s.rest)).squeeze(1) * square, kl(t.others, s.others).sum(1) * square};
}

at::Tensor DecoupledKd::loss(const MethodInput& input) {
  const DecoupledKl parts = decoupled_kl(input.student.logits, input.teacher.logits, input.labels, input.temperature);
  const double grown =
      warm_up_ == 0 ? 1.0 : std::min(static_cast<double>(input.epoch) / static_cast<double>(warm_up_), 1.0);
  return parts.target.mean() * (grown * alpha_) + parts.others.mean() * (grown * beta_);
}

}  // namespace tc3kd
