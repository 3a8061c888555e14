// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/analysis/selection_preview.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/domain/curriculum/difficulty.h"

namespace tc3kd {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Indices = std::vector<std::int64_t>;
constexpr float no = not_measured;

/// The run of algorithms §8.2 under TS-1: S_1 = {0, 7}, S_2 = {0, 1, 2, 5, 7}, S_3 = D.
RunMeasurements golden(bool measured_all) {
  RunMeasurements run;
  run.config.curriculum.stages = 3;
  run.config.training.epochs = 6;
  run.labels = {0, 0, 0, 0, 0, 1, 1, 1};
  run.classes = 2;
  run.ce_teacher = {.10f, .40f, .20f, .90f, .30f, .05f, .60f, .02f};
  std::vector<float> second{2.0f, .20f, .50f, .10f, .70f, .40f, .30f, 2.5f};
  if (!measured_all) second[0] = second[7] = no;  // chosen before
  run.stages = {{{}, {0, 7}}, {second, {0, 1, 2, 5, 7}}, {{}, {0, 1, 2, 3, 4, 5, 6, 7}}};
  return run;
}

std::vector<PreviewStage> preview(const RunMeasurements& run, const CurriculumConfig& curriculum) {
  return preview_selection(run, curriculum).value();
}

CurriculumConfig with(CurriculumConfig curriculum, const std::string& pool, bool balanced) {
  curriculum.pool = pool;
  curriculum.balanced = balanced;
  return curriculum;
}

std::vector<PreviewKind> kinds(const std::vector<PreviewStage>& stages) {
  std::vector<PreviewKind> all;
  for (const PreviewStage& stage : stages) all.push_back(stage.kind);
  return all;
}

constexpr auto exact = PreviewKind::exact;
constexpr auto approximate = PreviewKind::approximate;
constexpr auto unknown = PreviewKind::not_measured;

TEST(SelectionPreview, TheRunsOwnSettingsGiveTheRunsOwnSelections) {
  const RunMeasurements run = golden(false);
  const auto stages = preview(run, run.config.curriculum);
  EXPECT_THAT(kinds(stages), ElementsAre(exact, exact, exact));
  for (std::size_t k = 0; k < 3; ++k) {
    EXPECT_EQ(stages[k].subset, run.stages[k].subset) << k;
    EXPECT_EQ(stages[k].overlap, 1.0) << k;
  }
  EXPECT_THAT(stages[1].entered, ElementsAre(1, 2, 5));
  EXPECT_THAT(stages[1].class_entered, ElementsAre(2, 1));
}

TEST(SelectionPreview, TheTeacherAloneIsAlwaysExact) {
  CurriculumConfig other = golden(false).config.curriculum;
  other.alpha = "fixed:1";
  const auto stages = preview(golden(false), other);
  EXPECT_THAT(kinds(stages), ElementsAre(exact, exact, exact));
  EXPECT_THAT(stages[1].subset, ElementsAre(0, 2, 4, 5, 7));  // by CE_t: class 0 0, 2, 4; class 1 7, 5
}

TEST(SelectionPreview, RankingAllAnewNeedsAllMeasured) {
  const auto partly = preview(golden(false), with(golden(false).config.curriculum, "keep", true));
  EXPECT_THAT(kinds(partly), ElementsAre(exact, unknown, exact));
  EXPECT_THAT(partly[1].subset, IsEmpty());
  EXPECT_THAT(partly[2].subset, ElementsAre(0, 1, 2, 3, 4, 5, 6, 7));
  // §8.2's TS-3. The subset of stage 1 is the run's own, so the student that judges stage 2 is, too.
  const auto all = preview(golden(true), with(golden(true).config.curriculum, "keep", true));
  EXPECT_THAT(kinds(all), ElementsAre(exact, exact, exact));
  EXPECT_THAT(all[1].subset, ElementsAre(1, 2, 4, 5, 6));
}

TEST(SelectionPreview, AnotherFirstSubsetMakesTheSecondApproximate) {
  // §8.2's TS-2: S_1 = {5, 7} was not trained on, so stage 2's student is not the one that was measured.
  const auto stages = preview(golden(true), with(golden(true).config.curriculum, "remove", false));
  EXPECT_THAT(kinds(stages), ElementsAre(exact, approximate, exact));
  EXPECT_EQ(stages[1].snapshot_stage, 2);
  EXPECT_THAT(stages[0].subset, ElementsAre(5, 7));
  EXPECT_THAT(stages[1].subset, ElementsAre(1, 2, 4, 5, 7));
}

TEST(SelectionPreview, AnotherMTakesTheNearestEarlierSnapshot) {
  CurriculumConfig other = golden(true).config.curriculum;
  other.stages = 4;
  // The run measured its student a third of the way, at stage 2: stage 2 of 4 comes before that, and stage 3 builds on
  // it.
  EXPECT_THAT(kinds(preview(golden(true), other)), ElementsAre(exact, unknown, unknown, exact));
  other.alpha = "list:1,1,0.5,0.5";
  const auto later = preview(golden(true), other);
  EXPECT_THAT(kinds(later), ElementsAre(exact, exact, approximate, exact));
  EXPECT_EQ(later[2].snapshot_stage, 2);
  EXPECT_FALSE(later[2].overlap);  // three quarters of the way is no stage of 3
  EXPECT_EQ(later[3].overlap, 1.0);
}

TEST(SelectionPreview, ARunWithoutATeachersMeasurementsKnowsNothingOfOne) {
  RunMeasurements run = golden(true);
  run.ce_teacher.clear();
  run.config.curriculum.measurer = "student";
  const auto stages = preview(run, golden(true).config.curriculum);
  EXPECT_THAT(kinds(stages), ElementsAre(unknown, unknown, exact));
}

TEST(SelectionPreview, AFixedStudentIsNoSnapshot) {
  RunMeasurements run = golden(true);
  run.config.curriculum.measurer = "fixed_student";
  run.stages[0].ce_student = run.stages[1].ce_student;
  CurriculumConfig same = run.config.curriculum;
  EXPECT_THAT(kinds(preview(run, with(same, "keep", false))), ElementsAre(exact, exact, exact));
  same.measurer = "student";
  EXPECT_THAT(kinds(preview(run, same)), ElementsAre(unknown, unknown, exact));
}

TEST(SelectionPreview, RefusesWhatARunWouldRefuse) {
  CurriculumConfig other;
  other.stages = 9;
  EXPECT_EQ(preview_selection(golden(true), other).error().code, ErrorCode::too_few_epochs);
}

}  // namespace
}  // namespace tc3kd
