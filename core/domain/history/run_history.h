// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/domain/events/run_event.h"

namespace tc3kd {

/// One stage as far as it has come.
struct StageHistory {
  StageStarted started;
  std::optional<StageSelected> selected;
  std::optional<StageEnded> ended;
  std::int64_t epochs_done = 0;
  double training_seconds = 0, evaluating_seconds = 0;  ///< so far
};

/// The only reducer of a run's events: the live view, the reopened view, comparisons and exports all read it.
class RunHistory {
 public:
  /// Events must come in order; one whose seq is not the next is ignored and counted.
  void apply(const RunEvent& event);

  [[nodiscard]] std::int64_t last_seq() const { return last_seq_; }
  [[nodiscard]] std::int64_t event_count() const { return event_count_; }
  [[nodiscard]] std::int64_t gaps() const { return gaps_; }

  [[nodiscard]] const std::optional<RunStarted>& started() const { return started_; }
  [[nodiscard]] const std::optional<DataReady>& data() const { return data_; }
  [[nodiscard]] const std::vector<TeacherEpoch>& teacher_epochs() const { return teacher_epochs_; }
  [[nodiscard]] const std::optional<TeacherReady>& teacher() const { return teacher_; }
  /// The fixed student that ranks the samples under the measurer `fixed_student`.
  [[nodiscard]] const std::vector<TeacherEpoch>& judge_epochs() const { return judge_epochs_; }
  [[nodiscard]] const std::optional<TeacherReady>& judge() const { return judge_; }
  [[nodiscard]] const std::vector<StageHistory>& stages() const { return stages_; }
  /// Stage 0: epochs on all of D before stage 1. Its epochs are among `epochs()`.
  [[nodiscard]] const std::optional<StageHistory>& warm_up() const { return warm_up_; }
  [[nodiscard]] const std::vector<EpochEnded>& epochs() const { return epochs_; }
  [[nodiscard]] const std::optional<CheckpointSaved>& checkpoint() const { return checkpoint_; }
  [[nodiscard]] const std::vector<Warning>& warnings() const { return warnings_; }
  [[nodiscard]] const std::optional<Progress>& progress() const { return progress_; }
  [[nodiscard]] const std::optional<RunEnded>& ended() const { return ended_; }
  [[nodiscard]] bool paused() const { return paused_; }

  /// The last evaluated epoch's, and the best over the epochs. Percent.
  [[nodiscard]] std::optional<double> last_top1() const;
  [[nodiscard]] std::optional<double> last_top5() const;
  [[nodiscard]] std::optional<double> best_top1() const;
  /// Summed over the stages so far; the teacher's seconds apart.
  [[nodiscard]] PhaseSeconds seconds() const;
  [[nodiscard]] double teacher_seconds() const;

 private:
  std::int64_t last_seq_ = 0, event_count_ = 0, gaps_ = 0;
  std::optional<RunStarted> started_;
  std::optional<DataReady> data_;
  std::vector<TeacherEpoch> teacher_epochs_;
  std::optional<TeacherReady> teacher_;
  std::vector<TeacherEpoch> judge_epochs_;
  std::optional<TeacherReady> judge_;
  std::vector<StageHistory> stages_;
  std::optional<StageHistory> warm_up_;
  std::vector<EpochEnded> epochs_;
  std::optional<CheckpointSaved> checkpoint_;
  std::vector<Warning> warnings_;
  std::optional<Progress> progress_;
  std::optional<RunEnded> ended_;
  bool paused_ = false;
};

}  // namespace tc3kd
