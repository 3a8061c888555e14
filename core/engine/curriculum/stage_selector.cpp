// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/curriculum/stage_selector.h"

#include <utility>

#include "core/domain/curriculum/difficulty.h"
#include "core/engine/curriculum/difficulty_measurer.h"

namespace tc3kd {

StageSelector::StageSelector(RunContext& context, ProgressMeter& meter, const RunData& data, Network& student,
                             Teacher* teacher, PassCosts costs)
    : context_(context), meter_(meter), data_(data), student_(student), teacher_(teacher), costs_(costs),
      class_counts_(static_cast<std::size_t>(data.classes()), 0) {}

const std::vector<std::int64_t>& StageSelector::select(const PlannedStage& stage, PhaseSeconds& seconds) {
  PhaseSeconds own;
  PhaseTimer measuring(context_, own.measuring);
  const Measured measured = measure(stage);
  measuring.stop();
  own.measuring -= measured.surplus_seconds;

  meter_.enter({.phase = Phase::selecting, .stage = stage.stage});
  PhaseTimer selecting(context_, own.selecting);
  const CurriculumConfig& config = context_.config.curriculum;
  Selection selection = select_stage({.stage = stage.stage,
                                      .stages = config.stages,
                                      .alpha = stage.alpha,
                                      .remove = config.pool == "remove",
                                      .balanced = config.balanced,
                                      .classes = data_.classes(),
                                      .labels = data_.labels,
                                      .ce_teacher = measured.ce_teacher,
                                      .ce_student = measured.ce_student,
                                      .previous = subset_});
  selecting.stop();
  append_selected(stage, selection, measured, own);
  warn_of_classes_without_gain(stage, selection);
  seconds.measuring += own.measuring;
  seconds.selecting += own.selecting;
  subset_ = std::move(selection.subset);
  class_counts_ = std::move(selection.class_counts);
  return subset_;
}

std::vector<std::int64_t> StageSelector::pool() const {
  const auto samples = static_cast<std::int64_t>(data_.indices.size());
  return complement(context_.config.curriculum.pool == "remove" ? std::span<const std::int64_t>(subset_)
                                                                : std::span<const std::int64_t>(),
                    samples);
}

BatchHook StageSelector::hook(double work_per_sample) {
  return [this, work_per_sample](std::int64_t samples) {
    context_.proceed();
    if (meter_.advance(samples, work_per_sample * static_cast<double>(samples))) meter_.report();
  };
}

StageSelector::Measured StageSelector::measure(const PlannedStage& stage) {
  Measured measured;
  if (measures_teacher(context_.config, stage)) {
    if (!teacher_->ce) measure_teacher(stage);
    measured.ce_teacher = *teacher_->ce;
  }
  if (measures_student(context_.config, stage)) measure_student(stage, measured);
  return measured;
}

void StageSelector::measure_teacher(const PlannedStage& stage) {
  const std::vector<std::int64_t> all = complement({}, static_cast<std::int64_t>(data_.indices.size()));
  meter_.enter({.phase = Phase::measuring, .stage = stage.stage, .total = data_.train.size()});
  std::vector<float> ce(all.size(), not_measured);
  measure_ce(*teacher_->network, data_.train, all, hook(costs_.teacher), ce);
  teacher_->ce = std::move(ce);
}

void StageSelector::measure_student(const PlannedStage& stage, Measured& measured) {
  const bool needed = stage.stage != context_.config.curriculum.stages && stage.alpha != 1.0;
  const std::vector<std::int64_t> ranked = needed ? pool() : std::vector<std::int64_t>();
  const std::size_t samples = data_.indices.size();
  const bool all = context_.config.curriculum.measure_all;
  meter_.enter({.phase = Phase::measuring, .stage = stage.stage,
                .total = static_cast<std::int64_t>(all ? samples : ranked.size())});
  measured.ce_student.assign(samples, not_measured);
  // The pool first and by itself: its batches, and so its numbers, are the same with and without measure_all.
  measure_ce(student_, data_.train, ranked, hook(costs_.student), measured.ce_student);
  if (!all) return;
  const PhaseTimer surplus(context_, measured.surplus_seconds);
  measure_ce(student_, data_.train, complement(ranked, static_cast<std::int64_t>(samples)), hook(costs_.student),
             measured.ce_student);
}

void StageSelector::append_selected(const PlannedStage& stage, const Selection& selection, const Measured& measured,
                                    const PhaseSeconds& seconds) {
  std::vector<Artefact> artefacts{Artefact::blob(encode_integers(selection.entered)),
                                  Artefact::blob(encode_integers(selection.subset))};
  StageSelected event;
  event.stage = stage.stage;
  event.alpha = stage.alpha;
  event.measured = stage.stage == context_.config.curriculum.stages ? 0 : static_cast<std::int64_t>(pool().size());
  event.entered = artefacts[0].hash;
  event.subset = artefacts[1].hash;
  const auto add_floats = [&](const std::vector<float>& values, std::optional<ContentHash>& hash) {
    if (values.empty()) return;
    artefacts.push_back(Artefact::blob(encode_floats(values)));
    hash = artefacts.back().hash;
  };
  add_floats(measured.ce_teacher, event.ce_teacher);
  add_floats(measured.ce_student, event.ce_student);
  event.entered_count = static_cast<std::int64_t>(selection.entered.size());
  event.subset_size = static_cast<std::int64_t>(selection.subset.size());
  event.class_entered = selection.class_entered;
  event.class_counts = selection.class_counts;
  event.cut_offs = selection.cut_offs;
  event.measuring_seconds = seconds.measuring;
  event.selecting_seconds = seconds.selecting;
  context_.append(std::move(event), std::move(artefacts));
}

void StageSelector::warn_of_classes_without_gain(const PlannedStage& stage, const Selection& selection) {
  std::string names;
  for (std::size_t y = 0; y < selection.class_counts.size(); ++y) {
    if (selection.class_counts[y] > class_counts_[y] || data_.class_sizes[y] == 0) continue;
    names += (names.empty() ? "" : ", ") + data_.facts.classes[y];
  }
  if (names.empty()) return;
  context_.append(Warning{"class_gains_nothing", {{"stage", std::to_string(stage.stage)}, {"classes", names}}});
}

}  // namespace tc3kd
