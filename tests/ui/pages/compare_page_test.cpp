// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/compare_page.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QPushButton>
#include <QTableView>

#include "tests/ui/pages/page_test.h"

namespace tc3kd::ui {
namespace {

class ComparePageTest : public PageTest {
 protected:
  QAbstractItemModel* table(ComparePage& page, const char* name) {
    return page.findChild<QTableView*>(QLatin1String(name))->model();
  }
};

TEST_F(ComparePageTest, FewerThanTwoRunsAskForAChoice) {
  ComparePage page(watcher_);
  page.resize(1200, 700);
  page.show();
  EXPECT_TRUE(page.findChild<QPushButton*>(QStringLiteral("placeholderAction"))->isVisible());
}

TEST_F(ComparePageTest, ShowsNumbersAgainstTheBaselineAndOnlyWhatDiffers) {
  const RunId staged = finishedRun(small_config(3, 6), "staged"), plain = finishedRun(small_config(1, 6), "plain");
  ComparePage page(watcher_);
  page.resize(1200, 700);
  page.setRuns({staged, plain});
  ASSERT_TRUE(QTest::qWaitFor([&] { return watcher_.history(staged) && watcher_.history(plain); }));
  QAbstractItemModel* numbers = table(page, "numbers");
  ASSERT_EQ(numbers->rowCount(), 2);
  EXPECT_TRUE(numbers->index(1, 0).data().toString().endsWith(QStringLiteral("(baseline)")))
      << "plain distillation, where there is one";
  EXPECT_EQ(numbers->index(1, 2).data().toString(), QStringLiteral("—"));
  const double delta = *find(staged)->test_top1 - *find(plain)->test_top1;
  const QString sign = delta > 0 ? QStringLiteral("▲ ") : delta < 0 ? QStringLiteral("▼ ") : QString();
  EXPECT_EQ(numbers->index(0, 2).data().toString(), sign + QLocale().toString(std::abs(delta), 'f', 2));

  QAbstractItemModel* differences = table(page, "differences");
  ASSERT_EQ(differences->rowCount(), 1);
  EXPECT_EQ(differences->index(0, 0).data().toString(), QStringLiteral("Stages m"));
  EXPECT_EQ(differences->index(0, 1).data().toString(), QStringLiteral("3"));
  EXPECT_EQ(differences->index(0, 2).data().toString(), QStringLiteral("1"));

  auto* baseline = page.findChild<QComboBox*>(QStringLiteral("baseline"));
  baseline->setCurrentIndex(0);
  Q_EMIT baseline->activated(0);
  EXPECT_TRUE(numbers->index(0, 0).data().toString().endsWith(QStringLiteral("(baseline)")));
}

TEST_F(ComparePageTest, NumbersAreCopiedAsTabSeparatedText) {
  const RunId a = finishedRun(small_config(3, 6), "a"), b = finishedRun(small_config(1, 6), "b");
  ComparePage page(watcher_);
  page.setRuns({a, b});
  page.findChild<QPushButton*>(QStringLiteral("copyNumbers"))->click();
  const QStringList lines = QApplication::clipboard()->text().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
  ASSERT_EQ(lines.size(), 3);
  EXPECT_TRUE(lines[0].startsWith(QStringLiteral("Run\tLast, %\t")));
  EXPECT_EQ(lines[1].count(QLatin1Char('\t')), 7);
}

}  // namespace
}  // namespace tc3kd::ui
