// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/runs_model.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QPersistentModelIndex>
#include <QSignalSpy>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/domain/config/config_json.h"
#include "core/domain/config/presets.h"
#include "ui/models/runs_filter.h"

namespace tc3kd::ui {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

RunSummary runOf(const std::string& id, const char* preset, std::optional<double> top1,
                 RunStatus status = RunStatus::finished) {
  RunSummary run;
  run.id = id;
  run.name = preset + std::string(" ") + id;
  run.config_json = to_json(resolve(find_preset(preset)->config)).dump();
  run.status = status;
  run.test_top1 = run.best_test_top1 = top1;
  run.seconds = 30;
  return run;
}

class RunsModelTest : public ::testing::Test {
 protected:
  RunsModelTest()
      : tester_(&model_, QAbstractItemModelTester::FailureReportingMode::Fatal),
        proxyTester_(&filter_, QAbstractItemModelTester::FailureReportingMode::Fatal) {
    filter_.setSourceModel(&model_);
  }
  [[nodiscard]] std::vector<std::string> shown() const {
    std::vector<std::string> ids;
    for (int row = 0; row < filter_.rowCount(); ++row)
      ids.push_back(model_.runAt(filter_.mapToSource(filter_.index(row, 0)).row()).id);
    return ids;
  }
  RunsModel model_;
  RunsFilter filter_;
  QAbstractItemModelTester tester_, proxyTester_;
};

TEST_F(RunsModelTest, ANewListIsMergedSoThatRowsKeepTheirPlace) {
  model_.setRuns({runOf("b", "kd", 86.0), runOf("a", "ce", 85.0)}, false);
  const QPersistentModelIndex a = model_.index(1, 0);
  QSignalSpy resets(&model_, &QAbstractItemModel::modelReset);
  model_.setRuns({runOf("d", "kd", {}), runOf("c", "tc3kd", {}), runOf("b", "kd", 87.0), runOf("a", "ce", 85.0)},
                 false);
  EXPECT_EQ(a.row(), 3);
  EXPECT_EQ(model_.index(2, RunsModel::Last).data().toString(), QStringLiteral("87.00"));
  model_.setRuns({runOf("c", "tc3kd", {}), runOf("a", "ce", 85.0)}, false);
  EXPECT_EQ(a.row(), 1);
  EXPECT_EQ(model_.rowCount(), 2);
  EXPECT_EQ(resets.count(), 0);
}

TEST_F(RunsModelTest, TheTrashIsAListOfItsOwn) {
  RunSummary deleted = runOf("x", "kd", 80.0);
  deleted.trashed = true;
  model_.setRuns({runOf("a", "kd", 86.0), deleted}, false);
  EXPECT_THAT(shown(), ElementsAre("a"));
  model_.setRuns({runOf("a", "kd", 86.0), deleted}, true);
  EXPECT_THAT(shown(), ElementsAre("x"));
}

TEST_F(RunsModelTest, NumbersSortAsNumbersAndMissingOnesStayLast) {
  model_.setRuns({runOf("a", "kd", 9.5), runOf("b", "kd", {}), runOf("c", "kd", 86.0), runOf("d", "kd", 10.0)}, false);
  filter_.sort(RunsModel::Last, Qt::AscendingOrder);
  EXPECT_THAT(shown(), ElementsAre("a", "d", "c", "b"));
  filter_.sort(RunsModel::Last, Qt::DescendingOrder);
  EXPECT_THAT(shown(), ElementsAre("c", "d", "a", "b"));
}

TEST_F(RunsModelTest, FiltersByWordsColumnsAndValues) {
  model_.setRuns({runOf("a", "tc3kd", 86.0), runOf("b", "kd", 85.0), runOf("c", "ce", {}, RunStatus::failed)}, false);
  const auto filtered = [&](const char* text) {
    filter_.setFilterText(QString::fromUtf8(text));
    return shown();
  };
  EXPECT_THAT(filtered(""), ElementsAre("a", "b", "c"));
  EXPECT_THAT(filtered("tc3"), ElementsAre("a"));
  EXPECT_THAT(filtered("method:none"), ElementsAre("c"));
  EXPECT_THAT(filtered("status:failed"), ElementsAre("c"));
  EXPECT_THAT(filtered("m:5"), ElementsAre("a"));
  EXPECT_THAT(filtered("m<=1"), ElementsAre("b", "c"));
  EXPECT_THAT(filtered("acc>85.5"), ElementsAre("a"));
  EXPECT_THAT(filtered("acc>80 method:kd m>=5"), ElementsAre("a"));
  EXPECT_THAT(filtered("fashion resnet:x"), IsEmpty());
  EXPECT_THAT(filtered("FASHION"), ElementsAre("a", "b", "c"));
}

TEST_F(RunsModelTest, TicksBelongToTheRunAndEditsAskForARename) {
  model_.setRuns({runOf("b", "kd", 86.0), runOf("a", "ce", 85.0)}, false);
  ASSERT_TRUE(model_.setData(model_.index(1, 0), Qt::Checked, Qt::CheckStateRole));
  model_.setRuns({runOf("c", "kd", {}), runOf("b", "kd", 86.0), runOf("a", "ce", 85.0)}, false);
  EXPECT_THAT(model_.ticked(), ElementsAre("a"));
  QSignalSpy renames(&model_, &RunsModel::renameRequested);
  EXPECT_FALSE(model_.setData(model_.index(1, 0), QStringLiteral("  "), Qt::EditRole));
  EXPECT_TRUE(model_.setData(model_.index(1, 0), QStringLiteral(" new name "), Qt::EditRole));
  ASSERT_EQ(renames.count(), 1);
  EXPECT_EQ(renames.front().at(1).toString(), QStringLiteral("new name"));
}

TEST(RunsModelAtScale, TenThousandRunsFillSortAndFilter) {
  std::vector<RunSummary> runs;
  for (int i = 0; i < 10'000; ++i) runs.push_back(runOf(std::to_string(i), i % 3 == 0 ? "tc3kd" : "kd", i % 97));
  RunsModel model;
  RunsFilter filter;
  filter.setSourceModel(&model);
  model.setRuns(runs, false);
  EXPECT_EQ(filter.rowCount(), 10'000);
  filter.sort(RunsModel::Last, Qt::DescendingOrder);
  EXPECT_EQ(filter.index(0, RunsModel::Last).data().toString(), QStringLiteral("96.00"));
  filter.setFilterText(QStringLiteral("m:5"));
  EXPECT_EQ(filter.rowCount(), 3334);
}

}  // namespace
}  // namespace tc3kd::ui
