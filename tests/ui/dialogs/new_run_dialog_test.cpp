// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/new_run_dialog.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>

#include "core/domain/config/config_json.h"
#include "core/domain/config/presets.h"
#include "tests/ui/pages/page_test.h"

namespace tc3kd::ui {
namespace {

class NewRunDialogTest : public PageTest {
 protected:
  NewRunDialogTest() : dialog_(controller_) { dialog_.show(); }
  template <class T>
  T* child(const char* name) {
    T* found = dialog_.findChild<T*>(QLatin1String(name));
    EXPECT_NE(found, nullptr) << name;
    return found;
  }
  void type(const char* key, const char* text) { child<QLineEdit>(key)->setText(QString::fromUtf8(text)); }
  QString error(const char* key) { return child<QLabel>((std::string("error:") + key).c_str())->text(); }
  QString cell(int row, int column) { return child<QTableWidget>("schedule")->item(row, column)->text(); }
  QPushButton* start() { return child<QPushButton>("start"); }

  NewRunDialog dialog_;
};

TEST_F(NewRunDialogTest, WithoutAnEditItStartsTheDefaultRun) {
  ASSERT_TRUE(start()->isEnabled());
  ExperimentConfig config;
  QString name;
  QObject::connect(&dialog_, &NewRunDialog::startRequested, [&](const ExperimentConfig& c, const QString& n) {
    config = c;
    name = n;
  });
  start()->click();
  EXPECT_EQ(config, find_preset("tc3kd")->config);
  EXPECT_EQ(name, QStringLiteral("tc3kd m=5 · seed 1"));
  EXPECT_FALSE(dialog_.isVisible());
}

TEST_F(NewRunDialogTest, ThePreviewFollowsTheStages) {
  // Fashion-MNIST: 6,000 of each class; m = 5 takes 1,200 a class and stage.
  ASSERT_EQ(child<QTableWidget>("schedule")->rowCount(), 5);
  EXPECT_EQ(cell(0, 1), QStringLiteral("1.00"));
  EXPECT_EQ(cell(0, 2), QStringLiteral("1,200"));
  EXPECT_EQ(cell(1, 1), QStringLiteral("0.80"));
  EXPECT_EQ(cell(1, 3), QStringLiteral("24,000"));
  EXPECT_EQ(cell(4, 3), QStringLiteral("60,000"));
  type("curriculum.stages", "4");
  ASSERT_EQ(child<QTableWidget>("schedule")->rowCount(), 4);
  EXPECT_EQ(cell(0, 2), QStringLiteral("1,500"));
  EXPECT_EQ(cell(1, 1), QStringLiteral("0.75"));
  // E = 30: stage k ends after (2kE + m) div 2m = 8, 15, 23, 30 epochs.
  EXPECT_EQ(cell(1, 4), QStringLiteral("9–15"));
}

TEST_F(NewRunDialogTest, AValueOutOfRangeIsSaidUnderItsFieldAndStartIsOff) {
  type("curriculum.stages", "0");
  EXPECT_FALSE(error("curriculum.stages").isEmpty());
  EXPECT_FALSE(start()->isEnabled());
  EXPECT_TRUE(child<QLabel>("problem")->text().contains(QStringLiteral("Stages m")));
  type("curriculum.stages", "abc");
  EXPECT_FALSE(error("curriculum.stages").isEmpty());
  type("curriculum.stages", "3");
  EXPECT_TRUE(error("curriculum.stages").isEmpty());
  EXPECT_TRUE(start()->isEnabled());
}

TEST_F(NewRunDialogTest, WhatDoesNotFitTogetherIsSaidBesideTheFieldItBelongsTo) {
  type("data.train_limit", "20");  // two of each class
  EXPECT_FALSE(error("curriculum.stages").isEmpty()) << "five stages leave the first one empty";
  EXPECT_FALSE(start()->isEnabled());
  type("data.train_limit", "0");
  type("training.epochs", "3");
  EXPECT_FALSE(error("training.epochs").isEmpty()) << "five stages need five epochs";
}

TEST_F(NewRunDialogTest, APresetFillsTheForm) {
  auto* preset = child<QComboBox>("preset");
  const int ce = preset->findData(QStringLiteral("ce"));
  ASSERT_GE(ce, 0);
  preset->setCurrentIndex(ce);
  Q_EMIT preset->activated(ce);
  EXPECT_EQ(dialog_.config(), find_preset("ce")->config);
  type("training.epochs", "12");
  EXPECT_EQ(preset->currentIndex(), -1) << "an edited preset is none any more";
}

TEST_F(NewRunDialogTest, ANetworkBeyondThoseOfferedIsShownAndKept) {
  ExperimentConfig config = find_preset("kd")->config;
  config.teacher.model = "wrn_28_10";
  dialog_.setConfig(config, QStringLiteral("old run"), "0123456789ab");
  EXPECT_EQ(child<QComboBox>("teacher.model")->currentText(), QStringLiteral("wrn_28_10"));
  EXPECT_EQ(dialog_.config(), config);
  EXPECT_TRUE(start()->isEnabled());
}

TEST_F(NewRunDialogTest, AnEditedCopyKnowsItsParent) {
  ExperimentConfig config = find_preset("kd")->config;
  config.seed = 7;
  dialog_.setConfig(config, QStringLiteral("old run"), "0123456789ab");
  EXPECT_EQ(dialog_.config(), config);
  RunId parent;
  QObject::connect(&dialog_, &NewRunDialog::startRequested,
                   [&](const ExperimentConfig&, const QString&, const RunId& from) { parent = from; });
  start()->click();
  EXPECT_EQ(parent, "0123456789ab");
}

TEST_F(NewRunDialogTest, TheConfigurationIsCopiedAsItWouldBeStored) {
  child<QPushButton>("copyJson")->click();
  const auto copied = parse_config(QApplication::clipboard()->text().toStdString(), "clipboard");
  ASSERT_TRUE(copied);
  EXPECT_EQ(*copied, resolve(find_preset("tc3kd")->config));
}

TEST_F(NewRunDialogTest, TheSearchFindsFieldsOfEveryPage) {
  child<QLineEdit>("search")->setText(QStringLiteral("weight decay"));
  EXPECT_TRUE(child<QLineEdit>("training.weight_decay")->isVisible());
  EXPECT_TRUE(child<QLineEdit>("teacher.weight_decay")->isVisible());
  EXPECT_FALSE(child<QLineEdit>("curriculum.stages")->isVisible());
}

TEST_F(NewRunDialogTest, FieldsThatTheRunDoesNotUseAreLeftOut) {
  EXPECT_TRUE(child<QCheckBox>("curriculum.balanced")->isVisible());
  type("curriculum.stages", "1");
  EXPECT_FALSE(child<QCheckBox>("curriculum.balanced")->isVisible());
}

}  // namespace
}  // namespace tc3kd::ui
