// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/torch_engine.h"

#include <filesystem>
#include <iterator>
#include <new>
#include <numeric>
#include <utility>

#include <torch/torch.h>

#include "core/domain/config/config_json.h"
#include "core/domain/config/dataset_catalogue.h"
#include "core/domain/curriculum/stage_plan.h"
#include "core/engine/data/dataset.h"
#include "core/engine/data/dataset_description.h"
#include "core/engine/data/make_split.h"
#include "core/engine/formats/file_bytes.h"
#include "core/engine/formats/script_check.h"
#include "core/engine/models/network.h"
#include "core/engine/models/script_network.h"
#include "core/engine/models/weight_import.h"
#include "core/engine/training/devices.h"
#include "core/engine/training/evaluation.h"
#include "core/engine/training/experiment.h"
#include "core/engine/training/machine.h"

namespace tc3kd {
namespace {

void set_up_libtorch(const Machine& machine) {
  // Whoever sets OMP_NUM_THREADS has shared the machine out already.
  if (std::getenv("OMP_NUM_THREADS") == nullptr) at::set_num_threads(static_cast<int>(machine.cores));
  at::set_num_interop_threads(1);
  // The same history from the same seed, and fp32 that is fp32, before speed.
  at::globalContext().setDeterministicCuDNN(true);
  at::globalContext().setBenchmarkCuDNN(false);
  at::globalContext().setAllowTF32CuDNN(false);
  at::globalContext().setAllowTF32CuBLAS(false);
}

Environment set_up_and_describe() {
  const Machine machine = inspect_machine();
  set_up_libtorch(machine);
  Environment environment;
  environment.program = TC3KD_VERSION;
  environment.libtorch = TORCH_VERSION;
  environment.instruction_set = at::get_cpu_capability();
  // A capability that was lowered by hand (ATEN_CPU_CAPABILITY) takes the wide instructions away.
  environment.bf16_hardware = machine.bf16 && environment.instruction_set.starts_with("AVX512");
  environment.threads = at::get_num_threads();
  environment.host = machine.host;
  environment.system = machine.system;
  environment.devices = find_devices(machine);
  return environment;
}

/// LibTorch takes these settings once a process, however many engines there are.
const Environment& process_environment() {
  static const Environment environment = set_up_and_describe();
  return environment;
}

/// The processor's allocator reports a lack of memory as a plain c10::Error, told from others by its name in the text.
Error error_of(const c10::Error& error) {
  const std::string text = error.what_without_backtrace();
  const bool memory = text.find("DefaultCPUAllocator") != std::string::npos;
  return {memory ? ErrorCode::out_of_memory : ErrorCode::engine_failure, {{"detail", text.substr(0, text.find('\n'))}}};
}

/// Runs `work` and turns whatever it throws into a value: the one place where exceptions of a run end.
template <class T, class Work>
Result<T> guarded(Work work) {
  try {
    return work();
  } catch (const RunFailure& failure) {
    return tl::unexpected(failure.error);
  } catch (const c10::OutOfMemoryError& error) {
    return fail(ErrorCode::out_of_memory, {{"detail", error.what_without_backtrace()}});
  } catch (const c10::Error& error) {
    return tl::unexpected(error_of(error));
  } catch (const std::bad_alloc&) {
    return fail(ErrorCode::out_of_memory);
  } catch (const std::exception& error) {
    return fail(ErrorCode::engine_failure, {{"detail", error.what()}});
  }
}

class TorchEngine final : public TrainingEngine {
 public:
  [[nodiscard]] Environment environment() const override { return environment_; }
  [[nodiscard]] std::vector<ModelInfo> models() const override { return model_catalogue(); }
  [[nodiscard]] std::vector<DatasetStatus> datasets(const std::string& data_dir) const override;
  [[nodiscard]] Result<DatasetDescription> describe_dataset(const std::string& name,
                                                            const std::string& data_dir,
                                                            RunControl& control) const override;
  [[nodiscard]] std::vector<Error> check(const ExperimentConfig& config) const override;
  [[nodiscard]] Result<Outcome> run(std::string_view config_json, EventSink& sink, RunControl& control,
                                    RunResources& resources) override;
  [[nodiscard]] Result<DataIdentity> identify_data(const ExperimentConfig& config) const override;
  [[nodiscard]] Result<WeightReport> inspect_weights(const std::string& path, const std::string& model) const override;
  [[nodiscard]] Result<EvaluationResult> evaluate(const EvaluationRequest& request, RunControl& control) override;

