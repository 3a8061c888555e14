// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_engine.h"

#include <chrono>
#include <cmath>
#include <filesystem>
#include <stdexcept>
#include <thread>

#include "core/domain/config/config_json.h"
#include "core/domain/config/dataset_catalogue.h"
#include "core/domain/config/distillation_methods.h"
#include "core/domain/content_hash.h"
#include "core/domain/curriculum/difficulty.h"
#include "core/domain/curriculum/selection.h"
#include "core/domain/curriculum/stage_plan.h"
#include "core/domain/random.h"

namespace tc3kd {
namespace {

/// How a fake run leaves its loops early.
struct Stopped {};
struct Failed {
  Error error;
};

/// Skewed like cross-entropies: many small values, a few large ones.
std::vector<float> invented_ce(std::uint64_t seed, std::string_view whose, std::int64_t stage, std::int64_t n) {
  RandomStream stream(seed, whose, static_cast<std::uint64_t>(stage));
  std::vector<float> values;
  const double scale = 1.5 / static_cast<double>(stage + 1);
  for (std::int64_t i = 0; i < n; ++i) values.push_back(static_cast<float>(-scale * std::log(1.0 - stream.uniform())));
  return values;
}

Bytes invented_bytes(std::uint64_t seed, std::size_t n) {
  RandomStream stream(seed, "fake weights");
  Bytes bytes;
  for (std::size_t i = 0; i < n; ++i) bytes.push_back(static_cast<std::byte>(stream.below(256)));
  return bytes;
}

/// One run of the fake engine.
class FakeRun {
 public:
  FakeRun(const FakeEngineOptions& options, ExperimentConfig config, EventSink& sink, RunControl& control,
          RunResources& resources)
      : options_(options), config_(std::move(config)), sink_(sink), control_(control), resources_(resources) {}

  ContentHash play(const Environment& environment) {
    emit(RunStarted{environment});
    data();
    if (needs_teacher(config_)) teacher();
    const auto plan = plan_stages(config_, class_sizes_);
    if (!plan) throw Failed{plan.error()};
    for (const PlannedStage& stage : plan->stages) play_stage(stage, std::ssize(plan->stages));
    return student_.hash;
  }

 private:
  void emit(RunEventBody body, std::vector<Artefact> artefacts = {}) {
    if (already_stored_) return;
    ++event_;
    if (options_.events_per_second > 0) {
      std::this_thread::sleep_until(began_ + std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                                                 std::chrono::duration<double>(event_ / options_.events_per_second)));
    }
    if (options_.before_event) options_.before_event(event_);
    if (!control_.proceed()) throw Stopped{};
    if (event_ == options_.fail_at_event) {
      if (options_.throws) throw std::runtime_error("the fake engine throws");
      throw Failed{options_.fail_with};
    }
    if (auto stored = sink_.append(std::move(body), std::move(artefacts)); !stored) throw Failed{stored.error()};
  }

  void data() {
    DataReady ready;
    ready.name = config_.data.name;
    ready.fingerprint = content_hash(options_.pictures);
    ready.channels = 1;
    ready.height = ready.width = 28;
    for (std::int64_t y = 0; y < options_.classes; ++y) ready.classes.push_back("class " + std::to_string(y));
    class_sizes_.assign(static_cast<std::size_t>(options_.classes), 0);
    std::vector<std::int64_t> indices, test_labels;
    for (std::int64_t i = 0; i < options_.samples; ++i) {
      indices.push_back(i);
      labels_.push_back(i % options_.classes);
      ++class_sizes_[static_cast<std::size_t>(labels_.back())];
    }
    for (std::int64_t i = 0; i < options_.test_samples; ++i) test_labels.push_back(i % options_.classes);
    const auto index_blob = Artefact::blob(encode_integers(indices));
    const auto label_blob = Artefact::blob(encode_integers(labels_));
    const auto test_blob = Artefact::blob(encode_integers(test_labels));
    ready.class_sizes = class_sizes_;
    ready.train_samples = ready.split_samples = options_.samples;
    ready.test_samples = options_.test_samples;
    ready.indices = index_blob.hash;
    ready.labels = label_blob.hash;
    ready.test_labels = test_blob.hash;
    ready.mean = {0.5};
    ready.std = {0.25};
    emit(ready, {index_blob, label_blob, test_blob});
  }

