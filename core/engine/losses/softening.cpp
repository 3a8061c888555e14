// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/losses/softening.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tc3kd {

at::Tensor standardised(const at::Tensor& logits) {
  const at::Tensor deviation = logits.std(1, /*unbiased=*/true, /*keepdim=*/true);
  return (logits - logits.mean(1, /*keepdim=*/true)) / (deviation + 1e-7);
}

double reversal(std::int64_t epoch) {
  const double grown = static_cast<double>(std::min<std::int64_t>(epoch, 10)) / 10.0;
  return -(1.0 - std::cos(std::numbers::pi * grown)) / 2.0;
}

LearntTemperature::LearntTemperature() : u_(register_parameter("u", at::ones({}))) {}

at::Tensor LearntTemperature::forward(std::int64_t epoch) const {
  // u's own value, digit for digit, with the gradient of λ·u.
  const at::Tensor held = u_.detach();
  const at::Tensor reversed = held + (u_ - held) * reversal(epoch);
  return reversed.sigmoid() * 20.0 + 1.0;
}

at::Tensor softened_kl(const at::Tensor& student, const at::Tensor& teacher, const at::Tensor& temperature) {
  const at::Tensor log_student = at::log_softmax(student / temperature, 1);
  const at::Tensor log_teacher = at::log_softmax(teacher.detach() / temperature, 1);
  const at::Tensor kl = (log_teacher.exp() * (log_teacher - log_student)).sum(1).mean();
  return kl * (temperature * temperature);
}

}  // namespace tc3kd
