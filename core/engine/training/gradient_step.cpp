// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/training/gradient_step.h"

#include <utility>

namespace tc3kd {

GradientStep::GradientStep(Network& learner, std::shared_ptr<Network> teacher, Sgd& optimiser,
                           std::shared_ptr<Objective> objective, Precision precision)
    : learner_(learner),
      teacher_(std::move(teacher)),
      optimiser_(optimiser),
      objective_(std::move(objective)),
      precision_(precision) {}

GradientStep::GradientStep(Network& learner, std::shared_ptr<Network> teacher, Sgd& optimiser, KdWeights weights,
                           Precision precision)
    : GradientStep(learner, std::move(teacher), optimiser, std::make_shared<Objective>(weights), precision) {}

NetworkOutput GradientStep::teacher_output(const at::Tensor& images) const {
  if (!teacher_) return {};
  const at::NoGradGuard no_grad;
  const AutocastGuard autocast(precision_, images.device().type());
  return teacher_->forward(images, objective_->needs_features());
}

StepReport GradientStep::run(const at::Tensor& images, const at::Tensor& labels, double learning_rate,
                             std::int64_t epoch) {
  const NetworkOutput teacher = teacher_output(images);
  NetworkOutput output;
  {
    const AutocastGuard autocast(precision_, images.device().type());
    output = learner_.forward(images, objective_->needs_features());
  }
  const ObjectiveParts loss = objective_->parts(output, teacher, labels, epoch);
  optimiser_.zero_grad();
  loss.total.backward();
  optimiser_.step(learning_rate);

  const at::NoGradGuard no_grad;
  StepReport report{loss.total.detach(), loss.ce.detach(), {}, output.logits.argmax(1).eq(labels).sum(), {}, {}};
  if (loss.kl.defined()) report.kl = loss.kl.detach();
  if (loss.method.defined()) report.method = loss.method.detach();
  report.temperature = loss.temperature;
  return report;
}

}  // namespace tc3kd
