// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include <algorithm>

#include <QAction>
#include <QDialog>
#include <QLabel>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <gtest/gtest.h>

#include "tests/support/fake_engine.h"
#include "tests/support/temporary_store.h"
#include "ui/bridge/run_controller.h"
#include "ui/pages/board_page.h"
#include "ui/pages/first_run_page.h"
#include "ui/pages/runs_page.h"
#include "ui/settings/window_settings.h"
#include "ui/window/info_bar.h"

namespace tc3kd::ui {
namespace {

/// A window on a store of its own, with settings of its own.
class MainWindowTest : public ::testing::Test {
 protected:
  MainWindowTest() {
    QCoreApplication::setOrganizationName(QStringLiteral("tc3kd-test"));
    QCoreApplication::setApplicationName(QStringLiteral("workbench"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings_.path());
    QSettings().clear();
  }

  void open(FakeEngineOptions options = {}) {
    engine_ = std::make_unique<FakeEngine>(options);
    controller_ = std::make_unique<RunController>(store_.path(), *engine_);
    watcher_ = std::make_unique<StoreWatcher>(store_.path());
    makeWindow();
  }
  void makeWindow() {
    window_ = std::make_unique<MainWindow>(*watcher_, *controller_);
    window_->resize(1440, 900);
    window_->show();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window_.get()));
  }
  void TearDown() override {
    window_.reset();
    watcher_.reset();
    controller_.reset();
  }

  RunId start(const ExperimentConfig& config, const QString& name) {
    RunId id;
    const auto connection =
        QObject::connect(controller_.get(), &RunController::started, [&](const RunId& run) { id = run; });
    controller_->start(config, name);
    EXPECT_TRUE(QTest::qWaitFor([&] { return !id.empty(); }));
    QObject::disconnect(connection);
    return id;
  }
  bool waitForStatus(const RunId& id, RunStatus status) {
    return QTest::qWaitFor([&] {
      const auto runs = watcher_->runs();
      return std::any_of(runs->begin(), runs->end(),
                         [&](const auto& run) { return run.id == id && run.status == status; });
    });
  }
  QAction* action(const char* name) { return window_->findChild<QAction*>(QLatin1String(name)); }
  template <class T>
  T* child(const char* name) {
    return window_->findChild<T*>(QLatin1String(name));
  }
  QWidget* shownPage() { return child<QStackedWidget>("pageStack")->currentWidget(); }

  /// Presses a button of the message box that the next event loop opens.
  void answer(const char* button) {
    QTimer::singleShot(0, window_.get(), [this, button] {
      auto* box = child<QMessageBox>("stopQuestion");
      ASSERT_NE(box, nullptr);
      ++questions_;
      box->findChild<QPushButton*>(QLatin1String(button))->click();
    });
  }

