// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/analysis/selection_preview.h"

#include <algorithm>
#include <cmath>

#include "core/domain/analysis/comparison.h"
#include "core/domain/curriculum/selection.h"
#include "core/domain/curriculum/stage_plan.h"

namespace tc3kd {
namespace {

std::vector<std::int64_t> class_sizes(const RunMeasurements& run) {
  std::vector<std::int64_t> sizes(static_cast<std::size_t>(run.classes), 0);
  for (const std::int64_t label : run.labels) ++sizes[static_cast<std::size_t>(label)];
  return sizes;
}

bool covers(const std::vector<float>& ce, const std::vector<std::int64_t>& pool) {
  return !ce.empty() && std::none_of(pool.begin(), pool.end(),
                                     [&](std::int64_t i) { return std::isnan(ce[static_cast<std::size_t>(i)]); });
}

/// Steps through the stages of another curriculum on the measurements of a stored run.
class Preview {
 public:
  Preview(const RunMeasurements& run, const CurriculumConfig& curriculum) : run_(run), curriculum_(curriculum) {
    ExperimentConfig other = run.config;
    other.curriculum = curriculum;
    // A judge that never changes has one measurement for every stage; the others' belong to their moment.
    const std::string& then = run.config.curriculum.measurer;
    same_judges_ = curriculum.measurer == then && curriculum.transform == run.config.curriculum.transform;
    snapshots_ = then != "fixed_student" && then != "replay";
    same_path_ = curriculum.stages == run.config.curriculum.stages &&
                 warm_up_epochs(other) == warm_up_epochs(run.config) &&
                 curriculum.transform == run.config.curriculum.transform &&
                 curriculum.patience == run.config.curriculum.patience;
  }

  PreviewStage step(const PlannedStage& planned) {
    PreviewStage stage;
    stage.stage = planned.stage;
    stage.alpha = planned.alpha;
    const bool last = planned.stage == curriculum_.stages;
    const bool removes = curriculum_.pool == "remove";
    const std::vector<std::int64_t> pool =
        complement(removes ? std::span<const std::int64_t>(subset_) : std::span<const std::int64_t>(),
                   std::ssize(run_.labels));
    const std::vector<float>* student = last || planned.alpha == 1.0 ? nullptr : judge(planned.stage, pool, stage);
    const bool ranked = last || ((planned.alpha == 0.0 || !run_.ce_teacher.empty()) &&
                                 (planned.alpha == 1.0 || student != nullptr));
    const bool built_on_sand = removes && !last && before_ == PreviewKind::not_measured;
    if (!ranked || built_on_sand) {
      stage.kind = before_ = PreviewKind::not_measured;
      same_path_ = false;
      return stage;
    }
    if (removes && !last && before_ == PreviewKind::approximate) stage.kind = PreviewKind::approximate;
    choose(planned, student, stage);
    return stage;
  }

 private:
  /// The student that judges: the run's own at this moment, or the nearest earlier one that measured every candidate.
  const std::vector<float>* judge(std::int64_t k, const std::vector<std::int64_t>& pool, PreviewStage& stage) const {
    const auto at = [&](std::int64_t stored) { return &run_.stages[static_cast<std::size_t>(stored - 1)].ce_student; };
    const auto stored_stages = static_cast<std::int64_t>(run_.stages.size());
    if (curriculum_.measurer == "fixed_student") {
      for (std::int64_t j = 1; j <= stored_stages && same_judges_; ++j) {
        if (covers(*at(j), pool)) return at(j);
      }
      return nullptr;
    }
    if (!snapshots_) return nullptr;
    if (same_path_ && k <= stored_stages && covers(*at(k), pool)) return at(k);
    // (j−1)/m of the stored run at most as far along as (k−1)/m here.
    const std::int64_t m = run_.config.curriculum.stages;
    for (std::int64_t j = std::min(stored_stages, (k - 1) * m / curriculum_.stages + 1); j >= 1; --j) {
      if (!covers(*at(j), pool)) continue;
      stage.kind = PreviewKind::approximate;
      stage.snapshot_stage = j;
      return at(j);
    }
    return nullptr;
  }

  void choose(const PlannedStage& planned, const std::vector<float>* student, PreviewStage& stage) {
    const std::vector<float> none;
    Selection chosen = select_stage({.stage = planned.stage,
                                     .stages = curriculum_.stages,
                                     .alpha = planned.alpha,
                                     .remove = curriculum_.pool == "remove",
                                     .balanced = curriculum_.balanced,
                                     .classes = run_.classes,
                                     .labels = run_.labels,
                                     .ce_teacher = run_.ce_teacher,
                                     .ce_student = student != nullptr ? *student : none,
                                     .previous = subset_,
                                     .score = score_norm_from(curriculum_.score)});
    const auto stored_stages = static_cast<std::int64_t>(run_.stages.size());
    const std::int64_t m = run_.config.curriculum.stages;
    if (planned.stage * m % curriculum_.stages == 0) {
      const std::int64_t j = planned.stage * m / curriculum_.stages;
      if (j <= stored_stages) {
        stage.overlap = jaccard(chosen.subset, run_.stages[static_cast<std::size_t>(j - 1)].subset);
      }
    }
    same_path_ = same_path_ && planned.stage <= stored_stages &&
                 chosen.subset == run_.stages[static_cast<std::size_t>(planned.stage - 1)].subset;
    before_ = stage.kind;
    subset_ = chosen.subset;
    stage.subset = std::move(chosen.subset);
    stage.entered = std::move(chosen.entered);
    stage.class_entered = std::move(chosen.class_entered);
    stage.cut_offs = std::move(chosen.cut_offs);
  }

  const RunMeasurements& run_;
  const CurriculumConfig& curriculum_;
  bool same_judges_ = false, snapshots_ = false;
  bool same_path_ = false;  ///< so far the run would have been trained on just the same subsets
  PreviewKind before_ = PreviewKind::exact;
  std::vector<std::int64_t> subset_;
};

}  // namespace

const char* to_string(PreviewKind kind) {
  switch (kind) {
    case PreviewKind::exact: return "exact";
    case PreviewKind::approximate: return "approximate";
    case PreviewKind::not_measured: return "not measured";
  }
  return "not measured";
}

Result<std::vector<PreviewStage>> preview_selection(const RunMeasurements& run, const CurriculumConfig& curriculum) {
  ExperimentConfig config = run.config;
  config.curriculum = curriculum;
  const auto plan = plan_stages(config, class_sizes(run));
  if (!plan) return tl::unexpected(plan.error());
  Preview preview(run, curriculum);
  std::vector<PreviewStage> stages;
  for (const PlannedStage& planned : plan->stages) stages.push_back(preview.step(planned));
  return stages;
}

}  // namespace tc3kd
