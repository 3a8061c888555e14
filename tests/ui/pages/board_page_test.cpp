// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/board_page.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

#include "core/domain/config/config_json.h"
#include "tests/ui/pages/page_test.h"
#include "ui/charts/counts_chart.h"
#include "ui/charts/heat_map.h"
#include "ui/charts/stage_tiles.h"
#include "ui/pages/board/board_curves.h"
#include "ui/pages/board/stage_detail.h"

namespace tc3kd::ui {
namespace {

class BoardPageTest : public PageTest {
 protected:
  RunHistory historyOf(const RunId& id) { return RunReader::open(store_.path())->history(id).value(); }
  ExperimentConfig configOf(const RunId& id) { return parse_config(find(id)->config_json, "run").value(); }
};

TEST_F(BoardPageTest, CurvesHoldTheStoredEpochs) {
  const RunId id = finishedRun(small_config(3, 6), "a");
  const RunHistory history = historyOf(id);
  const auto accuracy = accuracyCurves(history, configOf(id), false);
  ASSERT_GE(accuracy.size(), 2U);
  ASSERT_EQ(accuracy[0].points.size(), 6U);
  EXPECT_EQ(accuracy[0].points[5].x, 6);
  EXPECT_EQ(accuracy[0].points[5].y, *history.epochs()[5].test_top1);
  const auto loss = lossCurves(history, configOf(id));
  EXPECT_EQ(loss.front().points[2].y, history.epochs()[2].train_loss);
}

TEST_F(BoardPageTest, TheMethodsOwnLossIsACurveUnderItsName) {
  ExperimentConfig config = small_config(1, 3);
  config.distillation.method = "fitnets";
  config.distillation.method_weight = 4;
  const RunId id = finishedRun(config, "a");
  const RunHistory history = historyOf(id);
  const auto loss = lossCurves(history, configOf(id));
  const auto found = std::find_if(loss.begin(), loss.end(),
                                  [](const Curve& curve) { return curve.name == QStringLiteral("β·FitNets"); });
  ASSERT_NE(found, loss.end());
  ASSERT_EQ(found->points.size(), 3U);
  EXPECT_EQ(found->points[1].y, 4 * *history.epochs()[1].train_method);
  config.distillation = {};
  const RunId plain = finishedRun(config, "b");
  EXPECT_EQ(lossCurves(historyOf(plain), configOf(plain)).size(), 4U) << "KD has no loss beside KL";
}

TEST_F(BoardPageTest, BandsAndTilesFollowTheStages) {
  const RunId id = finishedRun(small_config(3, 6), "a");
  const RunHistory history = historyOf(id);
  const auto bands = stageBands(history, configOf(id), false);
  ASSERT_EQ(bands.size(), 3U);
  EXPECT_EQ(bands[1].from, 2);  // two epochs a stage
  EXPECT_EQ(bands[1].to, 4);
  const auto tiles = stageTiles(history, configOf(id), false);
  ASSERT_EQ(tiles.size(), 3U);
  // 200 samples of 10 classes: 20·k/3 of each class after stage k, rounded down.
  EXPECT_EQ(tiles[0].entered, 60);
  EXPECT_EQ(tiles[1].kept, 60);
  EXPECT_EQ(tiles[1].entered, 70);
  EXPECT_EQ(tiles[2].kept + tiles[2].entered, 200);
  EXPECT_EQ(tiles[2].state, StageTile::State::Done);
  EXPECT_EQ(tiles[2].accuracy, history.epochs().back().test_top1);
}

TEST_F(BoardPageTest, AWarmUpHasItsTileAndItsBand) {
  ExperimentConfig config = small_config(2, 6);
  config.curriculum.warm_up = 2;
  RunHistory history;
  std::int64_t seq = 0;
  const auto apply = [&](RunEventBody body) { history.apply({++seq, seq, std::move(body)}); };
  DataReady data;
  data.class_sizes = std::vector<std::int64_t>(10, 20);
  data.train_samples = 200;
  apply(data);
  apply(StageStarted{0, 2, 1.0, 1, 2, 4});
  EpochEnded epoch;
  epoch.epoch = 1;
  epoch.stage = 0;
  epoch.test_top1 = 40;
  apply(epoch);
  auto tiles = stageTiles(history, config, true);
  ASSERT_EQ(tiles.size(), 3U);
  EXPECT_EQ(tiles[0].stage, 0);
  EXPECT_EQ(tiles[0].state, StageTile::State::Running);
  EXPECT_EQ(tiles[0].accuracy, 40);
  EXPECT_EQ(tiles[0].kept, 200);
  EXPECT_EQ(tiles[0].line, QStringLiteral("on all samples, epoch 2 of 2"));
  EXPECT_EQ(tiles[1].stage, 1);
  EXPECT_EQ(tiles[1].state, StageTile::State::Waiting);
  auto bands = stageBands(history, config, true);
  ASSERT_EQ(bands.size(), 3U);
  EXPECT_EQ(bands[0].stage, 0);
  EXPECT_EQ(bands[0].to, 2);
  EXPECT_TRUE(bands[0].current);
  EXPECT_EQ(bands[1].from, 2);

  StageEnded ended;
  ended.stage = 0;
  ended.seconds.training = 3;
  apply(ended);
  apply(StageStarted{1, 2, 1.0, 3, 4, 4});
  tiles = stageTiles(history, config, true);
  EXPECT_EQ(tiles[0].state, StageTile::State::Done);
  EXPECT_EQ(tiles[1].state, StageTile::State::Running);

  StageTiles strip;
  strip.setTiles(tiles);
  strip.resize(600, 120);
  QSignalSpy chosen(&strip, &StageTiles::stageChosen);
  QTest::mouseClick(&strip, Qt::LeftButton, {}, QPoint(60, 60));
  EXPECT_EQ(chosen.size(), 0) << "a warm-up selects nothing";
  QTest::mouseClick(&strip, Qt::LeftButton, {}, QPoint(300, 60));
  ASSERT_EQ(chosen.size(), 1);
  EXPECT_EQ(chosen[0][0].toInt(), 1);
}

TEST_F(BoardPageTest, StagesToComeAreWaitingAsPlanned) {
  const RunId id = finishedRun(small_config(3, 6), "a");
  RunHistory begun;
  const auto events = RunReader::open(store_.path())->read_since(id, 0).value();
  for (const RunEvent& event : events) {
    if (const auto* stage = std::get_if<StageStarted>(&event.body); stage != nullptr && stage->stage == 2) break;
    begun.apply(event);
  }
  const auto tiles = stageTiles(begun, configOf(id), true);
  EXPECT_EQ(tiles[1].state, StageTile::State::Waiting);
  EXPECT_EQ(tiles[1].entered, 70);
  EXPECT_NEAR(tiles[1].alpha, 2.0 / 3.0, 1e-12);
}

TEST(ClassAccuracies, ByHand) {
  const auto found = classAccuracies({0, 1, 1, 2}, {0, 0, 1, 1}, 3);
  EXPECT_EQ(found[0], 50.0);
  EXPECT_EQ(found[1], 50.0);
  EXPECT_TRUE(std::isnan(found[2]));
}

TEST_F(BoardPageTest, AStagesDetailCountsWhatWasRankedAndWhatEntered) {
  const RunId id = finishedRun(small_config(3, 6), "a");
  auto reader = RunReader::open(store_.path()).value();
  const auto detail = readStageDetail(reader, historyOf(id), configOf(id), 1, true).value();
  const auto sum = [](const std::vector<int>& counts) { return std::accumulate(counts.begin(), counts.end(), 0); };
  EXPECT_EQ(sum(detail.histogram.g), 140) << "what stage 1 has not taken";
  EXPECT_EQ(sum(detail.histogram.entered), 70);
  EXPECT_EQ(sum(detail.histogram.measured), 140);
  EXPECT_EQ(detail.cut_offs.size(), 10U);
  EXPECT_EQ(detail.accuracies.size(), 10U);
  const auto last = readStageDetail(reader, historyOf(id), configOf(id), 2, true).value();
  EXPECT_EQ(last.histogram.classes, 0) << "the last stage ranks nothing";
}

TEST_F(BoardPageTest, ShowsAFinishedRunAndScrubsThroughItsStages) {
  const RunId id = finishedRun(small_config(3, 6), "my run");
  BoardPage page(watcher_);
  page.resize(1400, 860);
  page.show();
  page.showRun(id);
  auto* heat = page.findChild<HeatMap*>(QStringLiteral("heatMap"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return heat->isVisible(); }));
  EXPECT_EQ(page.findChild<QLabel*>(QStringLiteral("boardTitle"))->text(), QStringLiteral("my run"));
  EXPECT_EQ(page.shownSeq(), find(id)->last_seq);
  EXPECT_FALSE(page.findChild<QPushButton*>(QStringLiteral("pause"))->isVisible());