 private:
  Environment environment_ = process_environment();
};

/// A folder that someone named, and that holds the set, is where the set is looked for from now on.
void remember_found(const std::string& name, const std::string& data_dir) {
  if (data_dir.empty()) return;
  if (const auto folder = locate_dataset(name, data_dir)) remember_dataset_folder(name, *folder);
}

std::vector<DatasetStatus> TorchEngine::datasets(const std::string& data_dir) const {
  std::vector<DatasetStatus> list;
  for (const DatasetFacts& facts : dataset_catalogue()) {
    list.push_back(dataset_status(facts, data_dir));
    if (list.back().found && !list.back().problem) remember_found(facts.name, data_dir);
  }
  return list;
}

Result<DatasetDescription> TorchEngine::describe_dataset(const std::string& name, const std::string& data_dir,
                                                         RunControl& control) const {
  remember_found(name, data_dir);
  return guarded<DatasetDescription>([&] { return tc3kd::describe_dataset(name, data_dir, control); });
}

/// Whether there is such a network, and it takes pictures of this data set (of any shape, where that is not known yet).
std::optional<Error> model_error(const std::string& key, const std::string& name, const DataConfig& data) {
  NetworkShape shape;
  const auto facts = dataset_facts(data);
  if (facts && facts->height > 0 && facts->width > 0) {
    shape = {facts->channels, std::max<std::int64_t>(1, std::ssize(facts->classes)), facts->height, facts->width};
  }
  const auto info = model_info(name, shape);
  if (info) return std::nullopt;
  Error error = info.error();
  error.context["key"] = key;
  return error;
}

Error with_key(Error error, const std::string& key) {
  error.context.emplace("key", key);
  return error;
}

std::vector<Error> TorchEngine::check(const ExperimentConfig& config) const {
  std::vector<Error> errors;
  if (const auto error = model_error("student.model", config.student.model, config.data)) errors.push_back(*error);
  if (needs_teacher(config)) {
    if (const auto error = model_error("teacher.model", config.teacher.model, config.data)) errors.push_back(*error);
    std::error_code none;
    if (!config.teacher.weights.empty() && !std::filesystem::is_regular_file(config.teacher.weights, none)) {
      errors.push_back({ErrorCode::file_missing, {{"key", "teacher.weights"}, {"path", config.teacher.weights}}});
    }
  }
  if (const std::string& judge = config.curriculum.judge_weights; needs_judge(config) && !judge.empty()) {
    std::error_code none;
    if (!std::filesystem::is_regular_file(judge, none)) {
      errors.push_back({ErrorCode::file_missing, {{"key", "curriculum.judge_weights"}, {"path", judge}}});
    }
  }
  if (const auto device = choose_device(config.device, environment_.devices); !device) errors.push_back(device.error());
  if (const auto folder = locate_dataset(config.data.name, config.data.dir); !folder) {
    errors.push_back(with_key(folder.error(), config.data.dir.empty() ? "data.name" : "data.dir"));
  }
  return errors;
}

Result<TrainingEngine::Outcome> TorchEngine::run(std::string_view config_json, EventSink& sink, RunControl& control,
                                                 RunResources& resources) {
  auto config = parse_config(config_json, "the run's configuration");
  if (!config) return tl::unexpected(config.error());
  const auto device = choose_device(config->device, environment_.devices);
  if (!device) return tl::unexpected(device.error());
  const Precision precision = choose_precision(config->precision, *device, environment_.bf16_hardware);
  Environment environment = environment_;
  environment.device = device->str();
  environment.precision = to_string(precision);
  return guarded<Outcome>([&]() -> Result<Outcome> {
    // Late in training tiny numbers appear that a processor computes a hundred times slower; threads inherit this.
    at::globalContext().setFlushDenormal(true);
    RunContext context(resolve(std::move(*config)), *device, precision, sink, control, resources);
    context.append(RunStarted{environment});
    remember_found(context.config.data.name, context.config.data.dir);
    return Experiment(context).run();
  });
}

Result<DataIdentity> TorchEngine::identify_data(const ExperimentConfig& config) const {
  const auto dataset = load_dataset(config.data);
  if (!dataset) return tl::unexpected(dataset.error());
  return DataIdentity{dataset->fingerprint, dataset->train.samples, dataset->test.samples};
}

NormalisationConfig normalisation_of(const EvaluationRequest& request, const DatasetFacts& facts) {
  return {request.mean.empty() ? facts.mean : request.mean, request.std.empty() ? facts.std : request.std};
}

/// One number a channel, and no division by zero.
std::optional<Error> normalisation_error(const NormalisationConfig& normalisation, std::size_t channels) {
  const auto wrong = [&](const std::string& key, const std::vector<double>& list,
                         bool positive) -> std::optional<Error> {
    bool good = list.size() == channels;
    for (const double value : list) good = good && (!positive || value > 0);
    if (good) return std::nullopt;
    return Error{ErrorCode::invalid_value,
                 {{"key", key},
                  {"value", value_text(Json(list))},
                  {"allowed", std::to_string(channels) + (positive ? " positive" : "") + " number(s), one a channel"}}};
  };
  if (const auto error = wrong("--mean", normalisation.mean, false)) return error;
  return wrong("--std", normalisation.std, true);
}

bool is_guessed(const std::string& model) { return model.empty() || model == "auto"; }

/// What a TorchScript module says of itself to the first usual pictures that it takes.
void try_script(const WeightFile& file, WeightReport& report) {
  for (const PictureShape& pictures : {PictureShape{3, 32, 32}, PictureShape{1, 28, 28}, PictureShape{3, 224, 224}}) {
    const auto network = load_script_network(file.bytes, file.path, pictures, 0);
    if (!network) continue;
    report.channels = pictures.channels;
    report.classes = script_classes(**network);
    return;
  }
}

Result<WeightReport> TorchEngine::inspect_weights(const std::string& path, const std::string& model) const {
  if (!is_guessed(model)) {
    if (const auto info = model_info(model, NetworkShape{}); !info) return tl::unexpected(info.error());
  }
  return guarded<WeightReport>([&]() -> Result<WeightReport> {
    const WeightFile file = value_or_throw(read_weight_file(path));
    WeightReport report = value_or_throw(inspect(file, model));
    if (file.format == WeightFormat::torch_script) {
      value_or_throw(check_script(file.bytes, path));
      try_script(file, report);
    }
    return report;
  });
}

struct LoadedNetwork {
  std::shared_ptr<Network> network;
  WeightReport report;
};

LoadedNetwork load_network(const EvaluationRequest& request, const ImageSplit& pictures, NetworkShape shape) {
  const WeightFile file = value_or_throw(read_weight_file(request.weights));
  if (file.format == WeightFormat::torch_script) {
    return {value_or_throw(load_script_network(file.bytes, request.weights,
                                               {pictures.channels, pictures.height, pictures.width}, shape.classes)),
            file.report};
  }
  const std::string model = value_or_throw(chosen_model(file, request.model));
  LoadedNetwork loaded{value_or_throw(make_network(model, shape, 0)), {}};
  loaded.report = value_or_throw(import_weights(*loaded.network, file, shape));
  loaded.report.model = model;
  return loaded;
}

Result<EvaluationResult> TorchEngine::evaluate(const EvaluationRequest& request, RunControl& control) {
  if (!is_guessed(request.model)) {
    const DataConfig asked = data_of(request.dataset, request.data_dir);
    if (const auto error = model_error("--model", request.model, asked)) return tl::unexpected(*error);
  }
  const auto device = choose_device(request.device, environment_.devices);
  if (!device) return tl::unexpected(device.error());
  return guarded<EvaluationResult>([&]() -> Result<EvaluationResult> {
    at::globalContext().setFlushDenormal(true);
    DataConfig data = data_of(request.dataset, request.data_dir);
    const auto dataset = std::make_shared<const ImageDataset>(value_or_throw(load_test_split(data)));
    remember_found(request.dataset, request.data_dir);
    data.normalisation = normalisation_of(request, dataset->facts);
    if (const auto error = normalisation_error(data.normalisation, static_cast<std::size_t>(dataset->test.channels))) {
      return tl::unexpected(*error);
    }
    const NetworkShape shape{dataset->test.channels, std::ssize(dataset->facts.classes), dataset->test.height,
                             dataset->test.width};
    const auto [network, report] = load_network(request, dataset->test, shape);
    network->to(*device);
    const auto test = make_split(dataset, SplitUse::tested, {}, data, *device);
    try {
      const at::Tensor logits = split_logits(*network, *test, [&](std::int64_t) {
        if (!control.proceed()) throw RunStopped{};
      });
      const Scores scores = score(logits, test->labels());
      return EvaluationResult{scores.top1, scores.top5, scores.loss, test->size(), report};
    } catch (const RunStopped&) {
      return EvaluationResult{};
    }
  });
}

}  // namespace

std::unique_ptr<TrainingEngine> make_torch_engine() { return std::make_unique<TorchEngine>(); }

}  // namespace tc3kd
