// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/engine/models/network.h"
#include "core/engine/models/weight_import.h"
#include "core/engine/training/checkpoints.h"
#include "core/engine/training/progress_meter.h"
#include "core/engine/training/run_data.h"
#include "core/engine/training/work_plan.h"

namespace tc3kd {

/// The run's teacher: folded, frozen, on the device, with everything of it that is computed once.
struct Teacher {
  std::shared_ptr<Network> network;
  at::Tensor test_logits;                ///< float [test samples, classes]
  std::optional<std::vector<float>> ce;  ///< [|D|] where an earlier run measured it on the same data
};

/// Finds the teacher that the configuration asks for: imported from a file, reused where the same one was trained
/// before, else trained here.
class TeacherProvider {
 public:
  TeacherProvider(RunContext& context, ProgressMeter& meter, Checkpoints& checkpoints, const RunData& data,
                  PassCosts costs);

  /// Looks, without training anything: what the teacher will still cost.
  [[nodiscard]] TeacherWork find();
  /// What the teacher is found again by (teacher_key.h); empty before `find`.
  [[nodiscard]] const ContentHash& key() const { return key_; }
  /// Trains or loads it, evaluates it, and appends TeacherEpoch and TeacherReady. After `find`. Throws RunFailure.
  [[nodiscard]] Teacher provide();

 private:
  void find_weights();
  void find_ce();
  void load_stored(const TeacherReady& ready);
  void load_script(Bytes bytes, const std::string& path);
  void import(WeightFile file);
  void train();

  RunContext& context_;
  ProgressMeter& meter_;
  Checkpoints& checkpoints_;
  const RunData& data_;
  PassCosts costs_;
  std::shared_ptr<Network> network_;
  std::optional<Bytes> script_;  ///< of a TorchScript module, whose weights are the file
  std::string origin_;
  ContentHash key_;
  std::optional<KnownTeacher> known_;
  std::optional<std::vector<float>> ce_;
  double began_ = 0;
};

}  // namespace tc3kd
