// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/training/judge_provider.h"

#include <utility>

#include "core/domain/config/distillation_methods.h"
#include "core/domain/content_hash.h"
#include "core/domain/random.h"
#include "core/engine/models/weight_import.h"
#include "core/engine/training/pre_training.h"
#include "core/engine/training/teacher_key.h"

namespace tc3kd {
JudgeProvider::JudgeProvider(RunContext& context, ProgressMeter& meter, Checkpoints& checkpoints, const RunData& data,
                             PassCosts costs)
    : context_(context), meter_(meter), checkpoints_(checkpoints), data_(data), costs_(costs) {}

bool JudgeProvider::find(const ContentHash& teacher_key) {
  const ExperimentConfig& config = context_.config;
  network_ = value_or_throw(make_network(config.student.model, data_.network_shape(),
                                         RandomStream(config.curriculum.judge_seed, "student")()));
  find_weights(teacher_key);
  network_->to(context_.device);
  return origin_ == "trained";
}

void JudgeProvider::find_weights(const ContentHash& teacher_key) {
  const ExperimentConfig& config = context_.config;
  const auto load = [&](const ContentHash& weights) {
    value_or_throw(load_weights(*network_, value_or_throw(context_.resources.read_file(weights)), weights));
  };
  if (const auto& ready = checkpoints_.past().judge()) {
    key_ = ready->key;
    origin_ = ready->origin;
    load(ready->weights);
  } else if (!config.curriculum.judge_weights.empty()) {
    const WeightFile file = value_or_throw(read_weight_file(config.curriculum.judge_weights));
    origin_ = "imported";
    key_ = imported_judge_key(config, data_.fingerprint, content_hash(file.bytes));
    value_or_throw(import_weights(*network_, file, data_.network_shape()));
  } else {
    key_ = trained_judge_key(config, data_.fingerprint, to_string(context_.precision),
                             context_.device.is_cpu() ? "cpu" : "cuda", teacher_key);
    const auto known = checkpoints_.within(judge_role) == nullptr ? context_.resources.find_teacher(key_) : std::nullopt;
    origin_ = known ? "reused" : "trained";
    if (known) load(known->ready.weights);
  }
}

Judge JudgeProvider::provide(const std::shared_ptr<Network>& teacher) {
  began_ = context_.seconds();
  const bool known = checkpoints_.past().judge().has_value();
  if (origin_ == "trained" && !known) train(teacher);
  const std::shared_ptr<Network> frozen = network_->folded();
  frozen->to(context_.device);
  if (known) return {frozen, std::nullopt};
  meter_.enter({.phase = Phase::evaluating, .total = data_.test.size()});
  TeacherReady ready;
  ready.role = judge_role;
  ready.origin = origin_;
  ready.model = context_.config.student.model;
  ready.key = key_;
  ready.seconds = context_.seconds() - began_;
  const at::Tensor logits = counted_test_logits(context_, meter_, *frozen, data_, costs_.student);
  append_ready(context_, std::move(ready), save_weights(*network_), logits, data_);
  return {frozen, std::nullopt};
}

void JudgeProvider::train(const std::shared_ptr<Network>& teacher) {
  const ExperimentConfig& config = context_.config;
  const DistillationConfig d = plain_distillation(config.distillation);
  Sgd optimiser(network_->parameters(), config.training.optimiser);
  GradientStep step(*network_, teacher, optimiser, KdWeights{d.ce_weight, kd_weight(d), d.temperature},
                    context_.precision);
  pre_train(context_, meter_, checkpoints_, data_,
            {judge_role, *network_, optimiser, step, config.curriculum.judge_seed, config.training.optimiser,
             config.training.epochs, costs_.student, training_passes * costs_.student + costs_.teacher});
}

}  // namespace tc3kd
