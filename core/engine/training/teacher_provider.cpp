// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/training/teacher_provider.h"

#include <utility>

#include "core/domain/content_hash.h"
#include "core/domain/random.h"
#include "core/engine/models/renormalised.h"
#include "core/engine/models/script_network.h"
#include "core/engine/models/weight_import.h"
#include "core/engine/training/pre_training.h"
#include "core/engine/training/teacher_key.h"

namespace tc3kd {
namespace {

/// The configured network is not what a TorchScript module is.
constexpr const char* script_model = "TorchScript";

}  // namespace

TeacherProvider::TeacherProvider(RunContext& context, ProgressMeter& meter, Checkpoints& checkpoints,
                                 const RunData& data, PassCosts costs)
    : context_(context), meter_(meter), checkpoints_(checkpoints), data_(data), costs_(costs) {}

TeacherWork TeacherProvider::find() {
  const ExperimentConfig& config = context_.config;
  began_ = context_.seconds();
  network_ = value_or_throw(make_network(config.teacher.model, data_.network_shape(),
                                         RandomStream(config.teacher.seed, "teacher")()));
  find_weights();
  find_ce();
  network_->to(context_.device);
  return {origin_ == "trained", !ce_};
}

void TeacherProvider::find_weights() {
  const ExperimentConfig& config = context_.config;
  if (const auto& ready = checkpoints_.past().teacher()) {
    // The run has had its teacher already; it goes on with the very same one.
    key_ = ready->key;
    origin_ = ready->origin;
    known_ = context_.resources.find_teacher(key_);
    load_stored(*ready);
  } else if (!config.teacher.weights.empty()) {
    WeightFile file = value_or_throw(read_weight_file(config.teacher.weights));
    origin_ = "imported";
    key_ = imported_teacher_key(config, data_.fingerprint, content_hash(file.bytes));
    import(std::move(file));
    known_ = context_.resources.find_teacher(key_);
  } else {
    key_ = trained_teacher_key(config, data_.fingerprint, to_string(context_.precision),
                               context_.device.is_cpu() ? "cpu" : "cuda");
    // A run that was interrupted within its teacher's training goes on with that, whatever was trained meanwhile.
    if (checkpoints_.within(teacher_role) == nullptr) known_ = context_.resources.find_teacher(key_);
    origin_ = known_ ? "reused" : "trained";
    if (known_) load_stored(known_->ready);
  }
}

/// What an earlier run, or an earlier session of this one, stored.
void TeacherProvider::load_stored(const TeacherReady& ready) {
  Bytes bytes = value_or_throw(context_.resources.read_file(ready.weights));
  if (ready.model == script_model) {
    load_script(std::move(bytes), ready.weights);
  } else {
    value_or_throw(load_weights(*network_, bytes, ready.weights));
  }
}

/// Weights of any format and origin into the network, or a TorchScript module in its place.
void TeacherProvider::import(WeightFile file) {
  if (file.format == WeightFormat::torch_script) return load_script(std::move(file.bytes), file.path);
  const WeightReport report = value_or_throw(import_weights(*network_, file, data_.network_shape()));
  const auto notes = import_notes(report);
  if (notes.empty()) return;
  std::string detail;
  for (const std::string& note : notes) detail += (detail.empty() ? "" : "; ") + note;
  context_.append(Warning{"weights_mapped", {{"path", file.path}, {"detail", detail}}});
}

void TeacherProvider::load_script(Bytes bytes, const std::string& path) {
  network_ = value_or_throw(load_script_network(
      bytes, path, {data_.facts.channels, data_.facts.height, data_.facts.width}, data_.classes()));
  script_ = std::move(bytes);
}

/// Cross-entropies through drawn views are a run's own; those of the pictures as they are belong to the teacher.
void TeacherProvider::find_ce() {
  if (!known_ || !known_->ce || context_.config.curriculum.transform != "test") return;
  // A blob that cannot be read costs a pass over the data, not the run.
  const auto bytes = context_.resources.read_blob(*known_->ce);
  const auto ce = bytes ? decode_floats(*bytes) : tl::unexpected(bytes.error());
  if (ce && ce->size() == data_.indices.size()) ce_ = *ce;
}

Teacher TeacherProvider::provide() {
  const bool known = checkpoints_.past().teacher().has_value();
  if (origin_ == "trained" && !known) train();
  std::shared_ptr<Network> frozen = network_->folded();
  if (origin_ == "imported") {
    frozen = renormalised(frozen, context_.config.data.normalisation, context_.config.teacher.normalisation);
  }
  frozen->to(context_.device);
  meter_.enter({.phase = Phase::evaluating, .total = data_.test.size()});
  const at::Tensor logits = counted_test_logits(context_, meter_, *frozen, data_, costs_.teacher);
  if (!known) {
    TeacherReady ready;
    ready.origin = origin_;
    ready.model = script_ ? script_model : context_.config.teacher.model;
    ready.key = key_;
    ready.seconds = context_.seconds() - began_;
    append_ready(context_, std::move(ready), script_ ? *script_ : save_weights(*network_), logits, data_);
  }
  return {frozen, logits, std::move(ce_)};
}

void TeacherProvider::train() {
  const TeacherConfig& config = context_.config.teacher;
  Sgd optimiser(network_->parameters(), config.optimiser);
  GradientStep step(*network_, nullptr, optimiser, KdWeights{}, context_.precision);
  pre_train(context_, meter_, checkpoints_, data_,
            {teacher_role, *network_, optimiser, step, RandomStream(config.seed, "teacher training")(),
             config.optimiser, config.epochs, costs_.teacher, training_passes * costs_.teacher});
}

}  // namespace tc3kd