  TemporaryStore store_;
  QTemporaryDir settings_;
  std::unique_ptr<FakeEngine> engine_;
  std::unique_ptr<RunController> controller_;
  std::unique_ptr<StoreWatcher> watcher_;
  std::unique_ptr<MainWindow> window_;
  int questions_ = 0;
};

FakeEngineOptions slowly(double events_per_second) {
  FakeEngineOptions options;
  options.events_per_second = events_per_second;
  return options;
}

TEST_F(MainWindowTest, AnEmptyStoreOffersTheDemoAndOneClickLeadsToTheBoardOfWhatRuns) {
  open(slowly(100));
  ASSERT_TRUE(QTest::qWaitFor([&] { return qobject_cast<FirstRunPage*>(shownPage()) != nullptr; }));
  Q_EMIT window_->findChild<FirstRunPage*>()->demoRequested();
  EXPECT_EQ(window_->page(), Page::Board);
  ASSERT_TRUE(QTest::qWaitFor(
      [&] { return controller_->current().has_value() && window_->boardPage().run() == *controller_->current(); }));
  const RunId first = window_->boardPage().run();
  controller_->stop(first);
  ASSERT_TRUE(QTest::qWaitFor([&] { return window_->boardPage().run() != first; }));
  EXPECT_EQ(window_->boardPage().run(), controller_->current().value_or(""));
}

TEST_F(MainWindowTest, KeysLeadToThePages) {
  open();
  const RunId id = start(small_config(), QStringLiteral("one"));
  ASSERT_TRUE(waitForStatus(id, RunStatus::finished));
  ASSERT_TRUE(QTest::qWaitFor([&] { return shownPage() == &window_->runsPage(); }));
  QTest::keyClick(window_.get(), Qt::Key_2, Qt::ControlModifier);
  EXPECT_EQ(shownPage(), &window_->boardPage());
  EXPECT_EQ(window_->boardPage().run(), id);
  QTest::keyClick(window_.get(), Qt::Key_3, Qt::ControlModifier);
  EXPECT_EQ(window_->page(), Page::Compare);
  EXPECT_TRUE(action("showCompare")->isChecked());
  QTest::keyClick(window_.get(), Qt::Key_F, Qt::ControlModifier);
  EXPECT_EQ(shownPage(), &window_->runsPage());
  QTest::keyClick(window_.get(), Qt::Key_N, Qt::ControlModifier);
  EXPECT_TRUE(QTest::qWaitFor([&] { return window_->findChild<QDialog*>() != nullptr; }));
}

TEST_F(MainWindowTest, TheRunMenuSteersTheRunAndKnowsWhatCanBeDone) {
  open(slowly(200));
  const RunId id = start(small_config(3, 3000), QStringLiteral("long"));
  window_->openRun(id);
  ASSERT_TRUE(QTest::qWaitFor([&] { return action("pause")->isEnabled(); }));
  EXPECT_FALSE(action("continue")->isEnabled());
  QTest::keyClick(window_.get(), Qt::Key_P, Qt::ControlModifier);
  ASSERT_TRUE(QTest::qWaitFor([&] { return action("continue")->isEnabled(); }));
  EXPECT_FALSE(action("pause")->isEnabled());
  action("continue")->trigger();
  ASSERT_TRUE(waitForStatus(id, RunStatus::running));
  QTest::keyClick(window_.get(), Qt::Key_Period, Qt::ControlModifier);
  ASSERT_TRUE(waitForStatus(id, RunStatus::stopped));
  EXPECT_FALSE(action("stop")->isEnabled());
}

TEST_F(MainWindowTest, SideBarAndStatusBarSayWhatRunsAndWhatWaits) {
  open(slowly(200));
  const RunId first = start(small_config(3, 3000), QStringLiteral("first run"));
  start(small_config(3, 3000), QStringLiteral("second run"));
  ASSERT_TRUE(QTest::qWaitFor([&] {
    return child<QLabel>("statusStage")->text() == QStringLiteral("stage 1 of 3") &&
           child<QLabel>("queueWaiting")->text() == QStringLiteral("1 waiting");
  }));
  EXPECT_TRUE(child<QLabel>("statusRun")->text().endsWith(QStringLiteral("first run")));
  EXPECT_TRUE(child<QLabel>("statusEpoch")->text().endsWith(QStringLiteral("of 3,000")));
  EXPECT_TRUE(QTest::qWaitFor([&] { return child<QProgressBar>("statusProgress")->value() > 0; }));
  EXPECT_TRUE(child<QWidget>("queueBox")->isVisible());
  QTest::mouseClick(child<QWidget>("queueBox"), Qt::LeftButton);
  EXPECT_EQ(window_->page(), Page::Board);
  EXPECT_EQ(window_->boardPage().run(), first);
}

TEST_F(MainWindowTest, ClosingWhileARunTrainsAsksAndDoesWhatIsAnswered) {
  open(slowly(200));
  const RunId id = start(small_config(3, 3000), QStringLiteral("long"));
  ASSERT_TRUE(waitForStatus(id, RunStatus::running));
  answer("keepRunning");
  EXPECT_FALSE(window_->close());
  EXPECT_TRUE(window_->isVisible());
  EXPECT_EQ(controller_->current(), id);
  answer("stopAndQuit");
  EXPECT_TRUE(window_->close());
  EXPECT_FALSE(window_->isVisible());
  EXPECT_EQ(questions_, 2);
  window_.reset();
  controller_.reset();
  auto reader = RunReader::open(store_.path());
  EXPECT_EQ(reader->run(id)->status, RunStatus::stopped);
}

TEST_F(MainWindowTest, ClosingWithoutARunAsksNothing) {
  open();
  EXPECT_TRUE(window_->close());
}

TEST_F(MainWindowTest, WhatCannotBeDoneStandsAboveThePageUntilItIsDismissed) {
  open();
  auto* info = window_->findChild<InfoBar*>();
  EXPECT_FALSE(info->isVisible());
  controller_->pause("0123456789ab");
  ASSERT_TRUE(QTest::qWaitFor([&] { return info->isVisible(); }));
  EXPECT_TRUE(info->text().contains(QStringLiteral("0123456789ab"))) << info->text().toStdString();
  QTest::mouseClick(info->findChild<QPushButton*>(QStringLiteral("dismissInfo")), Qt::LeftButton);
  EXPECT_FALSE(info->isVisible());
}

TEST_F(MainWindowTest, AHiddenWindowDoesNotReadTheStoreAndCatchesUpWhenItIsShown) {
  open();
  ASSERT_TRUE(QTest::qWaitFor([&] { return qobject_cast<FirstRunPage*>(shownPage()) != nullptr; }));
  window_->hide();
  bool asked = false;  // what was under way when the window was hidden is over when this is answered
  watcher_->read<std::int64_t>(
      window_.get(), [](RunReader& reader) { return reader.change_counter(); },
      [&](const Result<std::int64_t>&) { asked = true; });
  ASSERT_TRUE(QTest::qWaitFor([&] { return asked; }));
  QSignalSpy changes(watcher_.get(), &StoreWatcher::runsChanged);
  const RunId id = start(small_config(), QStringLiteral("unseen"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return !controller_->current().has_value(); }));
  EXPECT_FALSE(QTest::qWaitFor([&] { return changes.count() > 0; }, 300));
  window_->show();
  EXPECT_TRUE(waitForStatus(id, RunStatus::finished));
}