  auto* tiles = page.findChild<StageTiles*>(QStringLiteral("stageTiles"));
  auto* newest = page.findChild<QToolButton*>(QStringLiteral("newestStage"));
  QTest::mouseClick(tiles, Qt::LeftButton, {}, QPoint(30, 20));
  EXPECT_EQ(tiles->chosen(), 1);
  EXPECT_TRUE(newest->isVisible());
  newest->click();
  EXPECT_EQ(tiles->chosen(), 0);

  heat->setFocus();
  QTest::keyClick(heat, Qt::Key_Down);
  EXPECT_EQ(heat->chosenClass(), 1);
  EXPECT_EQ(page.findChild<CountsChart*>(QStringLiteral("counts"))->chosenClass(), 1);
}

TEST_F(BoardPageTest, PlainDistillationSaysThatNothingIsRanked) {
  const RunId id = finishedRun(small_config(1, 3), "kd");
  BoardPage page(watcher_);
  page.resize(1400, 860);
  page.show();
  page.showRun(id);
  ASSERT_TRUE(QTest::qWaitFor([&] { return page.shownSeq() == find(id)->last_seq; }));
  EXPECT_FALSE(page.findChild<HeatMap*>(QStringLiteral("heatMap"))->isVisible());
}

TEST_F(BoardPageTest, WithoutARunItOffersToStartOne) {
  BoardPage page(watcher_);
  page.show();
  QSignalSpy asked(&page, &BoardPage::newRunRequested);
  page.findChild<QPushButton*>(QStringLiteral("placeholderAction"))->click();
  EXPECT_EQ(asked.count(), 1);
}

}  // namespace
}  // namespace tc3kd::ui
