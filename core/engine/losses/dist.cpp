// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/losses/dist.h"

namespace tc3kd {

at::Tensor row_correlation(const at::Tensor& a, const at::Tensor& b) {
  const at::Tensor x = a - a.mean(1, /*keepdim=*/true), y = b - b.mean(1, /*keepdim=*/true);
  return (x * y).sum(1) / (x.norm(2, 1) * y.norm(2, 1) + 1e-8);
}

DistParts dist_parts(const at::Tensor& student, const at::Tensor& teacher, const at::Tensor& temperature) {
  const at::Tensor s = (student / temperature).softmax(1), t = (teacher.detach() / temperature).softmax(1);
  const at::Tensor square = temperature * temperature;
  return {(1.0 - row_correlation(s, t).mean()) * square, (1.0 - row_correlation(s.t(), t.t()).mean()) * square};
}

at::Tensor Dist::loss(const MethodInput& input) {
  const DistParts parts = dist_parts(input.student.logits, input.teacher.logits, input.temperature);
  return parts.inter * inter_ + parts.intra * intra_;
}

}  // namespace tc3kd