  void teacher() {
    const Json json = to_json(config_);
    TeacherReady ready;
    ready.key = content_hash(json["teacher"].dump() + json["data"].dump() + std::to_string(options_.samples));
    ce_teacher_ = invented_ce(config_.teacher.seed, "fake teacher", 0, options_.samples);
    if (const auto point = resources_.resume_point(); point && point->history.teacher()) return;
    if (const auto known = resources_.find_teacher(ready.key)) {
      ready = known->ready;
      ready.origin = "reused";
      emit(ready);
      return;
    }
    for (std::int64_t epoch = 1; epoch <= config_.teacher.epochs; ++epoch) {
      TeacherEpoch done;
      done.epoch = epoch;
      done.epochs = config_.teacher.epochs;
      done.learning_rate = config_.teacher.optimiser.learning_rate;
      done.train_loss = 2.0 / static_cast<double>(epoch);
      done.test_top1 = accuracy(epoch, config_.teacher.epochs) + 2.0;
      emit(done);
    }
    const auto weights = Artefact::file(invented_bytes(config_.teacher.seed, options_.weights_bytes));
    const auto predictions = predict("fake teacher's predictions", 1);
    ready.origin = "trained";
    ready.model = config_.teacher.model;
    ready.weights = weights.hash;
    ready.test_loss = 0.4;
    ready.test_top1 = accuracy(1, 1) + 2.0;
    ready.test_top5 = 99.0;
    ready.test_predictions = predictions.hash;
    emit(ready, {weights, predictions});
  }

  /// Everything up to the resume point's stage is computed again, but told no second time.
  void play_stage(const PlannedStage& stage, std::int64_t stages) {
    const auto point = resources_.resume_point();
    already_stored_ = point && stage.stage <= point->saved.stage;
    play_new_stage(stage, stages);
    already_stored_ = false;
  }

  void play_new_stage(const PlannedStage& stage, std::int64_t stages) {
    emit(StageStarted{stage.stage, stages, stage.alpha, stage.first_epoch, stage.last_epoch, stage.steps});
    select(stage, stages);
    PhaseSeconds seconds{stage.stage * 0.5, 0.25, 0, 0};
    for (std::int64_t epoch = stage.first_epoch; epoch <= stage.last_epoch; ++epoch) {
      const EpochEnded done = play_epoch(stage, epoch);
      seconds.training += done.training_seconds;
      seconds.evaluating += done.evaluating_seconds;
    }
    const auto predictions = predict("fake student's predictions", stage.stage);
    std::vector<Artefact> artefacts = {predictions};
    if (stage.stage == stages) {
      student_ = Artefact::file(invented_bytes(config_.seed + 1000, options_.weights_bytes));
      artefacts.push_back(student_);
    }
    emit(StageEnded{stage.stage, seconds, 0.5, accuracy(stage.last_epoch, config_.training.epochs), 98.0,
                    predictions.hash, std::nullopt},
         artefacts);
    if (!options_.checkpoints || stage.stage == stages) return;
    const auto file = Artefact::file(invented_bytes(config_.seed + 2000 + static_cast<std::uint64_t>(stage.stage), 64));
    emit(CheckpointSaved{file.hash, "student", stage.stage, stage.last_epoch, 0, static_cast<double>(stage.stage)},
         {file});
  }

  void select(const PlannedStage& stage, std::int64_t stages) {
    std::vector<float> ce_student;
    const bool ranked = stage.stage < stages;
    if (ranked && stage.alpha < 1) {
      ce_student = invented_ce(config_.seed, "fake student", stage.stage, options_.samples);
      for (const std::int64_t chosen : subset_) ce_student[static_cast<std::size_t>(chosen)] = not_measured;
    }
    SelectionInput input;
    input.stage = stage.stage;
    input.stages = stages;
    input.alpha = stage.alpha;
    input.remove = config_.curriculum.pool == "remove";
    input.balanced = config_.curriculum.balanced;
    input.classes = options_.classes;
    input.labels = labels_;
    if (ranked && stage.alpha > 0) input.ce_teacher = ce_teacher_;
    input.ce_student = ce_student;
    input.previous = subset_;
    const Selection selection = select_stage(input);

    StageSelected selected;
    std::vector<Artefact> artefacts = {Artefact::blob(encode_integers(selection.entered)),
                                       Artefact::blob(encode_integers(selection.subset))};
    selected.entered = artefacts[0].hash;
    selected.subset = artefacts[1].hash;
    if (!input.ce_teacher.empty()) {
      artefacts.push_back(Artefact::blob(encode_floats(ce_teacher_)));
      selected.ce_teacher = artefacts.back().hash;
    }
    if (!ce_student.empty()) {
      artefacts.push_back(Artefact::blob(encode_floats(ce_student)));
      selected.ce_student = artefacts.back().hash;
    }
    selected.stage = stage.stage;
    selected.alpha = stage.alpha;
    selected.measured = ranked ? options_.samples - std::ssize(subset_) : 0;
    selected.entered_count = std::ssize(selection.entered);
    selected.subset_size = std::ssize(selection.subset);
    selected.class_entered = selection.class_entered;
    selected.class_counts = selection.class_counts;
    selected.cut_offs = selection.cut_offs;
    selected.measuring_seconds = stage.stage * 0.5;
    selected.selecting_seconds = 0.25;
    subset_ = selection.subset;
    emit(selected, std::move(artefacts));
  }

