// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/what_if_dialog.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>

#include "tests/ui/pages/page_test.h"

namespace tc3kd::ui {
namespace {

class WhatIfDialogTest : public PageTest {
 protected:
  void SetUp() override {
    id_ = finishedRun(small_config(4, 8), "tc3kd");
    dialog_ = std::make_unique<WhatIfDialog>(watcher_, *find(id_));
    dialog_->show();
    table_ = dialog_->findChild<QTableWidget*>(QStringLiteral("stages"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return table_->rowCount() == 4; }));
  }
  QString cell(int row, int column) const { return table_->item(row, column)->text(); }
  void type(const char* key, const char* text) {
    dialog_->findChild<QLineEdit*>(QLatin1String(key))->setText(QString::fromUtf8(text));
  }

  RunId id_;
  std::unique_ptr<WhatIfDialog> dialog_;
  QTableWidget* table_ = nullptr;
};

TEST_F(WhatIfDialogTest, TheRunsOwnSettingsAreExact) {
  for (int row = 0; row < 4; ++row) {
    EXPECT_EQ(cell(row, 4), QStringLiteral("100.0 %")) << row;
    EXPECT_EQ(cell(row, 5), QStringLiteral("✓ exact")) << row;
  }
  EXPECT_EQ(cell(1, 1), QStringLiteral("0.75"));
}

TEST_F(WhatIfDialogTest, FollowsWhatIsTyped) {
  type("curriculum.alpha", "fixed:1");
  ASSERT_TRUE(QTest::qWaitFor([&] { return cell(1, 1) == QStringLiteral("1.00"); }));
  EXPECT_EQ(cell(2, 5), QStringLiteral("✓ exact"));
  EXPECT_NE(cell(1, 4), QStringLiteral("100.0 %"));
  auto* pool = dialog_->findChild<QComboBox*>(QStringLiteral("curriculum.pool"));
  type("curriculum.alpha", "decreasing");
  pool->setCurrentIndex(1);
  Q_EMIT pool->activated(1);
  ASSERT_TRUE(QTest::qWaitFor([&] { return cell(1, 5) == QStringLiteral("– not measured"); }));
  EXPECT_EQ(cell(1, 2), QStringLiteral("—"));
}

TEST_F(WhatIfDialogTest, SaysWhatIsWrongBesideTheField) {
  type("curriculum.stages", "50");
  auto* error = dialog_->findChild<QLabel*>(QStringLiteral("error:curriculum.stages"));
  auto* note = dialog_->findChild<QLabel*>(QStringLiteral("note"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return note->text().contains(QStringLiteral("50")); }));
  EXPECT_FALSE(dialog_->findChild<QPushButton*>(QStringLiteral("train"))->isEnabled());
  type("curriculum.stages", "none");
  EXPECT_FALSE(error->text().isEmpty());
}

TEST_F(WhatIfDialogTest, TrainsWhatIsShown) {
  ExperimentConfig asked;
  QObject::connect(dialog_.get(), &WhatIfDialog::newRunRequested, [&](const ExperimentConfig& c) { asked = c; });
  type("curriculum.alpha", "fixed:0.5");
  ASSERT_TRUE(QTest::qWaitFor([&] { return cell(1, 1) == QStringLiteral("0.50"); }));
  dialog_->findChild<QPushButton*>(QStringLiteral("train"))->click();
  EXPECT_EQ(asked.curriculum.alpha, "fixed:0.5");
  EXPECT_EQ(asked.curriculum.stages, 4);
}

}  // namespace
}  // namespace tc3kd::ui
