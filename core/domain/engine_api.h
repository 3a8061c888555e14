// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/domain/environment.h"
#include "core/domain/events/blob_codec.h"
#include "core/domain/events/run_event.h"
#include "core/domain/run_control.h"

namespace tc3kd {

/// A big array or file that an event names by its content hash.
struct Artefact {
  enum class Place { blob, file };  ///< in the database, or in the folder beside it
  ContentHash hash;
  Place place = Place::blob;
  std::shared_ptr<const Bytes> bytes;

  [[nodiscard]] static Artefact blob(Bytes bytes);
  [[nodiscard]] static Artefact file(Bytes bytes);
};

/// Where a run's events go. Called on the run's thread only.
class EventSink {
 public:
  virtual ~EventSink() = default;
  /// Blocks while the journal is full. The artefacts are stored before the event that names them. Fails only when the
  /// store can take no more (`disk_full`, `store_locked`, …): the run then ends with that error.
  virtual Result<void> append(RunEventBody body, std::vector<Artefact> artefacts = {}) = 0;
};

/// A teacher that some run trained before.
struct KnownTeacher {
  TeacherReady ready;
  std::vector<TeacherEpoch> epochs;
  std::optional<ContentHash> ce;  ///< blob float32[train_samples] of its cross-entropies on the same D, if measured
};

/// What a run may read of earlier ones.
class RunResources {
 public:
  virtual ~RunResources() = default;
  virtual std::optional<KnownTeacher> find_teacher(const ContentHash& key) = 0;
  virtual Result<Bytes> read_blob(const ContentHash& hash) = 0;
  virtual Result<Bytes> read_file(const ContentHash& hash) = 0;
};

struct ModelInfo {
  std::string name;             ///< "resnet20"
  std::int64_t parameters = 0;  ///< 3 channels; 100 classes for the CIFAR networks, 1,000 for ImageNet's
  std::int64_t macs = 0;  ///< multiply-accumulates of convolutions and linear layers, one picture, 32² or 224²
};

struct DatasetStatus {
  std::string name, label;
  bool found = false;
  std::string path;             ///< the folder, where found
  std::optional<Error> problem;
  std::int64_t train_samples = 0, test_samples = 0, classes = 0;
};

struct EvaluationRequest {
  std::string model, weights, dataset, data_dir, device = "auto";
  std::vector<double> mean, std;  ///< empty: the data set's own
};
struct EvaluationResult {
  double top1 = 0, top5 = 0, loss = 0;  ///< percent, percent, nats
  std::int64_t samples = 0;
};

/// The seam between whoever starts runs and whoever trains (design D3). `run` and `evaluate` block for long; the others
/// return within milliseconds, `datasets` within a second. All may be called from any thread; one `run` at a time.
class TrainingEngine {
 public:
  virtual ~TrainingEngine() = default;

  [[nodiscard]] virtual Environment environment() const = 0;
  [[nodiscard]] virtual std::vector<ModelInfo> models() const = 0;
  [[nodiscard]] virtual std::vector<DatasetStatus> datasets(const std::string& data_dir) const = 0;

  /// What only the engine knows of a configuration: models, devices, files. Empty when it can run.
  [[nodiscard]] virtual std::vector<Error> check(const ExperimentConfig& config) const = 0;

  /// Trains what `config_json` says (design D8: the stored text is parsed here) and appends everything to `sink`, from
  /// RunStarted to the stages' end, but not RunEnded, which the caller appends from the outcome. A stop is a normal
  /// outcome with `stopped` set; an exception of LibTorch becomes an Error here.
  struct Outcome {
    bool stopped = false;
    std::optional<ContentHash> weights;
  };
  [[nodiscard]] virtual Result<Outcome> run(std::string_view config_json, EventSink& sink, RunControl& control,
                                            RunResources& resources) = 0;

  [[nodiscard]] virtual Result<EvaluationResult> evaluate(const EvaluationRequest& request, RunControl& control) = 0;
};

}  // namespace tc3kd
