// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/domain/events/run_event.h"
#include "core/engine/models/tensor_io.h"
#include "core/engine/training/sgd.h"

namespace tc3kd {

/// An epoch between two of its steps: what its order and views do not tell.
struct EpochProgress {
  std::int64_t steps = 0, samples = 0;
  /// Sums over the samples so far of loss, CE, KL and hits; of the method's loss and the samples that had one; of the
  /// learnt temperature likewise. Empty before the first step.
  std::vector<double> sums;
  bool has_kl = false;       ///< whether the step had a KL term
  friend bool operator==(const EpochProgress&, const EpochProgress&) = default;
};

/// What is trained: modules by name (the student and its method's parts, or the teacher alone) and their optimiser.
struct TrainingParts {
  std::vector<std::pair<std::string, torch::nn::Module*>> modules;
  Sgd* optimiser = nullptr;
};

/// Where a training is. Random numbers need no place in it: they are drawn by seed, epoch and sample (design D9).
struct Checkpoint {
  std::string part;            ///< "teacher", "judge" or "student"
  std::int64_t stage = 0;      ///< the student's open stage; the last one where none is open
  std::int64_t epoch = 0;      ///< this many are whole
  EpochProgress progress;      ///< of the next one
  double epoch_seconds = 0;    ///< that the next one has been trained already
  PhaseSeconds stage_seconds;  ///< of the open stage, without the next epoch's
  double work = 0;             ///< see ProgressMeter
  bool first_step = true;      ///< see Sgd
  Tensors tensors;             ///< "student/fc.weight", "momentum/12", "whole/fc.weight"

  /// Copies what `parts` hold now.
  void capture(const TrainingParts& parts);
  /// Puts it back, in place; memory formats stay. Throws RunFailure(`file_malformed`) where a tensor is missing or has
  /// another shape.
  void restore(const TrainingParts& parts) const;
};

/// As a safetensors file whose metadata hold the rest, exactly.
[[nodiscard]] Bytes encode_checkpoint(const Checkpoint& checkpoint);
/// `file_malformed` names `path`.
[[nodiscard]] Result<Checkpoint> decode_checkpoint(std::span<const std::byte> bytes, const std::string& path);

}  // namespace tc3kd
