// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/engine/training/checkpoints.h"
#include "core/engine/training/epoch_trainer.h"
#include "core/engine/training/run_data.h"

namespace tc3kd {

/// A network that is trained on all of D before the stages begin: the teacher, or the fixed student.
struct PreTraining {
  std::string role;  ///< teacher_role or judge_role
  Network& network;
  Sgd& optimiser;
  GradientStep& step;
  std::uint64_t seed = 0;           ///< of its order and augmentation
  OptimiserConfig schedule;         ///< batch size and learning rate
  std::int64_t epochs = 0;
  double pass_cost = 1;             ///< of one forward pass
  double step_cost = 3;             ///< of one sample's step
};

/// Trains it, or the rest of it where the run goes on within it, and appends a TeacherEpoch an epoch. Throws RunStopped
/// and RunFailure.
void pre_train(RunContext& context, ProgressMeter& meter, Checkpoints& checkpoints, const RunData& data,
               const PreTraining& training);

/// Logits on the test set, counted and reported.
[[nodiscard]] at::Tensor counted_test_logits(RunContext& context, ProgressMeter& meter, Network& network,
                                             const RunData& data, double pass_cost);

/// Appends TeacherReady for a network that has been evaluated. `ready` brings origin, model, key, role and seconds;
/// `file` is what its weights are stored as.
void append_ready(RunContext& context, TeacherReady ready, Bytes file, const at::Tensor& test_logits,
                  const RunData& data);

}  // namespace tc3kd
