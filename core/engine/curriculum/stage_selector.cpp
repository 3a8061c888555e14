// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/curriculum/stage_selector.h"

#include <algorithm>
#include <utility>

#include "core/domain/curriculum/measuring_views.h"
#include "core/domain/random.h"

namespace tc3kd {

namespace {

MeasuringViews measuring_views_of(const ExperimentConfig& config, const RunData& data) {
  return {measuring_views(config.curriculum.transform).value_or(0), &config.data,
          RandomStream(config.seed, "measuring")(), data.indices};
}

/// The subsets of a stored run as positions in D.
std::vector<std::vector<std::int64_t>> replayed_selections(RunContext& context, const RunData& data) {
  const CurriculumConfig& config = context.config.curriculum;
  if (config.measurer != "replay" || config.stages == 1) return {};
  const StoredSelections stored = value_or_throw(context.resources.selections(config.replay));
  const auto refuse = [&](const std::string& key, const std::string& value, const std::string& allowed) {
    throw RunFailure{{ErrorCode::invalid_value, {{"key", key}, {"value", value}, {"allowed", allowed}}}};
  };
  if (stored.fingerprint != data.fingerprint) refuse("curriculum.replay", config.replay, "a run on the same data");
  const auto stages = static_cast<std::int64_t>(stored.stages.size());
  if (stages != config.stages) {
    refuse("curriculum.stages", std::to_string(config.stages), std::to_string(stages) + ", as in the replayed run");
  }
  std::vector<std::vector<std::int64_t>> subsets;
  for (const std::vector<std::int64_t>& samples : stored.stages) {
    std::vector<std::int64_t>& positions = subsets.emplace_back();
    for (const std::int64_t sample : samples) {
      const auto found = std::lower_bound(data.indices.begin(), data.indices.end(), sample);
      if (found == data.indices.end() || *found != sample) {
        refuse("data.train_limit", std::to_string(data.indices.size()), "the samples of the replayed run");
      }
      positions.push_back(found - data.indices.begin());
    }
  }
  if (subsets.back().size() != data.indices.size()) {
    refuse("data.train_limit", std::to_string(data.indices.size()), "the samples of the replayed run");
  }
  return subsets;
}

}  // namespace

StageSelector::StageSelector(RunContext& context, ProgressMeter& meter, const RunData& data, Network& student,
                             Teacher* teacher, Judge* judge, PassCosts costs)
    : context_(context), meter_(meter), data_(data), student_(student), teacher_(teacher), judge_(judge), costs_(costs),
      views_(measuring_views_of(context.config, data)), replayed_(replayed_selections(context, data)),
      class_counts_(static_cast<std::size_t>(data.classes()), 0) {}

const std::vector<std::int64_t>& StageSelector::restore(const StageSelected& selected) {
  subset_ = value_or_throw(decode_integers(value_or_throw(context_.resources.read_blob(selected.subset))));
  class_counts_ = selected.class_counts;
  return subset_;
}

const std::vector<std::int64_t>& StageSelector::select(const PlannedStage& stage, PhaseSeconds& seconds) {
  PhaseSeconds own;
  PhaseTimer measuring(context_, own.measuring);
  const Measured measured = measure(stage);
  measuring.stop();
  own.measuring -= measured.surplus_seconds;

  meter_.enter({.phase = Phase::selecting, .stage = stage.stage});
  PhaseTimer selecting(context_, own.selecting);
  Selection selection = choose(stage, measured);
  selecting.stop();
  append_selected(stage, selection, measured, own);
  warn_of_classes_without_gain(stage, selection);
  seconds.measuring += own.measuring;
  seconds.selecting += own.selecting;
  subset_ = std::move(selection.subset);
  class_counts_ = std::move(selection.class_counts);
  return subset_;
}

Selection StageSelector::choose(const PlannedStage& stage, const Measured& measured) const {
  const CurriculumConfig& config = context_.config.curriculum;
  if (!replayed_.empty()) {
    return given_selection(replayed_[static_cast<std::size_t>(stage.stage - 1)], subset_, data_.labels,
                           data_.classes());
  }
  return select_stage({.stage = stage.stage,
                       .stages = config.stages,
                       .alpha = stage.alpha,
                       .remove = config.pool == "remove",
                       .balanced = config.balanced,
                       .classes = data_.classes(),
                       .labels = data_.labels,
                       .ce_teacher = measured.ce_teacher,
                       .ce_student = measured.ce_student,
                       .previous = subset_,
                       .score = score_norm_from(config.score)});
}

std::vector<std::int64_t> StageSelector::pool() const {
  return complement(context_.config.curriculum.pool == "remove" ? std::span<const std::int64_t>(subset_)
                                                                : std::span<const std::int64_t>(),
                    samples());
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
    if (!teacher_->ce) teacher_->ce = measure_once(*teacher_->network, stage, costs_.teacher);
    measured.ce_teacher = *teacher_->ce;
  }
  if (measures_judge(context_.config, stage)) {
    if (!judge_->ce) judge_->ce = measure_once(*judge_->network, stage, costs_.student);
    measured.ce_student = *judge_->ce;
  }
  if (measures_student(context_.config, stage)) measure_student(stage, measured);
  return measured;
}

std::vector<float> StageSelector::measure_once(Network& network, const PlannedStage& stage, double cost) {
  const std::vector<std::int64_t> all = complement({}, samples());
  meter_.enter({.phase = Phase::measuring, .stage = stage.stage,
                .total = samples() * passes_of_measuring(context_.config)});
  std::vector<float> ce(all.size(), not_measured);
  measure_ce(network, data_.train, all, views_, hook(cost), ce);
  return ce;
}

void StageSelector::measure_student(const PlannedStage& stage, Measured& measured) {
  const bool needed = stage.stage != context_.config.curriculum.stages && stage.alpha != 1.0;
  const std::vector<std::int64_t> ranked = needed ? pool() : std::vector<std::int64_t>();
  const bool all = context_.config.curriculum.measure_all;
  meter_.enter({.phase = Phase::measuring, .stage = stage.stage,
                .total = (all ? samples() : std::ssize(ranked)) * passes_of_measuring(context_.config)});
  measured.ce_student.assign(data_.indices.size(), not_measured);
  // The pool first and by itself: its batches, and so its numbers, are the same with and without measure_all.
  measure_ce(student_, data_.train, ranked, views_, hook(costs_.student), measured.ce_student);
  if (!all) return;
  const PhaseTimer surplus(context_, measured.surplus_seconds);
  measure_ce(student_, data_.train, complement(ranked, samples()), views_, hook(costs_.student), measured.ce_student);
}

void StageSelector::append_selected(const PlannedStage& stage, const Selection& selection, const Measured& measured,
                                    const PhaseSeconds& seconds) {
  std::vector<Artefact> artefacts{Artefact::blob(encode_integers(selection.entered)),
                                  Artefact::blob(encode_integers(selection.subset))};
  StageSelected event;
  event.stage = stage.stage;
  event.alpha = stage.alpha;
  const CurriculumConfig& config = context_.config.curriculum;
  event.measured = stage.stage == config.stages || !replayed_.empty() ? 0 : static_cast<std::int64_t>(pool().size());
  event.transform = config.transform;
  event.score = config.score;
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
