// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/training/pre_training.h"

#include <utility>

#include "core/domain/curriculum/difficulty.h"
#include "core/engine/training/evaluation.h"
#include "core/engine/training/learning_rate.h"
#include "core/engine/training/work_plan.h"

namespace tc3kd {
namespace {

/// One training before the stages, epoch by epoch.
class PreTrainer {
 public:
  PreTrainer(RunContext& context, ProgressMeter& meter, Checkpoints& checkpoints, const RunData& data,
             const PreTraining& training)
      : context_(context), meter_(meter), checkpoints_(checkpoints), data_(data), training_(training),
        parts_{{{training.role, &training.network}}, &training.optimiser},
        source_{data.train, data.indices, context.config.data, training.seed} {}

  void run() {
    const Checkpoint* resumed = checkpoints_.within(training_.role);
    if (resumed != nullptr) resumed->restore(parts_);
    std::int64_t epoch = resumed != nullptr ? resumed->epoch : 0;
    EpochProgress from = resumed != nullptr ? resumed->progress : EpochProgress{};
    double seconds = resumed != nullptr ? resumed->epoch_seconds : 0;
    while (epoch < training_.epochs) {
      train(++epoch, std::exchange(from, {}), std::exchange(seconds, 0));
      if (checkpoints_.due() && epoch < training_.epochs) save(epoch, {}, 0);
    }
  }

 private:
  void train(std::int64_t epoch, EpochProgress from, double earlier_seconds) {
    TeacherEpoch event{epoch, training_.epochs, 0, 0, {}, {}, {}, earlier_seconds, training_.role};
    event.learning_rate = scheduled_rate(training_.schedule, epoch, training_.epochs);
    PhaseTimer timer(context_, event.seconds);
    const auto keep = [&](const EpochProgress& progress) {
      timer.stop();
      save(epoch - 1, progress, event.seconds);
      timer.start();
    };
    const std::vector<std::int64_t> all = complement({}, data_.train.size());
    meter_.enter({training_.role == judge_role ? Phase::judge : Phase::teacher, 0, epoch, training_.epochs,
                  data_.train.size()});
    const EpochResult result = train_epoch(
        context_, meter_, training_.step, source_,
        {epoch, all, data_.train.size(), training_.schedule.batch_size, event.learning_rate, training_.step_cost,
         training_.role},
        {std::move(from), [&] { return checkpoints_.due(); }, keep});
    event.train_loss = result.loss;
    try {
      if (is_evaluated(epoch, training_.epochs, context_.config.training.evaluate_every)) evaluate(event);
    } catch (const RunStopped&) {
      keep(result.progress);
      throw;
    }
    timer.stop();
    context_.append(event);
  }

  void evaluate(TeacherEpoch& event) {
    const at::Tensor logits = counted_test_logits(context_, meter_, training_.network, data_, training_.pass_cost);
    const Scores scores = score(logits, data_.test.labels());
    event.test_loss = scores.loss;
    event.test_top1 = scores.top1;
    event.test_top5 = scores.top5;
  }

  void save(std::int64_t epoch, const EpochProgress& progress, double epoch_seconds) {
    Checkpoint place;
    place.part = training_.role;
    place.epoch = epoch;
    place.progress = progress;
    place.epoch_seconds = epoch_seconds;
    checkpoints_.save(std::move(place), parts_);
  }

  RunContext& context_;
  ProgressMeter& meter_;
  Checkpoints& checkpoints_;
  const RunData& data_;
  const PreTraining& training_;
  TrainingParts parts_;
  TrainingData source_;
};

}  // namespace

void pre_train(RunContext& context, ProgressMeter& meter, Checkpoints& checkpoints, const RunData& data,
               const PreTraining& training) {
  PreTrainer(context, meter, checkpoints, data, training).run();
}

at::Tensor counted_test_logits(RunContext& context, ProgressMeter& meter, Network& network, const RunData& data,
                               double pass_cost) {
  return split_logits(network, data.test, [&](std::int64_t samples) {
    context.proceed();
    if (meter.advance(samples, pass_cost * static_cast<double>(samples))) meter.report();
  });
}

void append_ready(RunContext& context, TeacherReady ready, Bytes file, const at::Tensor& test_logits,
                  const RunData& data) {
  const Artefact weights = Artefact::file(std::move(file));
  const Artefact said = Artefact::blob(encode_predictions(predictions(test_logits, data.test.labels())));
  const Scores scores = score(test_logits, data.test.labels());
  ready.weights = weights.hash;
  ready.test_loss = scores.loss;
  ready.test_top1 = scores.top1;
  ready.test_top5 = scores.top5;
  ready.test_predictions = said.hash;
  context.append(std::move(ready), {weights, said});
}

}  // namespace tc3kd
