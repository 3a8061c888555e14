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
#include "core/engine/formats/file_bytes.h"
#include "core/engine/models/network.h"
#include "core/engine/training/devices.h"
#include "core/engine/training/evaluation.h"
#include "core/engine/training/experiment.h"
#include "core/engine/training/machine.h"

namespace tc3kd {
namespace {

constexpr std::int64_t largest_weights_file = std::int64_t{4} << 30;

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
  [[nodiscard]] std::vector<Error> check(const ExperimentConfig& config) const override;
  [[nodiscard]] Result<Outcome> run(std::string_view config_json, EventSink& sink, RunControl& control,
                                    RunResources& resources) override;
  [[nodiscard]] Result<EvaluationResult> evaluate(const EvaluationRequest& request, RunControl& control) override;

 private:
  Environment environment_ = process_environment();
};

DatasetStatus status_of(const DatasetFacts& facts, const std::string& data_dir) {
  DatasetStatus status{facts.name,
                       facts.label,
                       false,
                       {},
                       std::nullopt,
                       facts.train_samples,
                       facts.test_samples,
                       static_cast<std::int64_t>(facts.classes.size())};
  if (const auto folder = locate_dataset(facts.name, data_dir)) {
    status.found = true;
    status.path = folder->string();
  } else {
    status.problem = folder.error();
  }
  return status;
}

std::vector<DatasetStatus> TorchEngine::datasets(const std::string& data_dir) const {
  std::vector<DatasetStatus> list;
  for (const DatasetFacts& facts : dataset_catalogue()) list.push_back(status_of(facts, data_dir));
  return list;
}

/// Whether there is such a network, and it takes pictures of this data set (of any shape, where the set is unknown).
std::optional<Error> model_error(const std::string& key, const std::string& name, const std::string& dataset) {
  NetworkShape shape;
  const DatasetFacts* facts = find_dataset(dataset);
  if (facts != nullptr && facts->height > 0 && facts->width > 0) {
    shape = {facts->channels, std::ssize(facts->classes), facts->height, facts->width};
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
  if (const auto error = model_error("student.model", config.student.model, config.data.name)) errors.push_back(*error);
  if (needs_teacher(config)) {
    if (const auto error = model_error("teacher.model", config.teacher.model, config.data.name)) errors.push_back(*error);
    std::error_code none;
    if (!config.teacher.weights.empty() && !std::filesystem::is_regular_file(config.teacher.weights, none)) {
      errors.push_back({ErrorCode::file_missing, {{"key", "teacher.weights"}, {"path", config.teacher.weights}}});
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
    return Experiment(context).run();
  });
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

Result<EvaluationResult> TorchEngine::evaluate(const EvaluationRequest& request, RunControl& control) {
  if (const auto error = model_error("--model", request.model, request.dataset)) return tl::unexpected(*error);
  const auto device = choose_device(request.device, environment_.devices);
  if (!device) return tl::unexpected(device.error());
  return guarded<EvaluationResult>([&]() -> Result<EvaluationResult> {
    at::globalContext().setFlushDenormal(true);
    const Bytes weights = value_or_throw(read_file_bytes(request.weights, largest_weights_file));
    const ImageDataset dataset = value_or_throw(load_test_split(request.dataset, request.data_dir));
    const NormalisationConfig normalisation = normalisation_of(request, dataset.facts);
    if (const auto error = normalisation_error(normalisation, static_cast<std::size_t>(dataset.test.channels))) {
      return tl::unexpected(*error);
    }
    const NetworkShape shape{dataset.test.channels, std::ssize(dataset.facts.classes), dataset.test.height,
                             dataset.test.width};
    const auto network = value_or_throw(make_network(request.model, shape, 0));
    value_or_throw(load_weights(*network, weights, request.weights));
    network->to(*device);
    const ResidentSplit test(dataset.test, {}, normalisation, *device);
    try {
      const at::Tensor logits = split_logits(*network, test, [&](std::int64_t) {
        if (!control.proceed()) throw RunStopped{};
      });
      const Scores scores = score(logits, test.labels());
      return EvaluationResult{scores.top1, scores.top5, scores.loss, test.size()};
    } catch (const RunStopped&) {
      return EvaluationResult{};
    }
  });
}

}  // namespace

std::unique_ptr<TrainingEngine> make_torch_engine() { return std::make_unique<TorchEngine>(); }

}  // namespace tc3kd
