// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/models_page.h"

#include <fstream>

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

#include "core/domain/config/config_json.h"
#include "tests/ui/pages/page_test.h"
#include "ui/dialogs/import_teacher_dialog.h"
#include "ui/pages/models/networks_model.h"
#include "ui/pages/models/teachers_model.h"
#include "ui/pages/models/weight_report_view.h"

namespace tc3kd::ui {
namespace {

class ModelsPageTest : public PageTest {
 protected:
  void SetUp() override { std::ofstream(file_, std::ios::binary) << "weights of someone else"; }
  /// Imports the file through the dialog, as a user does.
  void import(ModelsPage& page) {
    page.findChild<QPushButton*>(QStringLiteral("importTeacher"))->click();
    auto* dialog = page.findChild<ImportTeacherDialog*>();
    ASSERT_NE(dialog, nullptr);
    dialog->setFile(QString::fromStdString(file_.string()));
    auto* import = dialog->findChild<QPushButton*>(QStringLiteral("import"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return import->isEnabled(); }));
    import->click();
    ASSERT_TRUE(QTest::qWaitFor([&] { return table(page, "teachers")->model()->rowCount() > 0; }));
  }
  static QTableView* table(const ModelsPage& page, const char* name) {
    return page.findChild<QTableView*>(QLatin1String(name));
  }
  static QString text(const QTableView* table, int row, int column) {
    return table->model()->index(row, column).data().toString();
  }

  const std::filesystem::path file_ = store_.folder() / "resnet20-someone.pt";
};

TEST_F(ModelsPageTest, ListsEveryNetworkAndFiltersThem) {
  const ModelsPage page(watcher_, controller_);
  auto* networks = table(page, "networks");
  ASSERT_TRUE(QTest::qWaitFor([&] { return networks->model()->rowCount() == 3; }));
  EXPECT_EQ(text(networks, 1, NetworksModel::Name), QStringLiteral("ResNet-20"));
  EXPECT_EQ(text(networks, 1, NetworksModel::Parameters), QStringLiteral("278,324"));
  EXPECT_EQ(text(networks, 1, NetworksModel::Macs), QStringLiteral("40.82"));
  networks->sortByColumn(NetworksModel::Parameters, Qt::DescendingOrder);
  EXPECT_EQ(text(networks, 0, NetworksModel::Name), QStringLiteral("ResNet-110")) << "by number, not by text";
  page.findChild<QLineEdit*>(QStringLiteral("networksFilter"))->setText(QStringLiteral("net8"));
  EXPECT_EQ(networks->model()->rowCount(), 1);
}

TEST_F(ModelsPageTest, ATrainedTeacherLeadsToItsRun) {
  const RunId id = finishedRun(small_config(), "its run");
  ModelsPage page(watcher_, controller_);
  QSignalSpy opened(&page, &ModelsPage::openRequested), wanted(&page, &ModelsPage::newRunRequested);
  page.refresh();
  auto* teachers = table(page, "teachers");
  ASSERT_TRUE(QTest::qWaitFor([&] { return teachers->model()->rowCount() == 1; }));
  const QAbstractItemModelTester tester(teachers->model());
  EXPECT_EQ(text(teachers, 0, TeachersModel::Name), QStringLiteral("its run"));
  page.findChild<QPushButton*>(QStringLiteral("openRun"))->click();
  ASSERT_EQ(opened.size(), 1);
  EXPECT_EQ(opened[0][0].value<RunId>(), id);
  page.findChild<QPushButton*>(QStringLiteral("useTeacher"))->click();
  ASSERT_EQ(wanted.size(), 1);
  EXPECT_EQ(resolve(wanted[0][0].value<ExperimentConfig>()), resolve(small_config()))
      << "the same configuration finds the same teacher";
}

TEST_F(ModelsPageTest, ImportsEvaluatesUsesAndForgets) {
  ModelsPage page(watcher_, controller_);
  QSignalSpy wanted(&page, &ModelsPage::newRunRequested);
  ASSERT_NO_FATAL_FAILURE(import(page));
  auto* teachers = table(page, "teachers");
  EXPECT_EQ(text(teachers, 0, TeachersModel::Name), QStringLiteral("resnet20-someone"));
  EXPECT_EQ(text(teachers, 0, TeachersModel::Top1), QStringLiteral("81.25"));
  EXPECT_EQ(text(teachers, 0, TeachersModel::Dataset), QStringLiteral("Fashion-MNIST")) << "1 channel, 10 classes";
  page.findChild<QPushButton*>(QStringLiteral("useTeacher"))->click();
  ASSERT_EQ(wanted.size(), 1);
  const auto config = wanted[0][0].value<ExperimentConfig>();
  EXPECT_EQ(config.teacher.model, "resnet20");
  EXPECT_TRUE(std::filesystem::exists(config.teacher.weights));
  EXPECT_NE(config.teacher.weights, file_.string()) << "the store's copy";
  EXPECT_EQ(config.data.name, "fashion-mnist");

  page.findChild<QPushButton*>(QStringLiteral("forgetTeacher"))->click();
  auto* box = page.findChild<QMessageBox*>();
  ASSERT_NE(box, nullptr);
  for (QAbstractButton* button : box->buttons()) {
    if (box->buttonRole(button) == QMessageBox::DestructiveRole) button->click();
  }
  EXPECT_TRUE(QTest::qWaitFor([&] { return teachers->model()->rowCount() == 0; }));
  EXPECT_FALSE(std::filesystem::exists(config.teacher.weights));
}

TEST_F(ModelsPageTest, TheDialogSaysWhatCannotBeRead) {
  ImportTeacherDialog dialog(controller_);
  auto* import = dialog.findChild<QPushButton*>(QStringLiteral("import"));
  auto* verdict = dialog.findChild<QLabel*>(QStringLiteral("verdict"));
  EXPECT_FALSE(import->isEnabled());
  dialog.setFile(QStringLiteral("/no/such/file.pt"));
  ASSERT_TRUE(
      QTest::qWaitFor([&] { return verdict->text().contains(QStringLiteral("/no/such/file.pt is not there")); }));
  EXPECT_FALSE(import->isEnabled());
  dialog.setFile(QString::fromStdString(file_.string()));
  ASSERT_TRUE(QTest::qWaitFor([&] { return import->isEnabled(); }));
  EXPECT_TRUE(verdict->text().contains(QStringLiteral("ResNet-20")));
  auto* mean = dialog.findChild<QLineEdit*>(QStringLiteral("teacher.normalisation.mean"));
  mean->setText(QStringLiteral("grey"));
  EXPECT_FALSE(import->isEnabled());
  EXPECT_FALSE(dialog.findChild<QLabel*>(QStringLiteral("error:teacher.normalisation.mean"))->text().isEmpty());
}

TEST_F(ModelsPageTest, AReportNamesEveryTensorThatDoesNotFit) {
  WeightReportView view;
  WeightReport report;
  report.format = "torch zip";
  report.model = "resnet56";
  report.missing = {"fc.weight", "fc.bias"};
  report.misshaped = {"conv1.weight [16×1×3×3] for [16×3×3×3]"};
  EXPECT_FALSE(fits(report));
  view.setReport(report);
  auto* verdict = view.findChild<QLabel*>(QStringLiteral("verdict"));
  EXPECT_TRUE(verdict->text().startsWith(QStringLiteral("✕ 3 name")));
  report.missing.clear();
  report.misshaped.clear();
  EXPECT_TRUE(fits(report));
  view.setReport(report);
  EXPECT_TRUE(verdict->text().startsWith(QStringLiteral("✓")));
}

}  // namespace
}  // namespace tc3kd::ui
