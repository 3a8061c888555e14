// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/domain/curriculum/selection.h"
#include "core/domain/curriculum/stage_plan.h"
#include "core/engine/curriculum/difficulty_measurer.h"
#include "core/engine/models/network.h"
#include "core/engine/training/evaluation.h"
#include "core/engine/training/progress_meter.h"
#include "core/engine/training/run_data.h"
#include "core/engine/training/teacher_provider.h"
#include "core/engine/training/work_plan.h"

namespace tc3kd {

/// The student that ranks the samples under the measurer `fixed_student`: trained or given before stage 1, and never
/// changed.
struct Judge {
  std::shared_ptr<Network> network;
  std::optional<std::vector<float>> ce;  ///< [|D|] once measured
};

/// Measures and chooses S_1, S_2, …, S_m in turn (algorithms §1.3), and records each choice with the cross-entropies
/// that it was made from. Nothing is measured twice, and nothing that the choice does not need unless
/// `curriculum.measure_all`.
class StageSelector {
 public:
  /// `teacher` and `judge` are null in a run without one. All references must outlive the selector. Throws RunFailure
  /// where the run to be replayed does not fit this one.
  StageSelector(RunContext& context, ProgressMeter& meter, const RunData& data, Network& student, Teacher* teacher,
                Judge* judge, PassCosts costs);

  /// Takes up what an earlier session of the run chose: everything up to and with `selected`.
  const std::vector<std::int64_t>& restore(const StageSelected& selected);

  /// Chooses the next stage's subset and appends StageSelected, and a Warning where a class gains nothing. Positions in
  /// D, ascending. Adds its measuring and selecting to `seconds`; what `measure_all` measures beyond need is not in
  /// there.
  const std::vector<std::int64_t>& select(const PlannedStage& stage, PhaseSeconds& seconds);

 private:
  /// What a stage was ranked by; empty arrays were not needed.
  struct Measured {
    std::vector<float> ce_teacher, ce_student;  ///< [|D|], NaN where not measured
    double surplus_seconds = 0;                 ///< spent on what the choice did not need
  };
  [[nodiscard]] Measured measure(const PlannedStage& stage);
  [[nodiscard]] std::vector<float> measure_once(Network& network, const PlannedStage& stage, double cost);
  void measure_student(const PlannedStage& stage, Measured& measured);
  [[nodiscard]] Selection choose(const PlannedStage& stage, const Measured& measured) const;
  [[nodiscard]] BatchHook hook(double work_per_sample);
  [[nodiscard]] std::int64_t samples() const { return static_cast<std::int64_t>(data_.indices.size()); }
  void append_selected(const PlannedStage& stage, const Selection& selection, const Measured& measured,
                       const PhaseSeconds& seconds);
  void warn_of_classes_without_gain(const PlannedStage& stage, const Selection& selection);
  [[nodiscard]] std::vector<std::int64_t> pool() const;

  RunContext& context_;
  ProgressMeter& meter_;
  const RunData& data_;
  Network& student_;
  Teacher* teacher_;
  Judge* judge_;
  PassCosts costs_;
  MeasuringViews views_;
  std::vector<std::vector<std::int64_t>> replayed_;  ///< [m] positions in D, where a stored run is replayed
  std::vector<std::int64_t> subset_;        ///< S of the last stage
  std::vector<std::int64_t> class_counts_;  ///< [C] of it
};

}  // namespace tc3kd
