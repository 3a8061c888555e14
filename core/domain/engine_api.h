// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/domain/config/experiment_config.h"
#include "core/domain/environment.h"
#include "core/domain/events/blob_codec.h"
#include "core/domain/events/run_event.h"
#include "core/domain/history/run_history.h"
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

/// Where a run goes on that ended before its time.
struct ResumePoint {
  CheckpointSaved saved;
  Bytes file;          ///< what `saved.file` names
  RunHistory history;  ///< of the run's events up to and with `saved`
};

/// The subsets that a stored run was trained on.
struct StoredSelections {
  ContentHash fingerprint;                        ///< of its data
  std::vector<std::vector<std::int64_t>> stages;  ///< [m] S_k, ascending indices into the whole training split
};

/// What a run may read of earlier ones, and of its own past.
class RunResources {
 public:
  virtual ~RunResources() = default;
  virtual std::optional<KnownTeacher> find_teacher(const ContentHash& key) = 0;
  virtual Result<Bytes> read_blob(const ContentHash& hash) = 0;
  virtual Result<Bytes> read_file(const ContentHash& hash) = 0;
  /// Of a run named by id or name: `unknown_run`, `ambiguous_run`; `invalid_value` where it ended before its last stage.
  virtual Result<StoredSelections> selections(const std::string& run) {
    return fail(ErrorCode::unknown_run, {{"value", run}});
  }
  /// Nothing for a run that begins at its beginning.
  virtual std::optional<ResumePoint> resume_point() { return std::nullopt; }
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
  /// As the files say where the set is found, else as the catalogue knows it (0: only the files know).
  std::int64_t train_samples = 0, test_samples = 0, classes = 0;
  /// What the user should know of a set that can be used: "md5_differs" (path, value, allowed), "pictures_passed_over"
  /// (count, path).
  std::vector<Warning> notes;
};

/// A file of a data set whose MD5 is published. Of gzipped files it is that of their content.
struct FileCheck {
  std::string path, md5, published;
  [[nodiscard]] bool matches() const { return md5 == published; }
  friend bool operator==(const FileCheck&, const FileCheck&) = default;
};

/// One picture as it lies on disk, shrunk where it is large: uint8 [height, width, channels].
struct SamplePicture {
  std::int64_t label = 0, height = 0, width = 0, channels = 0;
  std::vector<std::uint8_t> pixels;
};

/// A data set in depth: what `describe_dataset` finds when it reads it.
struct DatasetDescription {
  DatasetStatus status;
  std::vector<std::string> classes;                     ///< [C]
  std::vector<std::int64_t> train_counts, test_counts;  ///< [C], without the pictures that cannot be read
  std::int64_t channels = 0;
  struct Size {
    std::int64_t height = 0, width = 0, pictures = 0;
    friend bool operator==(const Size&, const Size&) = default;
  };
  std::vector<Size> sizes;  ///< of both splits, the most frequent first, a hundred at most
  /// Per channel, in units of 255, over every pixel of `measured` training pictures: all of them, or of a large folder
  /// 2,000 that lie evenly over it.
  std::vector<double> mean, std;
  std::int64_t measured = 0;
  std::vector<Error> corrupt;          ///< pictures that cannot be read, each with its path
  std::vector<SamplePicture> samples;  ///< the first four training pictures of each class, label by label
  std::vector<FileCheck> files;        ///< where MD5s are published
};

/// What a file of weights is, and how its tensors fit a network.
struct WeightReport {
  std::string format;  ///< "safetensors" | "torch zip" | "torch legacy" | "TorchScript"
  std::string model;   ///< the network that they were held against: the one asked for, else the first candidate
  std::vector<std::string> candidates;  ///< networks whose every tensor is there in its shape
  std::int64_t classes = 0, channels = 0;  ///< of the classifier and the first convolution; 0: not found
  std::int64_t tensors = 0, parameters = 0;
  std::string wrapper;  ///< the key that they lay under ("model")
  std::string prefix;   ///< taken off every name ("module.")
  std::vector<std::string> missing, unexpected;    ///< names
  std::vector<std::string> misshaped;              ///< "fc.weight [10×64] for [100×64]"
  std::vector<std::string> renamed;                ///< "linear.weight → fc.weight"
  std::vector<std::string> others;                 ///< what else was in the file, and was not read
  std::string source;                              ///< who published such weights, where it can be told
  std::optional<NormalisationConfig> normalisation;  ///< what that source trained with: a suggestion
};

struct EvaluationRequest {
  std::string model;  ///< empty or "auto": guessed from the weights
  std::string weights, dataset, data_dir, device = "auto";
  std::vector<double> mean, std;  ///< empty: the data set's own
};
struct EvaluationResult {
  double top1 = 0, top5 = 0, loss = 0;  ///< percent, percent, nats
  std::int64_t samples = 0;
  WeightReport weights = {};
};

/// Whether data are the ones that a run was made from.
struct DataIdentity {
  ContentHash fingerprint;  ///< see DataReady
  std::int64_t train_samples = 0, test_samples = 0;  ///< of the whole splits
  friend bool operator==(const DataIdentity&, const DataIdentity&) = default;
};

/// The seam between whoever starts runs and whoever trains (design D3). `run`, `evaluate` and `describe_dataset` block
/// for long; the others return within milliseconds, `datasets` within a second. All may be called from any thread; one
/// `run` at a time.
class TrainingEngine {
 public:
  virtual ~TrainingEngine() = default;

  [[nodiscard]] virtual Environment environment() const = 0;
  [[nodiscard]] virtual std::vector<ModelInfo> models() const = 0;
  /// Every known set: where it is, how many pictures it has. The first call after a set's files have changed reads
  /// them once for their MD5 and takes longer.
  [[nodiscard]] virtual std::vector<DatasetStatus> datasets(const std::string& data_dir) const = 0;
  /// Reads one set as far as the description needs, and remembers where it lies. Blocks for long: seconds for a set that
  /// lies in a few files, as long as its headers take to read for a large folder. A stop gives an empty description.
  [[nodiscard]] virtual Result<DatasetDescription> describe_dataset(const std::string& name,
                                                                    const std::string& data_dir,
                                                                    RunControl& control) const = 0;

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

  /// Blocks while it reads the data that the configuration names.
  [[nodiscard]] virtual Result<DataIdentity> identify_data(const ExperimentConfig& config) const = 0;
  /// Reads a file of weights and says what it is: which networks it fits, or how it fits `model` ("" or "auto": the
  /// first of those). Tensors that do not fit are in the report, no error; a file that cannot be read is. Takes seconds
  /// for a large file.
  [[nodiscard]] virtual Result<WeightReport> inspect_weights(const std::string& path,
                                                             const std::string& model) const = 0;

  [[nodiscard]] virtual Result<EvaluationResult> evaluate(const EvaluationRequest& request, RunControl& control) = 0;
};

}  // namespace tc3kd
