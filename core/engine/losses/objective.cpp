// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/losses/objective.h"

#include <utility>

#include "core/domain/config/distillation_methods.h"
#include "core/engine/losses/loss_maths.h"

namespace tc3kd {
namespace {

NetworkOutput all_widened(const NetworkOutput& output) {
  NetworkOutput wide{widened(output.logits), {}};
  for (const at::Tensor& feature : output.features) wide.features.push_back(widened(feature));
  return wide;
}

}  // namespace

Objective::Objective(KdWeights weights) : weights_(weights) {}

Objective::Objective(KdWeights weights, double method_weight, std::shared_ptr<DistillationMethod> method,
                     bool standardise, bool learns_temperature)
    : weights_(weights), method_weight_(method_weight), method_(std::move(method)), standardise_(standardise) {
  if (method_) register_module("method", method_);
  if (learns_temperature) temperature_ = register_module("temperature", std::make_shared<LearntTemperature>());
}

ObjectiveParts Objective::parts(const NetworkOutput& student, const NetworkOutput& teacher, const at::Tensor& labels,
                                std::int64_t epoch) {
  if (!teacher.logits.defined() || (!method_ && !temperature_ && !standardise_)) {
    const KdLoss loss = kd_loss(student.logits, teacher.logits, labels, weights_);
    return {loss.total, loss.ce, loss.kl, {}, {}};
  }
  MethodInput input{all_widened(student), all_widened(teacher), labels, {}, epoch};
  if (method_ && epoch <= hint_epochs_) return hint_parts(input);
  ObjectiveParts parts;
  parts.ce = at::cross_entropy_loss(input.student.logits, labels);
  parts.total = parts.ce * weights_.ce;
  input.temperature = at::scalar_tensor(weights_.temperature, input.student.logits.scalar_type());
  if (temperature_) {
    input.temperature = temperature_->forward(epoch);
    parts.temperature = input.temperature.detach();
  }
  if (standardise_) {
    input.student.logits = standardised(input.student.logits);
    input.teacher.logits = standardised(input.teacher.logits);
  }
  parts.kl = kl(input);
  if (weights_.kd != 0) parts.total = parts.total + parts.kl * weights_.kd;
  if (method_ && input.batch() >= method_->smallest_batch()) {
    parts.method = method_->loss(input);
    parts.total = parts.total + parts.method * method_weight_;
  }
  return parts;
}

ObjectiveParts Objective::hint_parts(const MethodInput& input) {
  ObjectiveParts parts;
  parts.total = parts.method = method_->pretraining_loss(input);
  const at::NoGradGuard only_told;
  const double tau = weights_.temperature;
  parts.ce = at::cross_entropy_loss(input.student.logits, input.labels);
  parts.kl = kl_per_sample(input.student.logits, input.teacher.logits, tau).mean() * (tau * tau);
  return parts;
}

at::Tensor Objective::kl(const MethodInput& input) const {
  // With κ = 0 it is only reported: nothing of it is kept for a backward pass.
  const at::AutoGradMode differentiate(weights_.kd != 0);
  const double tau = weights_.temperature;
  if (temperature_) return softened_kl(input.student.logits, input.teacher.logits, input.temperature);
  return kl_per_sample(input.student.logits, input.teacher.logits, tau).mean() * (tau * tau);
}

Result<std::shared_ptr<Objective>> make_objective(const DistillationConfig& config, const TapShapes& student,
                                                  const TapShapes& teacher, std::int64_t classes, std::uint64_t seed) {
  auto method = make_method(config, student, teacher, classes, seed);
  if (!method) return tl::unexpected(method.error());
  const bool learnt = config.temperature_schedule == "ctkd" && softens(config);
  auto objective = std::make_shared<Objective>(KdWeights{config.ce_weight, kd_weight(config), config.temperature},
                                               method_weight(config), *std::move(method), config.standardise_logits,
                                               learnt);
  if (config.method == "fitnets") objective->set_hint_epochs(config.hint_epochs);
  return objective;
}

}  // namespace tc3kd
