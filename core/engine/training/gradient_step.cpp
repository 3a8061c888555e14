// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/training/gradient_step.h"

#include <utility>

namespace tc3kd {

GradientStep::GradientStep(Network& learner, std::shared_ptr<Network> teacher, Sgd& optimiser, KdWeights weights,
                           Precision precision)
    : learner_(learner),
      teacher_(std::move(teacher)),
      optimiser_(optimiser),
      weights_(weights),
      precision_(precision) {}

at::Tensor GradientStep::teacher_logits(const at::Tensor& images) const {
  if (!teacher_) return {};
  const at::NoGradGuard no_grad;
  const AutocastGuard autocast(precision_, images.device().type());
  return teacher_->forward(images).logits;
}

StepReport GradientStep::run(const at::Tensor& images, const at::Tensor& labels, double learning_rate) {
  const at::Tensor teacher = teacher_logits(images);
  at::Tensor logits;
  {
    const AutocastGuard autocast(precision_, images.device().type());
    logits = learner_.forward(images).logits;
  }
  const KdLoss loss = kd_loss(logits, teacher, labels, weights_);
  optimiser_.zero_grad();
  loss.total.backward();
  optimiser_.step(learning_rate);

  const at::NoGradGuard no_grad;
  StepReport report{loss.total.detach(), loss.ce.detach(), {}, logits.argmax(1).eq(labels).sum()};
  if (loss.kl.defined()) report.kl = loss.kl.detach();
  return report;
}

}  // namespace tc3kd
