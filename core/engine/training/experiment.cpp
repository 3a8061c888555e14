// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/training/experiment.h"

#include <algorithm>
#include <utility>

#include "core/domain/config/distillation_methods.h"
#include "core/domain/curriculum/convergence.h"
#include "core/domain/random.h"
#include "core/engine/models/script_network.h"
#include "core/engine/training/judge_provider.h"
#include "core/engine/training/learning_rate.h"

namespace tc3kd {
namespace {

/// Multiply-accumulates of one picture; 1 for a network that will be refused when it is made.
double forward_cost(const std::string& model, const NetworkShape& shape) {
  const auto info = model_info(model, shape);
  return info ? static_cast<double>(info->macs) : 1;
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
  objective_ = prepare_objective();
  const NetworkShape shape = data_->network_shape();
  costs_ = {forward_cost(config.student.model, shape), forward_cost(config.teacher.model, shape)};
  const SampleCounts samples{data_->train.size(), data_->validation ? data_->validation->size() : 0,
                             data_->test.size()};
  TeacherProvider teacher(context_, meter_, checkpoints_, *data_, costs_);
  JudgeProvider judge(context_, meter_, checkpoints_, *data_, costs_);
  double work = student_work(config, plan_, samples, costs_);
  if (needs_teacher(config)) {
    TeacherWork expected = teacher.find();
    expected.measured =
        expected.measured && std::any_of(plan_.stages.begin(), plan_.stages.end(),
                                         [&](const PlannedStage& stage) { return measures_teacher(config, stage); });
    work += teacher_work(config, samples, costs_, expected);
  }
  if (needs_judge(config)) work += judge_work(config, samples, costs_, judge.find(teacher.key()));
  meter_.expect_work(work);
  if (needs_teacher(config)) teacher_ = teacher.provide();
  require_features();
  if (needs_judge(config)) judge_ = judge.provide(teacher_ ? teacher_->network : nullptr);
  prepare_student();
}

/// A TorchScript module is a function of pictures, and what it computes inside is its own.
void Experiment::require_features() const {
  if (!teacher_ || !objective_->needs_features() || gives_features(*teacher_->network)) return;
  throw RunFailure{{ErrorCode::invalid_value,
                    {{"key", "distillation.method"},
                     {"value", context_.config.distillation.method},
                     {"allowed", "a method of the logits alone with a TorchScript teacher"}}}};
}

void Experiment::prepare_student() {
  const ExperimentConfig& config = context_.config;
  student_ = value_or_throw(
      make_network(config.student.model, data_->network_shape(), RandomStream(config.seed, "student")()));
  student_->to(context_.device);
  std::vector<at::Tensor> trained = student_->parameters();
  for (const at::Tensor& parameter : objective_->parameters()) trained.push_back(parameter);
  optimiser_.emplace(trained, config.training.optimiser);
  step_.emplace(*student_, config.distillation.method == "none" ? nullptr : teacher_->network, *optimiser_, objective_,
                context_.precision);
  training_.emplace(TrainingData{data_->train, data_->indices, config.data, config.seed});
}

TrainingParts Experiment::parts() {
  return {{{"student", student_.get()}, {"objective", objective_.get()}}, &*optimiser_};
}

std::shared_ptr<Objective> Experiment::prepare_objective() {
  const ExperimentConfig& config = context_.config;
  // Of fresh networks, on the CPU: what does not fit is said before the teacher is trained.
  const auto shapes = [&](const std::string& model) {
    if (!method_facts(config.distillation).features) return TapShapes();
    const DatasetFacts& facts = data_->facts;
    const auto network = value_or_throw(make_network(model, data_->network_shape(), 0));
    return tap_shapes(*network, at::zeros({2, facts.channels, facts.height, facts.width}));
  };
  auto objective =
      value_or_throw(make_objective(config.distillation, shapes(config.student.model), shapes(config.teacher.model),
                                    data_->classes(), RandomStream(config.seed, "distillation method")()));
  objective->to(context_.device);
  return objective;
}

/// Between two steps. With an open epoch the student of the last whole one goes into the file, too: it is the run's
/// result if nothing more comes.
void Experiment::save_checkpoint(std::int64_t stage, std::int64_t epoch, const PhaseSeconds& stage_seconds,
                                 const EpochProgress& progress, double epoch_seconds) {
  Checkpoint place;
  place.part = "student";
  place.stage = stage;
  place.epoch = epoch;
  place.progress = progress;
  place.epoch_seconds = epoch_seconds;
  place.stage_seconds = stage_seconds;
  if (weights_) {
    const auto whole = value_or_throw(parse_safetensors(*weights_, "the student's weights"));
    for (const auto& [name, tensor] : whole) place.tensors["whole/" + name] = read_tensor(tensor);
  }
  checkpoints_.save(std::move(place), parts());
}

void Experiment::run_stages() {
  StageSelector selector(context_, meter_, *data_, *student_, teacher_ ? &*teacher_ : nullptr,
                         judge_ ? &*judge_ : nullptr, costs_);
  if (const Checkpoint* resumed = checkpoints_.within("student")) {
    resumed->restore(parts());
    Tensors whole;
    for (const auto& [name, tensor] : resumed->tensors) {
      if (name.starts_with("whole/")) whole[name.substr(6)] = tensor;
    }
    if (!whole.empty()) weights_ = write_tensors(whole);
  } else {
    save_checkpoint(plan_.warm_up ? 0 : 1, 0, {});
  }
  if (plan_.warm_up && !is_done(*plan_.warm_up)) run_stage(*plan_.warm_up, selector);
  for (const PlannedStage& stage : plan_.stages) {
    if (!is_done(stage)) run_stage(stage, selector);
  }
}

bool Experiment::is_done(const PlannedStage& stage) const {
  const RunHistory& past = checkpoints_.past();
  if (stage.stage == 0) return past.warm_up() && past.warm_up()->ended;
  const auto& stages = past.stages();
  return stage.stage <= std::ssize(stages) && stages[static_cast<std::size_t>(stage.stage - 1)].ended;
}

/// Begins a stage, or takes it up where the checkpoint lies within it.
Experiment::OpenStage Experiment::open_stage(const PlannedStage& stage, StageSelector& selector) {
  OpenStage open{stage, {}, {}, {}};
  const RunHistory& past = checkpoints_.past();
  const auto& stages = past.stages();
  if (stage.stage == 0) {
    open.subset = complement({}, data_->train.size());
    if (past.warm_up()) {
      open.seconds = checkpoints_.within("student")->stage_seconds;
      open.epochs = past.epochs();
      return open;
    }
  } else if (!stages.empty() && stages.back().selected && stages.back().started.stage >= stage.stage - 1) {
    // Everything that was chosen before is in the past's newest selection: of this stage, or of the one before it.
    open.subset = selector.restore(*stages.back().selected);
    if (stages.back().started.stage == stage.stage) {
      open.seconds = checkpoints_.within("student")->stage_seconds;
      for (const EpochEnded& epoch : past.epochs()) {
        if (epoch.stage == stage.stage) open.epochs.push_back(epoch);
      }
      return open;
    }
  }
  context_.append(StageStarted{stage.stage, static_cast<std::int64_t>(plan_.stages.size()), stage.alpha,
                               stage.first_epoch, stage.last_epoch, stage.steps});
  if (stage.stage > 0) open.subset = selector.select(stage, open.seconds);
  if (context_.config.training.lr_policy == "restart_per_stage") optimiser_->restart();
  return open;
}

void Experiment::run_stage(const PlannedStage& plan, StageSelector& selector) {
  OpenStage stage = open_stage(plan, selector);
  for (std::int64_t epoch = plan.first_epoch + std::ssize(stage.epochs); epoch <= plan.last_epoch; ++epoch) {
    if (run_epoch(stage, epoch)) break;
    if (epoch < plan.last_epoch && checkpoints_.due()) save_checkpoint(plan.stage, epoch, stage.seconds);
  }
  end_stage(stage);
}

bool Experiment::run_epoch(OpenStage& stage, std::int64_t epoch) {
  const TrainingConfig& config = context_.config.training;
  EpochEnded& event = stage.epochs.emplace_back();
  event.epoch = epoch;
  event.stage = stage.plan.stage;
  event.learning_rate = student_rate(config, plan_, stage.plan, epoch);
  train(stage, event);
  bool converged = false;
  try {
    if (is_evaluated(epoch, stage.plan.last_epoch, config.evaluate_every)) evaluate(stage, event);
    converged = has_converged(context_.config.curriculum, stage.epochs);
    if (converged && !event.test_loss) evaluate(stage, event);  // a stage that ends here is evaluated here
  } catch (const RunStopped&) {
    save_checkpoint(stage.plan.stage, epoch - 1, stage.seconds, progress_, event.training_seconds);
    throw;
  }
  stage.seconds.training += event.training_seconds;
  stage.seconds.evaluating += event.evaluating_seconds;
  context_.append(event);
  weights_ = save_weights(*student_);
  return converged;
}

void Experiment::train(const OpenStage& stage, EpochEnded& event) {
  const TrainingConfig& config = context_.config.training;
  const Checkpoint* resumed = checkpoints_.within("student");
  EpochProgress from;
  if (resumed != nullptr && resumed->epoch == event.epoch - 1) {
    from = resumed->progress;
    event.training_seconds = resumed->epoch_seconds;
  }
  PhaseTimer timer(context_, event.training_seconds);
  const auto keep = [&](const EpochProgress& progress) {
    timer.stop();
    save_checkpoint(stage.plan.stage, event.epoch - 1, stage.seconds, progress, event.training_seconds);
    timer.start();
  };
  const auto samples = config.epoch_unit == "fixed_iterations" ? data_->train.size() : std::ssize(stage.subset);
  const double teacher_cost = context_.config.distillation.method == "none" ? 0 : costs_.teacher;
  meter_.enter({Phase::training, stage.plan.stage, event.epoch, config.epochs, samples});
  const EpochResult result =
      train_epoch(context_, meter_, *step_, *training_,
                  {event.epoch, stage.subset, samples, config.optimiser.batch_size, event.learning_rate,
                   training_passes * costs_.student + teacher_cost, std::to_string(stage.plan.stage)},
                  {std::move(from), [&] { return checkpoints_.due(); }, keep});
  event.train_loss = result.loss;
  event.train_ce = result.ce;
  event.train_kl = result.kl;
  event.train_method = result.method;
  event.temperature = result.temperature;
  event.train_top1 = result.top1;
  event.samples = result.samples;
  event.steps = result.steps;
  progress_ = result.progress;
}

at::Tensor Experiment::logits_of(const PictureSplit& split, const PlannedStage& stage, std::int64_t epoch) {
  meter_.enter({Phase::evaluating, stage.stage, epoch, context_.config.training.epochs, split.size()});
  return split_logits(*student_, split, [this](std::int64_t samples) {
    context_.proceed();
    if (meter_.advance(samples, costs_.student * static_cast<double>(samples))) meter_.report();
  });
}

void Experiment::evaluate(const OpenStage& stage, EpochEnded& event) {
  const PhaseTimer evaluating(context_, event.evaluating_seconds);
  test_logits_ = logits_of(data_->test, stage.plan, event.epoch);
  const Scores test = score(test_logits_, data_->test.labels(), teacher_ ? teacher_->test_logits : at::Tensor());
  event.test_loss = test.loss;
  event.test_top1 = test.top1;
  event.test_top5 = test.top5;
  event.agreement = test.agreement;
  event.teacher_kl = test.teacher_kl;
  if (!data_->validation) return;
  const Scores validation = score(logits_of(*data_->validation, stage.plan, event.epoch), data_->validation->labels());
  event.validation_loss = validation.loss;
  event.validation_top1 = validation.top1;
}

void Experiment::end_stage(const OpenStage& stage) {
  const EpochEnded& last = stage.epochs.back();
  const Artefact said = Artefact::blob(encode_predictions(predictions(test_logits_, data_->test.labels())));
  StageEnded ended{
      stage.plan.stage, stage.seconds, last.test_loss.value(), last.test_top1.value(), last.test_top5.value(),
      said.hash,        std::nullopt};
  if (last.epoch < stage.plan.last_epoch) ended.converged_at = last.epoch;
  context_.append(ended, {said});
  const bool is_last = stage.plan.stage == std::ssize(plan_.stages);
  if (!is_last) save_checkpoint(stage.plan.stage, stage.plan.last_epoch, {});
}

std::optional<ContentHash> Experiment::keep_weights() {
  if (!weights_) return std::nullopt;
  const Artefact file = Artefact::file(*std::move(weights_));
  // RunEnded, which names the file, is the caller's: the last report of the progress carries it into the store.
  context_.append(meter_.current(), {file});
  return file.hash;
}

}  // namespace tc3kd
