// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "core/domain/engine_api.h"

namespace tc3kd {

struct FakeEngineOptions {
  std::int64_t samples = 200, classes = 10, test_samples = 100;
  int progress_per_epoch = 2;    ///< Progress events before each epoch's end
  double events_per_second = 0;  ///< 0: as fast as the sink takes them
  std::size_t weights_bytes = 1024;
  std::int64_t fail_at_event = 0;  ///< the run ends with `fail_with` instead of this event; 0 is never
  Error fail_with{ErrorCode::diverged, {{"stage", "1"}, {"epoch", "1"}}};
  bool checkpoints = false;  ///< saves one at the end of every stage but the last, and goes on from it
  bool throws = false;  ///< throws a std::runtime_error there instead
  /// Called on the run's thread before the run looks at its control and appends event 1, 2, …
  std::function<void(std::int64_t event)> before_event;
  /// What `datasets(data_dir)` says of a set, and what `describe_dataset` says, may be changed here.
  std::function<void(DatasetStatus&, const std::string& data_dir)> adjust_status;
  std::function<void(DatasetDescription&)> adjust_description;
  /// Called on the asking thread before a set is described.
  std::function<void(const std::string& name, RunControl&)> before_describing;
  std::string_view pictures = "fake pictures";  ///< the content that the fingerprint is of
};

/// Plays a run in the shape of a real one, without training anything: the stages, epochs and α of the configuration,
/// selections made by the real rules from invented cross-entropies, blobs and weights. The same configuration gives the
/// same events. Looks at its RunControl once an event.
class FakeEngine final : public TrainingEngine {
 public:
  explicit FakeEngine(FakeEngineOptions options = {}) : options_(std::move(options)) {}

  [[nodiscard]] Environment environment() const override;
  [[nodiscard]] std::vector<ModelInfo> models() const override;
  [[nodiscard]] std::vector<DatasetStatus> datasets(const std::string& data_dir) const override;
  [[nodiscard]] Result<DatasetDescription> describe_dataset(const std::string& name,
                                                            const std::string& data_dir,
                                                            RunControl& control) const override;
  [[nodiscard]] std::vector<Error> check(const ExperimentConfig& config) const override;
  [[nodiscard]] Result<Outcome> run(std::string_view config_json, EventSink& sink, RunControl& control,
                                    RunResources& resources) override;
  [[nodiscard]] Result<DataIdentity> identify_data(const ExperimentConfig& config) const override;
  /// Says of a file that is there that it fits `model`, by its length alone; `file_missing` else.
  [[nodiscard]] Result<WeightReport> inspect_weights(const std::string& path, const std::string& model) const override;
  /// 81.25 % for every file that is there.
  [[nodiscard]] Result<EvaluationResult> evaluate(const EvaluationRequest& request, RunControl& control) override;

 private:
  FakeEngineOptions options_;
};

/// A configuration whose fake run has a handful of events: one teacher epoch, `epochs` of the student in `stages`
/// stages.
[[nodiscard]] ExperimentConfig small_config(std::int64_t stages = 3, std::int64_t epochs = 6);

}  // namespace tc3kd