  EpochEnded play_epoch(const PlannedStage& stage, std::int64_t epoch) {
    for (int i = 1; i <= options_.progress_per_epoch; ++i) {
      Progress progress;
      progress.phase = Phase::training;
      progress.stage = stage.stage;
      progress.epoch = epoch;
      progress.epochs = config_.training.epochs;
      progress.done = i;
      progress.total = options_.progress_per_epoch;
      progress.loss = 2.0 / static_cast<double>(epoch);
      progress.samples_per_second = 1000;
      progress.run_fraction = (static_cast<double>(epoch - 1) + static_cast<double>(i) / options_.progress_per_epoch) /
                              static_cast<double>(config_.training.epochs);
      progress.seconds_left = (1 - progress.run_fraction) * 10;
      emit(progress);
    }
    EpochEnded done;
    done.epoch = epoch;
    done.stage = stage.stage;
    done.learning_rate = config_.training.optimiser.learning_rate;
    done.train_loss = 2.0 / static_cast<double>(epoch);
    done.train_ce = 1.5 / static_cast<double>(epoch);
    if (needs_teacher(config_)) {
      done.train_kl = 1.0 / static_cast<double>(epoch);
      if (method_facts(config_.distillation).own_loss) done.train_method = 0.25 / static_cast<double>(epoch);
      done.agreement = accuracy(epoch, config_.training.epochs) + 3.0;
      done.teacher_kl = 0.5 / static_cast<double>(epoch);
    }
    done.train_top1 = accuracy(epoch, config_.training.epochs) - 1.0;
    done.test_loss = 1.8 / static_cast<double>(epoch);
    done.test_top1 = accuracy(epoch, config_.training.epochs);
    done.test_top5 = 95.0;
    done.samples = stage.subset_size;
    done.steps =
        (stage.subset_size + config_.training.optimiser.batch_size - 1) / config_.training.optimiser.batch_size;
    done.training_seconds = 1.0;
    done.evaluating_seconds = 0.125;
    emit(done);
    return done;
  }

  /// Rises towards 90 %, with a dip at every seventh epoch.
  static double accuracy(std::int64_t epoch, std::int64_t epochs) {
    const double part = static_cast<double>(epoch) / static_cast<double>(epochs);
    return 90.0 * (1.0 - std::exp(-4.0 * part)) - (epoch % 7 == 0 ? 2.0 : 0.0);
  }

  Artefact predict(std::string_view whose, std::int64_t stage) const {
    RandomStream stream(config_.seed, whose, static_cast<std::uint64_t>(stage));
    Predictions predictions;
    for (std::int64_t i = 0; i < options_.test_samples; ++i) {
      const bool right = stream.uniform() < 0.8;
      const auto truth = static_cast<std::int32_t>(i % options_.classes);
      predictions.label.push_back(right ? truth : static_cast<std::int32_t>((truth + 1) % options_.classes));
      predictions.probability.push_back(0.9f);
      predictions.true_probability.push_back(right ? 0.9f : 0.05f);
    }
    return Artefact::blob(encode_predictions(predictions));
  }

  const FakeEngineOptions& options_;
  const ExperimentConfig config_;
  EventSink& sink_;
  RunControl& control_;
  RunResources& resources_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  std::int64_t event_ = 0;
  bool already_stored_ = false;
  std::vector<std::int64_t> class_sizes_, labels_, subset_;
  std::vector<float> ce_teacher_;
  Artefact student_;
};

}  // namespace

Environment FakeEngine::environment() const {
  Environment environment;
  environment.program = "test";
  environment.libtorch = "none";
  environment.instruction_set = "none";
  environment.threads = 1;
  environment.device = "cpu";
  environment.precision = "fp32";
  environment.host = "test";
  environment.system = "test";
  environment.devices = {{"cpu", "a processor", 8LL << 30}};
  return environment;
}

std::vector<ModelInfo> FakeEngine::models() const {
  return {{"resnet8", 83'892, 12'893'184}, {"resnet20", 278'324, 40'818'560}, {"resnet110", 1'736'564, 254'994'816}};
}

