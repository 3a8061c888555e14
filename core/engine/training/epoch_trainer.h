// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/engine/data/batch_loader.h"
#include "core/engine/training/checkpoint.h"
#include "core/engine/training/gradient_step.h"
#include "core/engine/training/progress_meter.h"

namespace tc3kd {

/// The samples that are trained on, and the streams that order and vary them.
struct TrainingData {
  const PictureSplit& split;
  std::span<const std::int64_t> sample_ids;  ///< [split.size()] indices into the whole training split
  const DataConfig& augmentation;
  std::uint64_t seed = 0;
};

/// One epoch to be trained.
struct EpochTask {
  std::int64_t epoch = 1;                ///< from 1; names the streams
  std::span<const std::int64_t> subset;  ///< ascending positions in the split
  std::int64_t samples = 0;              ///< to be seen: |subset|, or more for another pass over it (fixed_iterations)
  std::int64_t batch_size = 128;
  double learning_rate = 0.1;
  double work_per_sample = 0;  ///< see ProgressMeter
  std::string stage;           ///< named by the error of a run that diverges: "2", or "teacher"
};

/// Means over an epoch's samples. Losses in nats, accuracy in percent.
struct EpochResult {
  double loss = 0, ce = 0, top1 = 0;
  std::optional<double> kl;
  std::int64_t samples = 0, steps = 0;
  EpochProgress progress;  ///< all of its steps
  std::optional<double> method;       ///< the method's own loss, unweighted, over the batches that had one
  std::optional<double> temperature;  ///< mean τ where it is learnt
};

/// The positions that an epoch visits, in order: passes over the subset, each in its own order, until `samples` are
/// seen; and the view of each. The first pass depends on (seed, epoch) alone, so that `subset_pass` and
/// `fixed_iterations` agree where the subset is all of D.
struct Visits {
  std::vector<std::int64_t> positions;
  std::vector<View> views;
};
[[nodiscard]] Visits plan_visits(const TrainingData& data, const EpochTask& task);

/// How an epoch is interrupted for good and gone on with.
struct EpochCheckpoints {
  EpochProgress from;                              ///< what is done already; nothing for a fresh epoch
  std::function<bool()> due;                       ///< asked after each step
  std::function<void(const EpochProgress&)> save;  ///< when due, and when the run is stopped between two steps
};

/// Trains one epoch, or the rest of it. Throws RunStopped within a batch of a stop, and RunFailure(`diverged`) when the
/// loss is no number any more. The loss is read from the device at reports and checkpoints only.
[[nodiscard]] EpochResult train_epoch(RunContext& context, ProgressMeter& meter, GradientStep& step,
                                      const TrainingData& data, const EpochTask& task,
                                      const EpochCheckpoints& checkpoints);

}  // namespace tc3kd
