// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/engine/curriculum/stage_selector.h"
#include "core/engine/losses/objective.h"
#include "core/engine/models/network.h"
#include "core/engine/training/checkpoints.h"
#include "core/engine/training/epoch_trainer.h"
#include "core/engine/training/evaluation.h"
#include "core/engine/training/progress_meter.h"
#include "core/engine/training/run_data.h"
#include "core/engine/training/sgd.h"
#include "core/engine/training/teacher_provider.h"

namespace tc3kd {

/// One run of the general curriculum (algorithms §1.3): data, teacher, then for k = 1…m measure, select, train, keep
/// the student as the next judge. Plain distillation is m = 1, the student alone is method `none`: the same path. A run
/// that goes on from a checkpoint takes the same path, too, and leaves out what it has done.
class Experiment {
 public:
  explicit Experiment(RunContext& context) : context_(context), meter_(context), checkpoints_(context, meter_) {}

  /// After RunStarted. A stop is a normal outcome; the student of the last whole epoch is kept. Throws RunFailure.
  [[nodiscard]] TrainingEngine::Outcome run();

 private:
  /// The stage that is being trained.
  struct OpenStage {
    const PlannedStage& plan;
    std::vector<std::int64_t> subset;  ///< S_k
    PhaseSeconds seconds;
    std::vector<EpochEnded> epochs;
  };

  void prepare();
  void require_features() const;
  void prepare_student();
  [[nodiscard]] std::shared_ptr<Objective> prepare_objective();
  void run_stages();
  [[nodiscard]] bool is_done(const PlannedStage& stage) const;
  [[nodiscard]] OpenStage open_stage(const PlannedStage& stage, StageSelector& selector);
  void run_stage(const PlannedStage& stage, StageSelector& selector);
  /// Whether the stage has converged with it.
  [[nodiscard]] bool run_epoch(OpenStage& stage, std::int64_t epoch);
  void train(const OpenStage& stage, EpochEnded& event);
  void evaluate(const OpenStage& stage, EpochEnded& event);
  [[nodiscard]] at::Tensor logits_of(const PictureSplit& split, const PlannedStage& stage, std::int64_t epoch);
  void end_stage(const OpenStage& stage);
  [[nodiscard]] TrainingParts parts();
  void save_checkpoint(std::int64_t stage, std::int64_t epoch, const PhaseSeconds& stage_seconds,
                       const EpochProgress& progress = {}, double epoch_seconds = 0);
  [[nodiscard]] std::optional<ContentHash> keep_weights();

  RunContext& context_;
  ProgressMeter meter_;
  Checkpoints checkpoints_;
  StagePlan plan_;
  PassCosts costs_;
  std::optional<RunData> data_;
  std::optional<Teacher> teacher_;
  std::optional<Judge> judge_;
  std::shared_ptr<Network> student_;
  std::shared_ptr<Objective> objective_;  ///< made first and once, trained across all stages
  std::optional<Sgd> optimiser_;
  std::optional<GradientStep> step_;
  std::optional<TrainingData> training_;
  EpochProgress progress_;        ///< of the open epoch, once it is trained and until it is told
  at::Tensor test_logits_;        ///< of the newest evaluation
  std::optional<Bytes> weights_;  ///< of the student after its last whole epoch
};

}  // namespace tc3kd