std::vector<DatasetStatus> FakeEngine::datasets(const std::string& data_dir) const {
  std::vector<DatasetStatus> all;
  for (const DatasetFacts& facts : dataset_catalogue()) {
    DatasetStatus status;
    status.name = facts.name;
    status.label = facts.label;
    status.found = facts.name == "fashion-mnist";
    if (status.found) status.path = data_dir.empty() ? "/usr/share/dataset-fashion-mnist" : data_dir;
    if (!status.found) status.problem = Error{ErrorCode::dataset_missing, {{"value", facts.name}, {"path", data_dir}}};
    status.train_samples = facts.train_samples;
    status.test_samples = facts.test_samples;
    status.classes = std::ssize(facts.classes);
    if (options_.adjust_status) options_.adjust_status(status, data_dir);
    all.push_back(std::move(status));
  }
  return all;
}

Result<DatasetDescription> FakeEngine::describe_dataset(const std::string& name, const std::string& data_dir,
                                                        RunControl& control) const {
  if (options_.before_describing) options_.before_describing(name, control);
  if (!control.proceed()) return DatasetDescription{};
  for (DatasetStatus& status : datasets(data_dir)) {
    if (status.name != name) continue;
    if (!status.found) return tl::unexpected(*status.problem);
    const DatasetFacts& facts = *find_dataset(name);
    DatasetDescription d;
    d.classes = facts.classes;
    d.train_counts = facts.class_sizes;
    if (!facts.classes.empty()) {
      d.test_counts.assign(facts.classes.size(), facts.test_samples / std::ssize(facts.classes));
    }
    d.channels = facts.channels;
    d.sizes = {{facts.height, facts.width, facts.train_samples + facts.test_samples}};
    d.mean = facts.mean;
    d.std = facts.std;
    d.measured = facts.train_samples;
    d.files = {{status.path + "/train-images-idx3-ubyte", "0123456789abcdef0123456789abcdef",
                "0123456789abcdef0123456789abcdef"}};
    RandomStream stream(1, "fake samples");
    for (std::int64_t label = 0; label < std::ssize(facts.classes); ++label) {
      SamplePicture sample{label, facts.height, facts.width, facts.channels, {}};
      for (std::int64_t i = 0; i < facts.height * facts.width * facts.channels; ++i) {
        sample.pixels.push_back(static_cast<std::uint8_t>(stream.below(256)));
      }
      d.samples.push_back(std::move(sample));
    }
    d.status = std::move(status);
    if (options_.adjust_description) options_.adjust_description(d);
    return d;
  }
  return fail(ErrorCode::invalid_value, {{"key", "data.name"}, {"value", name}});
}

std::vector<Error> FakeEngine::check(const ExperimentConfig&) const { return {}; }

Result<TrainingEngine::Outcome> FakeEngine::run(std::string_view config_json, EventSink& sink, RunControl& control,
                                                RunResources& resources) {
  auto config = parse_config(config_json, "the run");
  if (!config) return tl::unexpected<Error>(config.error());
  Environment where = environment();
  try {
    return Outcome{false, FakeRun(options_, std::move(*config), sink, control, resources).play(where)};
  } catch (const Stopped&) {
    return Outcome{true, std::nullopt};
  } catch (const Failed& failed) {
    return tl::unexpected<Error>(failed.error);
  }
}

Result<DataIdentity> FakeEngine::identify_data(const ExperimentConfig&) const {
  return DataIdentity{content_hash(options_.pictures), options_.samples, options_.test_samples};
}

Result<WeightReport> FakeEngine::inspect_weights(const std::string& path, const std::string& model) const {
  std::error_code missing;
  const auto bytes = std::filesystem::file_size(path, missing);
  if (missing) return fail(ErrorCode::file_missing, {{"path", path}});
  WeightReport report;
  report.format = "safetensors";
  report.model = model.empty() || model == "auto" ? "resnet20" : model;
  report.candidates = {report.model};
  report.classes = options_.classes;
  report.channels = 1;
  report.tensors = 1;
  report.parameters = static_cast<std::int64_t>(bytes / sizeof(float));
  return report;
}

Result<EvaluationResult> FakeEngine::evaluate(const EvaluationRequest& request, RunControl& control) {
  auto report = inspect_weights(request.weights, request.model);
  if (!report) return tl::unexpected(report.error());
  if (!control.proceed()) return EvaluationResult{};
  return EvaluationResult{81.25, 99.0, 0.5, options_.test_samples, std::move(*report)};
}

ExperimentConfig small_config(std::int64_t stages, std::int64_t epochs) {
  ExperimentConfig config;
  config.teacher.epochs = 1;
  config.curriculum.stages = stages;
  config.training.epochs = epochs;
  return config;
}

}  // namespace tc3kd
