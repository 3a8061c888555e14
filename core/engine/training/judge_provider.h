// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/curriculum/stage_selector.h"
#include "core/engine/training/checkpoints.h"
#include "core/engine/training/run_data.h"
#include "core/engine/training/teacher_provider.h"

namespace tc3kd {

/// The fixed student of the measurer `fixed_student` (Table 3): of the student's architecture, imported from a file,
/// reused where the same one was trained before, else trained here by plain distillation over all of D with the
/// student's own recipe, E epochs long.
class JudgeProvider {
 public:
  JudgeProvider(RunContext& context, ProgressMeter& meter, Checkpoints& checkpoints, const RunData& data,
                PassCosts costs);

  /// Looks, without training anything: whether it has to be trained, under the teacher of this key.
  [[nodiscard]] bool find(const ContentHash& teacher_key);
  /// Trains or loads it, evaluates it, and appends TeacherEpoch and TeacherReady with its role. After `find`. The
  /// teacher may be null where the weights are given.
  [[nodiscard]] Judge provide(const std::shared_ptr<Network>& teacher);

 private:
  void find_weights(const ContentHash& teacher_key);
  void train(const std::shared_ptr<Network>& teacher);

  RunContext& context_;
  ProgressMeter& meter_;
  Checkpoints& checkpoints_;
  const RunData& data_;
  PassCosts costs_;
  std::shared_ptr<Network> network_;
  std::string origin_;
  ContentHash key_;
  double began_ = 0;
};

}  // namespace tc3kd
