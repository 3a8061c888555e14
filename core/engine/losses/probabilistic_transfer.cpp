// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/losses/probabilistic_transfer.h"

namespace tc3kd {
namespace {

constexpr double tiny = 1e-7;

at::Tensor probabilities(const at::Tensor& feature) {
  const at::Tensor unit = feature / (feature.norm(2, 1, /*keepdim=*/true) + tiny);
  const at::Tensor kernel = (unit.mm(unit.t()) + 1.0) / 2.0;
  return kernel / kernel.sum(1, /*keepdim=*/true);
}

}  // namespace

at::Tensor probabilistic_transfer(const at::Tensor& student, const at::Tensor& teacher) {
  const at::Tensor s = probabilities(student), t = probabilities(teacher.detach());
  return (t * ((t + tiny) / (s + tiny)).log()).mean();
}

at::Tensor ProbabilisticTransfer::loss(const MethodInput& input) {
  return probabilistic_transfer(input.student.features.back(), input.teacher.features.back());
}

}  // namespace tc3kd
