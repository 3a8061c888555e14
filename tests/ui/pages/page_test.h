// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QCoreApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QUndoStack>

#include <gtest/gtest.h>

#include "tests/support/fake_engine.h"
#include "tests/support/temporary_store.h"
#include "ui/bridge/run_controller.h"
#include "ui/bridge/store_watcher.h"

namespace tc3kd::ui {

/// A store with a fake engine behind it, for tests of single pages.
class PageTest : public ::testing::Test {
 protected:
  explicit PageTest(FakeEngineOptions options = {})
      : engine_(options), controller_(store_.path(), engine_), watcher_(store_.path()) {
    QCoreApplication::setOrganizationName(QStringLiteral("tc3kd-test"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings_.path());
    QSettings().clear();
  }

  /// Runs to the end and is listed as finished.
  RunId finishedRun(const ExperimentConfig& config, const char* name) {
    RunId id;
    const auto connection =
        QObject::connect(&controller_, &RunController::started, [&](const RunId& run) { id = run; });
    controller_.start(config, QString::fromUtf8(name));
    EXPECT_TRUE(QTest::qWaitFor([&] { return !id.empty() && hasStatus(id, RunStatus::finished); }));
    QObject::disconnect(connection);
    return id;
  }
  [[nodiscard]] const RunSummary* find(const RunId& id) const {
    for (const RunSummary& run : *watcher_.runs()) {
      if (run.id == id) return &run;
    }
    return nullptr;
  }
  [[nodiscard]] bool hasStatus(const RunId& id, RunStatus status) const {
    return find(id) != nullptr && find(id)->status == status;
  }

  const QTemporaryDir settings_;
  TemporaryStore store_;
  FakeEngine engine_;
  RunController controller_;
  StoreWatcher watcher_;
  QUndoStack undo_;
};

}  // namespace tc3kd::ui
