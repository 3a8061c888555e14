// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/training/teacher_provider.h"

#include <utility>

#include "core/domain/content_hash.h"
#include "core/domain/random.h"
#include "core/engine/curriculum/difficulty_measurer.h"
#include "core/engine/formats/file_bytes.h"
#include "core/engine/training/epoch_trainer.h"
#include "core/engine/training/evaluation.h"
#include "core/engine/training/learning_rate.h"
#include "core/engine/training/teacher_key.h"

namespace tc3kd {
namespace {

constexpr std::int64_t largest_weights_file = std::int64_t{4} << 30;

}  // namespace

TeacherProvider::TeacherProvider(RunContext& context, ProgressMeter& meter, const RunData& data, PassCosts costs)
    : context_(context), meter_(meter), data_(data), costs_(costs) {}

TeacherWork TeacherProvider::find() {
  const ExperimentConfig& config = context_.config;
  began_ = context_.seconds();
  const NetworkShape shape{data_.facts.channels, data_.classes(), data_.facts.height, data_.facts.width};
  network_ = value_or_throw(make_network(config.teacher.model, shape, RandomStream(config.teacher.seed, "teacher")()));
  if (!config.teacher.weights.empty()) {
    const Bytes bytes = value_or_throw(read_file_bytes(config.teacher.weights, largest_weights_file));
    load(bytes, config.teacher.weights);
    origin_ = "imported";
    key_ = imported_teacher_key(config, data_.fingerprint, content_hash(bytes));
    known_ = context_.resources.find_teacher(key_);
  } else {
    key_ = trained_teacher_key(config, data_.fingerprint, to_string(context_.precision),
                               context_.device.is_cpu() ? "cpu" : "cuda");
    known_ = context_.resources.find_teacher(key_);
    origin_ = known_ ? "reused" : "trained";
    if (known_) load(value_or_throw(context_.resources.read_file(known_->ready.weights)), known_->ready.weights);
  }
  if (known_ && known_->ce) {
    // A blob that cannot be read costs a pass over the data, not the run.
    const auto bytes = context_.resources.read_blob(*known_->ce);
    const auto ce = bytes ? decode_floats(*bytes) : tl::unexpected(bytes.error());
    if (ce && ce->size() == data_.indices.size()) ce_ = *ce;
  }
  network_->to(context_.device);
  return {origin_ == "trained", !ce_};
}

void TeacherProvider::load(std::span<const std::byte> safetensors, const std::string& path) {
  value_or_throw(load_weights(*network_, safetensors, path));
}

Teacher TeacherProvider::provide() {
  if (origin_ == "trained") train();
  const std::shared_ptr<Network> frozen = network_->folded();
  frozen->to(context_.device);
  meter_.enter({.phase = Phase::evaluating, .total = data_.test.size()});
  const at::Tensor logits = test_logits(*frozen);
  append_ready(logits);
  return {frozen, logits, std::move(ce_)};
}

void TeacherProvider::train() {
  const TeacherConfig& config = context_.config.teacher;
  const auto samples = static_cast<std::int64_t>(data_.indices.size());
  Sgd optimiser(network_->parameters(), config.optimiser);
  GradientStep step(*network_, nullptr, optimiser, {}, context_.precision);
  const TrainingData training{data_.train, data_.indices, context_.config.data,
                              RandomStream(config.seed, "teacher training")()};
  const std::vector<std::int64_t> all = complement({}, samples);
  for (std::int64_t epoch = 1; epoch <= config.epochs; ++epoch) {
    const double began = context_.seconds();
    meter_.enter({Phase::teacher, 0, epoch, config.epochs, samples});
    const double rate = scheduled_rate(config.optimiser, epoch, config.epochs);
    const EpochResult result = train_epoch(context_, meter_, step, training,
                                           {epoch, all, samples, config.optimiser.batch_size, rate,
                                            training_passes * costs_.teacher, "teacher"});
    append_epoch(epoch, rate, result.loss, began);
  }
}

void TeacherProvider::append_epoch(std::int64_t epoch, double rate, double train_loss, double began) {
  const std::int64_t epochs = context_.config.teacher.epochs;
  TeacherEpoch event{epoch, epochs, rate, train_loss, {}, {}, {}, 0};
  if (is_evaluated(epoch, epochs, context_.config.training.evaluate_every)) {
    const Scores scores = score(test_logits(*network_), data_.test.labels());
    event.test_loss = scores.loss;
    event.test_top1 = scores.top1;
    event.test_top5 = scores.top5;
  }
  event.seconds = context_.seconds() - began;
  context_.append(event);
}

at::Tensor TeacherProvider::test_logits(Network& network) {
  return split_logits(network, data_.test, [this](std::int64_t samples) {
    context_.proceed();
    if (meter_.advance(samples, costs_.teacher * static_cast<double>(samples))) meter_.report();
  });
}

void TeacherProvider::append_ready(const at::Tensor& logits) {
  const Artefact weights = Artefact::file(save_weights(*network_));
  const Artefact said = Artefact::blob(encode_predictions(predictions(logits, data_.test.labels())));
  const Scores scores = score(logits, data_.test.labels());
  context_.append(TeacherReady{origin_, context_.config.teacher.model, key_, weights.hash, scores.loss, scores.top1,
                               scores.top5, said.hash, context_.seconds() - began_},
                  {weights, said});
}

}  // namespace tc3kd
