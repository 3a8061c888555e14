// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/losses/correlation_congruence.h"

#include <cmath>

#include "core/engine/losses/loss_maths.h"

namespace tc3kd {

at::Tensor neighbour_correlation(const at::Tensor& student, const at::Tensor& teacher) {
  const at::Tensor difference = (student - teacher).abs();
  return (difference.slice(0, 0, -1) * difference.slice(0, 1)).sum(1).mean();
}

at::Tensor kernel_correlation(const at::Tensor& embedding, double gamma, int order) {
  const at::Tensor unit = unit_rows(embedding);
  const at::Tensor cosine = unit.mm(unit.t());
  at::Tensor power = at::ones_like(cosine);  // (e_i·e_j)^p
  at::Tensor sum = power;
  double coefficient = 1.0;  // (2γ)^p/p!
  for (int p = 1; p <= order; ++p) {
    coefficient *= 2.0 * gamma / p;
    power = power * cosine;
    sum = sum + power * coefficient;
  }
  return sum * std::exp(-2.0 * gamma);
}

CorrelationCongruence::CorrelationCongruence(std::int64_t student, std::int64_t teacher, CorrelationForm form,
                                             std::int64_t dimension)
    : student_(register_module("student_embedding", torch::nn::Linear(student, dimension))),
      teacher_(register_module("teacher_embedding", torch::nn::Linear(teacher, dimension))),
      form_(form) {}

at::Tensor CorrelationCongruence::loss(const MethodInput& input) {
  const at::Tensor s = student_(input.student.features.back());
  const at::Tensor t = teacher_(input.teacher.features.back().detach());
  if (form_ == CorrelationForm::neighbours) return neighbour_correlation(s, t);
  const at::Tensor difference = kernel_correlation(s) - kernel_correlation(t);
  const double pairs = static_cast<double>(input.batch() * input.batch());
  return form_ == CorrelationForm::paper ? difference.square().sum() / pairs : difference.norm() / pairs;
}

}  // namespace tc3kd
