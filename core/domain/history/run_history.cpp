// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/history/run_history.h"

#include <algorithm>

namespace tc3kd {
namespace {

StageHistory* find_stage(std::vector<StageHistory>& stages, std::int64_t stage) {
  const auto found =
      std::find_if(stages.begin(), stages.end(), [&](const StageHistory& s) { return s.started.stage == stage; });
  return found == stages.end() ? nullptr : &*found;
}

/// The newest epoch that has the value.
std::optional<double> newest(const std::vector<EpochEnded>& epochs, std::optional<double> EpochEnded::*member) {
  const auto found =
      std::find_if(epochs.rbegin(), epochs.rend(), [&](const EpochEnded& e) { return (e.*member).has_value(); });
  return found == epochs.rend() ? std::nullopt : (*found).*member;
}

}  // namespace

void RunHistory::apply(const RunEvent& event) {
  if (event.seq != last_seq_ + 1) {
    ++gaps_;
    return;
  }
  last_seq_ = event.seq;
  ++event_count_;
  struct Reducer {
    RunHistory& h;
    void operator()(const RunStarted& e) const { h.started_ = e; }
    void operator()(const DataReady& e) const { h.data_ = e; }
    void operator()(const TeacherEpoch& e) const {
      (e.role == judge_role ? h.judge_epochs_ : h.teacher_epochs_).push_back(e);
    }
    void operator()(const TeacherReady& e) const { (e.role == judge_role ? h.judge_ : h.teacher_) = e; }
    void operator()(const Progress& e) const { h.progress_ = e; }
    StageHistory* stage_of(std::int64_t stage) const {
      if (stage == 0) return h.warm_up_ ? &*h.warm_up_ : nullptr;
      return find_stage(h.stages_, stage);
    }
    void operator()(const StageStarted& e) const {
      (e.stage == 0 ? h.warm_up_.emplace() : h.stages_.emplace_back()).started = e;
    }
    void operator()(const StageSelected& e) const {
      if (auto* stage = stage_of(e.stage)) stage->selected = e;
    }
    void operator()(const EpochEnded& e) const {
      h.epochs_.push_back(e);
      auto* stage = stage_of(e.stage);
      if (stage == nullptr) return;
      ++stage->epochs_done;
      stage->training_seconds += e.training_seconds;
      stage->evaluating_seconds += e.evaluating_seconds;
    }
    void operator()(const StageEnded& e) const {
      if (auto* stage = stage_of(e.stage)) stage->ended = e;
    }
    void operator()(const CheckpointSaved& e) const { h.checkpoint_ = e; }
    void operator()(const Warning& e) const { h.warnings_.push_back(e); }
    void operator()(const PauseChanged& e) const { h.paused_ = e.paused; }
    void operator()(const RunEnded& e) const {
      h.ended_ = e;
      h.paused_ = false;
    }
  };
  std::visit(Reducer{*this}, event.body);
}

std::optional<double> RunHistory::last_top1() const { return newest(epochs_, &EpochEnded::test_top1); }
std::optional<double> RunHistory::last_top5() const { return newest(epochs_, &EpochEnded::test_top5); }

std::optional<double> RunHistory::best_top1() const {
  std::optional<double> best;
  for (const EpochEnded& e : epochs_) {
    if (e.test_top1 && (!best || *e.test_top1 > *best)) best = e.test_top1;
  }
  return best;
}

PhaseSeconds RunHistory::seconds() const {
  PhaseSeconds sum;
  const auto add = [&](const StageHistory& stage) {
    sum.training += stage.ended ? stage.ended->seconds.training : stage.training_seconds;
    sum.evaluating += stage.ended ? stage.ended->seconds.evaluating : stage.evaluating_seconds;
    sum.measuring += stage.ended      ? stage.ended->seconds.measuring
                     : stage.selected ? stage.selected->measuring_seconds
                                      : 0;
    sum.selecting += stage.ended      ? stage.ended->seconds.selecting
                     : stage.selected ? stage.selected->selecting_seconds
                                      : 0;
  };
  if (warm_up_) add(*warm_up_);
  for (const StageHistory& stage : stages_) add(stage);
  return sum;
}

double RunHistory::teacher_seconds() const {
  if (teacher_) return teacher_->seconds;
  double sum = 0;
  for (const TeacherEpoch& e : teacher_epochs_) sum += e.seconds;
  return sum;
}

}  // namespace tc3kd
