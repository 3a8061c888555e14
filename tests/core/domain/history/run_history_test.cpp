// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/history/run_history.h"

#include <cmath>

#include <gmock/gmock.h>

#include "core/domain/config/config_json.h"
#include "core/domain/config/presets.h"
#include "core/domain/history/decimation.h"
#include "core/domain/history/run_document.h"

namespace tc3kd {
namespace {

EpochEnded epoch(std::int64_t number, std::int64_t stage, std::optional<double> top1) {
  EpochEnded e;
  e.epoch = number;
  e.stage = stage;
  e.test_top1 = top1;
  e.training_seconds = 2;
  e.evaluating_seconds = 0.5;
  return e;
}

RunHistory reduce(const std::vector<RunEventBody>& bodies) {
  RunHistory history;
  std::int64_t seq = 0;
  for (const RunEventBody& body : bodies) history.apply({++seq, 0, body});
  return history;
}

StageSelected selected(std::int64_t stage, std::int64_t size) {
  StageSelected s;
  s.stage = stage;
  s.subset_size = size;
  s.measuring_seconds = 1;
  s.selecting_seconds = 0.25;
  return s;
}

TEST(RunHistory, ReducesStagesAndEpochs) {
  const auto history = reduce({StageStarted{1, 2, 1.0, 1, 2, 10}, selected(1, 50), epoch(1, 1, 70.0), epoch(2, 1, 80.0),
                               StageEnded{1, {1, 0.25, 4, 1}, 0.5, 80.0, 99.0, "p", {}}, StageStarted{2, 2, 0.5, 3, 4, 20},
                               selected(2, 100), epoch(3, 2, 75.0), epoch(4, 2, std::nullopt)});
  ASSERT_EQ(history.stages().size(), 2u);
  EXPECT_EQ(history.stages()[0].epochs_done, 2);
  EXPECT_TRUE(history.stages()[0].ended);
  EXPECT_FALSE(history.stages()[1].ended);
  EXPECT_EQ(history.last_top1(), 75.0);
  EXPECT_EQ(history.best_top1(), 80.0);
  // Stage 1 as it was booked at its end, stage 2 as far as its epochs say.
  EXPECT_EQ(history.seconds(), (PhaseSeconds{2, 0.5, 8, 2}));
}

TEST(RunHistory, AnEventOutOfOrderIsCountedNotApplied) {
  RunHistory history;
  history.apply({1, 0, PauseChanged{true}});
  history.apply({3, 0, PauseChanged{false}});
  history.apply({1, 0, PauseChanged{false}});
  EXPECT_TRUE(history.paused());
  EXPECT_EQ(history.gaps(), 2);
  EXPECT_EQ(history.last_seq(), 1);
  history.apply({2, 0, PauseChanged{false}});
  EXPECT_FALSE(history.paused());
}

TEST(RunDocument, HasTheMembersOfTheContract) {
  RunSummary run;
  run.id = "0123456789ab";
  run.name = "a run";
  run.status = RunStatus::running;
  run.created_ms = 1'764'000'000'000;
  run.config_json = to_json(resolve(find_preset("ce")->config)).dump();
  run.test_top1 = 75.0;
  const Json entry = list_entry(run);
  const std::vector<std::string> members{"id",      "name",    "status", "created",    "dataset",
                                         "teacher", "student", "method", "curriculum", "test_top1"};
  std::vector<std::string> names;
  for (const auto& [name, value] : entry.items()) names.push_back(name);
  EXPECT_EQ(names, members);
  EXPECT_TRUE(entry.at("teacher").is_null());
  EXPECT_EQ(entry.at("created"), "2025-11-24T16:00:00Z");

  const Json document =
      run_document(run, reduce({StageStarted{1, 1, 1.0, 1, 1, 10}, selected(1, 50), epoch(1, 1, 70.0)}));
  EXPECT_EQ(document.at("config").at("distillation").at("method"), "none");
  EXPECT_TRUE(document.at("teacher").is_null());
  EXPECT_EQ(document.at("stages")[0].at("selected"), 50);
  EXPECT_EQ(document.at("stages")[0].at("seconds").at("measuring"), 1.0);
  for (const char* member : {"epoch", "stage", "learning_rate", "train_loss", "test_loss", "test_top1", "test_top5",
                             "agreement", "teacher_kl"}) {
    EXPECT_TRUE(document.at("epochs")[0].contains(member)) << member;
  }
  EXPECT_EQ(document.at("summary").at("best_test_top1"), 70.0);
  EXPECT_TRUE(document.at("summary").at("seconds").is_null());
}

TEST(Decimation, KeepsTheEndsAndTheExtremes) {
  std::vector<Point> points;
  for (int i = 0; i < 10000; ++i) points.push_back({static_cast<double>(i), std::sin(i * 0.01)});
  points[5000].y = 9;
  points[7001].y = -9;
  points[42].y = std::nan("");
  const auto kept = decimate(points, 400);
  EXPECT_LE(kept.size(), 400u);
  EXPECT_EQ(kept.front(), points.front());
  EXPECT_EQ(kept.back(), points.back());
  EXPECT_THAT(kept, testing::Contains(points[5000]));
  EXPECT_THAT(kept, testing::Contains(points[7001]));
  EXPECT_TRUE(std::is_sorted(kept.begin(), kept.end(), [](Point a, Point b) { return a.x < b.x; }));
  EXPECT_EQ(decimate(std::span(points).first(10), 400).size(), 10u);
}

}  // namespace
}  // namespace tc3kd
