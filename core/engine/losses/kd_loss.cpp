// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/losses/kd_loss.h"

#include <torch/torch.h>

#include "core/engine/losses/loss_maths.h"

namespace tc3kd {

at::Tensor kl_per_sample(const at::Tensor& student, const at::Tensor& teacher, double temperature) {
  const at::Tensor log_student = at::log_softmax(student / temperature, 1);
  const at::Tensor log_teacher = at::log_softmax(teacher.detach() / temperature, 1);
  return at::kl_div(log_student, log_teacher, at::Reduction::None, /*log_target=*/true).sum(1);
}

KdLoss kd_loss(const at::Tensor& student, const at::Tensor& teacher, const at::Tensor& labels,
               const KdWeights& weights) {
  const at::Tensor logits = widened(student);
  KdLoss loss;
  loss.ce = at::cross_entropy_loss(logits, labels);
  if (!teacher.defined()) {
    loss.total = loss.ce;
    return loss;
  }
  const double tau = weights.temperature;
  loss.kl = kl_per_sample(logits, widened(teacher), tau).mean() * (tau * tau);
  loss.total = weights.ce * loss.ce + weights.kd * loss.kl;
  return loss;
}

at::Tensor ce_per_sample(const at::Tensor& logits, const at::Tensor& labels) {
  return at::cross_entropy_loss(logits.to(at::kDouble), labels, /*weight=*/{}, at::Reduction::None);
}

}  // namespace tc3kd