TEST_F(MainWindowTest, TheLayoutIsKeptAndOneOfAnotherVersionForgotten) {
  open();
  window_->resize(1180, 760);
  ASSERT_TRUE(window_->close());
  window_ = std::make_unique<MainWindow>(*watcher_, *controller_);
  EXPECT_EQ(window_->size(), QSize(1180, 760));
  QSettings().setValue(QStringLiteral("window/version"), 0);
  window_ = std::make_unique<MainWindow>(*watcher_, *controller_);
  EXPECT_NE(window_->size(), QSize(1180, 760));
}

TEST_F(MainWindowTest, BelowElevenHundredPixelsTheSideBarShowsIconsOnly) {
  open();
  auto* side = window_->findChild<SideBar*>();
  EXPECT_EQ(side->width(), 184);
  window_->resize(1024, 700);
  ASSERT_TRUE(QTest::qWaitFor([&] { return side->width() < 100; }));
  EXPECT_EQ(window_->width(), 1024);  // nothing in the pages is wider than that
  EXPECT_LE(window_->height(), 700);
}

TEST_F(MainWindowTest, ThemeAndLanguageAreChosenInTheMenuAndRemembered) {
  open();
  action("theme-dark")->trigger();
  EXPECT_TRUE(Theme::instance().dark());
  EXPECT_EQ(savedTheme(), Theme::Mode::Dark);
  action("theme-light")->trigger();
  EXPECT_FALSE(Theme::instance().dark());
  QSignalSpy languages(window_.get(), &MainWindow::languageChosen);
  action("language-zh_CN")->trigger();
  ASSERT_EQ(languages.count(), 1);
  EXPECT_EQ(languages[0][0].toString(), QStringLiteral("zh_CN"));
}

}  // namespace
}  // namespace tc3kd::ui
