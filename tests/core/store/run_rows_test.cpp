// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/run_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tc3kd {
namespace {

using ::testing::ElementsAre;

RunEvent event(std::int64_t seq, RunEventBody body) { return {seq, 1000 * seq, std::move(body)}; }

EpochEnded epoch(std::int64_t number, std::optional<double> top1) {
  EpochEnded ended;
  ended.epoch = number;
  ended.test_top1 = top1;
  return ended;
}

TEST(RunRow, FollowsTheEvents) {
  RunRow row;
  row.epochs = 4;
  row.apply(event(1, RunStarted{}));
  EXPECT_EQ(row.status, RunStatus::running);
  row.apply(event(2, StageStarted{1, 2, 1.0, 1, 2, 10}));
  StageSelected selected;
  selected.measuring_seconds = 3;
  row.apply(event(3, selected));
  EXPECT_DOUBLE_EQ(*row.measuring_seconds, 3);
  row.apply(event(4, epoch(1, 60.5)));
  row.apply(event(5, epoch(2, std::nullopt)));
  row.apply(event(6, PauseChanged{true}));
  EXPECT_EQ(row.status, RunStatus::paused);
  row.apply(event(7, PauseChanged{false}));
  EXPECT_EQ(row.status, RunStatus::running);
  StageEnded ended;
  ended.seconds.measuring = 3.5;  // 0.5 more than the selection knew
  row.apply(event(8, ended));
  EXPECT_DOUBLE_EQ(*row.measuring_seconds, 3.5);
  row.apply(event(9, StageStarted{2, 2, 0.5, 3, 4, 10}));
  row.apply(event(10, epoch(3, 70.25)));
  row.apply(event(11, epoch(4, 69.75)));
  row.apply(event(12, StageEnded{}));
  RunEnded end;
  end.status = RunStatus::finished;
  end.seconds = 12.5;
  row.apply(event(13, end));

  EXPECT_EQ(row.status, RunStatus::finished);
  EXPECT_EQ(row.last_seq, 13);
  EXPECT_EQ(row.epochs_done, 4);
  EXPECT_DOUBLE_EQ(*row.test_top1, 69.75);
  EXPECT_DOUBLE_EQ(*row.best_test_top1, 70.25);
  EXPECT_DOUBLE_EQ(*row.seconds, 12.5);
  EXPECT_DOUBLE_EQ(*row.measuring_seconds, 3.5);
  EXPECT_THAT(row.course, ElementsAre(60.5, 70.25, 69.75));
  EXPECT_THAT(row.stage_ends, ElementsAre(0.5, 1.0));
}

TEST(NamedArtefacts, AreAllThatAnEventNames) {
  const auto names = [](const RunEventBody& body) {
    std::vector<std::string> all;
    for (const auto& [hash, place] : named_artefacts(body)) all.push_back(std::string(to_string(place)) + " " + hash);
    return all;
  };
  DataReady data;
  data.indices = "i";
  data.labels = "l";
  data.test_labels = "t";
  EXPECT_THAT(names(data), ElementsAre("blob i", "blob l", "blob t"));
  TeacherReady teacher;
  teacher.weights = "w";
  teacher.test_predictions = "p";
  EXPECT_THAT(names(teacher), ElementsAre("file w", "blob p"));
  StageSelected selected;
  selected.ce_student = "s";
  selected.entered = "e";
  selected.subset = "u";
  EXPECT_THAT(names(selected), ElementsAre("blob s", "blob e", "blob u"));
  StageEnded stage;
  stage.test_predictions = "p";
  EXPECT_THAT(names(stage), ElementsAre("blob p"));
  RunEnded ended;
  EXPECT_THAT(names(ended), ElementsAre());
  ended.weights = "w";
  EXPECT_THAT(names(ended), ElementsAre("file w"));
}

}  // namespace
}  // namespace tc3kd
