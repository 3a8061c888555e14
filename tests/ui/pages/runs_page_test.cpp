// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs_page.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QToolButton>

#include "tests/ui/pages/page_test.h"

namespace tc3kd::ui {
namespace {

class RunsPageTest : public PageTest {
 protected:
  RunsPageTest() : page_(watcher_, controller_, undo_) {
    page_.resize(1200, 700);
    page_.show();
  }
  template <class T>
  T* child(const char* name) {
    T* found = page_.findChild<T*>(QLatin1String(name));
    EXPECT_NE(found, nullptr) << name;
    return found;
  }
  int rows() { return child<QTableView>("runsTable")->model()->rowCount(); }

  RunsPage page_;
};

TEST_F(RunsPageTest, DeletesToTheTrashAndUndoBringsItBack) {
  const RunId id = finishedRun(small_config(), "a");
  ASSERT_TRUE(QTest::qWaitFor([&] { return rows() == 1; }));
  page_.selectRun(id);
  page_.deleteSelected();
  ASSERT_TRUE(QTest::qWaitFor([&] { return rows() == 0; }));
  EXPECT_TRUE(find(id)->trashed);
  child<QPushButton>("undoDelete")->click();
  ASSERT_TRUE(QTest::qWaitFor([&] { return rows() == 1; }));
  undo_.redo();
  ASSERT_TRUE(QTest::qWaitFor([&] { return rows() == 0; }));

  child<QToolButton>("trash")->click();
  ASSERT_TRUE(QTest::qWaitFor([&] { return rows() == 1; }));
  page_.selectRun(id);
  child<QPushButton>("purge")->click();
  ASSERT_TRUE(QTest::qWaitFor([&] { return find(id) == nullptr; }));
}

TEST_F(RunsPageTest, RenamesAndUndoesIt) {
  const RunId id = finishedRun(small_config(), "before");
  ASSERT_TRUE(QTest::qWaitFor([&] { return rows() == 1; }));
  QAbstractItemModel* model = child<QTableView>("runsTable")->model();
  ASSERT_TRUE(model->setData(model->index(0, 0), QStringLiteral("after")));
  ASSERT_TRUE(QTest::qWaitFor([&] { return find(id)->name == "after"; }));
  undo_.undo();
  ASSERT_TRUE(QTest::qWaitFor([&] { return find(id)->name == "before"; }));
}

TEST_F(RunsPageTest, TwoTickedRunsCanBeCompared) {
  const RunId a = finishedRun(small_config(), "a"), b = finishedRun(small_config(), "b");
  ASSERT_TRUE(QTest::qWaitFor([&] { return rows() == 2; }));
  auto* compare = child<QPushButton>("compareTicked");
  EXPECT_FALSE(compare->isEnabled());
  auto* table = child<QTableView>("runsTable");
  table->selectAll();
  QTest::keyClick(table, Qt::Key_Space);
  EXPECT_TRUE(compare->isEnabled());
  EXPECT_EQ(page_.tickedRuns().size(), 2U);
  QSignalSpy asked(&page_, &RunsPage::compareRequested);
  compare->click();
  EXPECT_EQ(asked.count(), 1);
}

TEST_F(RunsPageTest, EnterOpensTheBoard) {
  const RunId id = finishedRun(small_config(), "a");
  ASSERT_TRUE(QTest::qWaitFor([&] { return rows() == 1; }));
  page_.selectRun(id);
  RunId opened;
  QObject::connect(&page_, &RunsPage::openRequested, [&](const RunId& run) { opened = run; });
  QTest::keyClick(child<QTableView>("runsTable"), Qt::Key_Return);
  EXPECT_EQ(opened, id);
}

TEST_F(RunsPageTest, AFilterThatFitsNothingSaysSoAndOffersToClear) {
  finishedRun(small_config(), "a");
  ASSERT_TRUE(QTest::qWaitFor([&] { return rows() == 1; }));
  child<QLineEdit>("filter")->setText(QStringLiteral("no such run"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return rows() == 0; }));
  auto* clear = child<QPushButton>("placeholderAction");
  ASSERT_TRUE(clear->isVisible());
  clear->click();
  ASSERT_TRUE(QTest::qWaitFor([&] { return rows() == 1; }));
}

class SlowRunsPageTest : public PageTest {
 protected:
  SlowRunsPageTest() : PageTest(slow()) {}
  static FakeEngineOptions slow() {
    FakeEngineOptions options;
    options.events_per_second = 20;
    return options;
  }
};

TEST_F(SlowRunsPageTest, ARunningRunIsNotDeleted) {
  RunsPage page(watcher_, controller_, undo_);
  RunId id;
  QObject::connect(&controller_, &RunController::started, [&](const RunId& run) { id = run; });
  controller_.start(small_config(3, 300), QStringLiteral("long"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return !id.empty() && hasStatus(id, RunStatus::running); }));
  ASSERT_TRUE(QTest::qWaitFor([&] { return page.findChild<QTableView*>()->model()->rowCount() == 1; }));
  page.selectRun(id);
  page.deleteSelected();
  EXPECT_EQ(undo_.count(), 0);
  EXPECT_FALSE(find(id)->trashed);
}

}  // namespace
}  // namespace tc3kd::ui
