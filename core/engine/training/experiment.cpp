// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/training/experiment.h"

#include <algorithm>
#include <utility>

#include "core/domain/random.h"
#include "core/engine/training/learning_rate.h"

namespace tc3kd {
namespace {

/// Multiply-accumulates of one picture; 1 for a network that will be refused when it is made.
double forward_cost(const std::string& model, const NetworkShape& shape) {
  const auto info = model_info(model, shape);
  return info ? static_cast<double>(info->macs) : 1;
}

NetworkShape shape_of(const RunData& data) {
  return {data.facts.channels, data.classes(), data.facts.height, data.facts.width};
}

}  // namespace

TrainingEngine::Outcome Experiment::run() {
  TrainingEngine::Outcome outcome;
  try {
    prepare();
    run_stages();
  } catch (const RunStopped&) {
    outcome.stopped = true;
  }
  outcome.weights = keep_weights();
  return outcome;
}

void Experiment::prepare() {
  const ExperimentConfig& config = context_.config;
  meter_.enter({.phase = Phase::preparing});
  data_.emplace(prepare_data(context_));
  plan_ = value_or_throw(plan_stages(config, data_->class_sizes));
  const NetworkShape shape = shape_of(*data_);
  costs_ = {forward_cost(config.student.model, shape), forward_cost(config.teacher.model, shape)};
  const SampleCounts samples{data_->train.size(), data_->validation ? data_->validation->size() : 0,
                             data_->test.size()};
  const double stages_work = student_work(config, plan_, samples, costs_);
  if (needs_teacher(config)) {
    TeacherProvider provider(context_, meter_, *data_, costs_);
    TeacherWork work = provider.find();
    work.measured =
        work.measured && std::any_of(plan_.stages.begin(), plan_.stages.end(),
                                     [&](const PlannedStage& stage) { return measures_teacher(config, stage); });
    meter_.expect_work(stages_work + teacher_work(config, samples, costs_, work));
    teacher_ = provider.provide();
  } else {
    meter_.expect_work(stages_work);
  }
  prepare_student();
}

void Experiment::prepare_student() {
  const ExperimentConfig& config = context_.config;
  student_ = value_or_throw(
      make_network(config.student.model, shape_of(*data_), RandomStream(config.seed, "student")()));
  student_->to(context_.device);
  optimiser_.emplace(student_->parameters(), config.training.optimiser);
  const DistillationConfig& d = config.distillation;
  step_.emplace(*student_, d.method == "none" ? nullptr : teacher_->network, *optimiser_,
                KdWeights{d.ce_weight, kd_weight(d), d.temperature}, context_.precision);
  training_.emplace(TrainingData{data_->train, data_->indices, config.data, config.seed});
}

void Experiment::run_stages() {
  StageSelector selector(context_, meter_, *data_, *student_, teacher_ ? &*teacher_ : nullptr, costs_);
  for (const PlannedStage& stage : plan_.stages) run_stage(stage, selector);
}

void Experiment::run_stage(const PlannedStage& stage, StageSelector& selector) {
  context_.append(StageStarted{stage.stage, static_cast<std::int64_t>(plan_.stages.size()), stage.alpha,
                               stage.first_epoch, stage.last_epoch, stage.steps});
  if (context_.config.training.lr_policy == "restart_per_stage") optimiser_->restart();
  PhaseSeconds seconds;
  const std::vector<std::int64_t>& subset = selector.select(stage, seconds);
  EpochEnded event;
  for (std::int64_t epoch = stage.first_epoch; epoch <= stage.last_epoch; ++epoch) {
    event = EpochEnded{};
    event.epoch = epoch;
    event.stage = stage.stage;
    event.learning_rate = student_rate(context_.config.training, plan_, stage, epoch);
    PhaseTimer training(context_, event.training_seconds);
    const EpochResult result = train(stage, subset, epoch, event.learning_rate);
    training.stop();
    event.train_loss = result.loss;
    event.train_ce = result.ce;
    event.train_kl = result.kl;
    event.train_top1 = result.top1;
    event.samples = result.samples;
    event.steps = result.steps;
    if (is_evaluated(epoch, stage.last_epoch, context_.config.training.evaluate_every)) evaluate(stage, event);
    seconds.training += event.training_seconds;
    seconds.evaluating += event.evaluating_seconds;
    context_.append(event);
    weights_ = save_weights(*student_);
  }
  end_stage(stage, seconds, event);
}

EpochResult Experiment::train(const PlannedStage& stage, const std::vector<std::int64_t>& subset, std::int64_t epoch,
                              double rate) {
  const TrainingConfig& config = context_.config.training;
  const auto samples =
      config.epoch_unit == "fixed_iterations" ? data_->train.size() : static_cast<std::int64_t>(subset.size());
  const double teacher_cost = context_.config.distillation.method == "none" ? 0 : costs_.teacher;
  meter_.enter({Phase::training, stage.stage, epoch, config.epochs, samples});
  return train_epoch(context_, meter_, *step_, *training_,
                     {epoch, subset, samples, config.optimiser.batch_size, rate,
                      training_passes * costs_.student + teacher_cost, std::to_string(stage.stage)});
}

at::Tensor Experiment::logits_of(const ResidentSplit& split, const PlannedStage& stage, std::int64_t epoch) {
  meter_.enter({Phase::evaluating, stage.stage, epoch, context_.config.training.epochs, split.size()});
  return split_logits(*student_, split, [this](std::int64_t samples) {
    context_.proceed();
    if (meter_.advance(samples, costs_.student * static_cast<double>(samples))) meter_.report();
  });
}

void Experiment::evaluate(const PlannedStage& stage, EpochEnded& event) {
  const PhaseTimer evaluating(context_, event.evaluating_seconds);
  test_logits_ = logits_of(data_->test, stage, event.epoch);
  const Scores test = score(test_logits_, data_->test.labels(), teacher_ ? teacher_->test_logits : at::Tensor());
  event.test_loss = test.loss;
  event.test_top1 = test.top1;
  event.test_top5 = test.top5;
  event.agreement = test.agreement;
  event.teacher_kl = test.teacher_kl;
  if (!data_->validation) return;
  const Scores validation = score(logits_of(*data_->validation, stage, event.epoch), data_->validation->labels());
  event.validation_loss = validation.loss;
  event.validation_top1 = validation.top1;
}

void Experiment::end_stage(const PlannedStage& stage, const PhaseSeconds& seconds, const EpochEnded& last_epoch) {
  const Artefact said = Artefact::blob(encode_predictions(predictions(test_logits_, data_->test.labels())));
  context_.append(StageEnded{stage.stage, seconds, last_epoch.test_loss.value(), last_epoch.test_top1.value(),
                             last_epoch.test_top5.value(), said.hash},
                  {said});
}

std::optional<ContentHash> Experiment::keep_weights() {
  if (!weights_) return std::nullopt;
  const Artefact file = Artefact::file(*std::move(weights_));
  // RunEnded, which names the file, is the caller's: the last report of the progress carries it into the store.
  context_.append(meter_.current(), {file});
  return file.hash;
}

}  // namespace tc3kd
