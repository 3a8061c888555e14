// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <fstream>
#include <thread>

#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include "core/domain/config/presets.h"
#include "tests/support/fake_engine.h"
#include "tests/support/temporary_store.h"
#include "ui/bridge/run_controller.h"
#include "ui/bridge/store_watcher.h"

namespace tc3kd::ui {
namespace {

const RunSummary* runOf(const StoreWatcher& watcher, const RunId& id) {
  for (const RunSummary& run : *watcher.runs()) {
    if (run.id == id) return &run;
  }
  return nullptr;
}

bool hasStatus(const StoreWatcher& watcher, const RunId& id, RunStatus status) {
  const RunSummary* run = runOf(watcher, id);
  return run != nullptr && run->status == status;
}

class Bridge : public ::testing::Test {
 protected:
  /// Starts a run and returns its id once it is stored.
  RunId started(RunController& controller, const ExperimentConfig& config, const QString& name) {
    RunId id;
    const auto connection = QObject::connect(&controller, &RunController::started, [&](const RunId& run) { id = run; });
    controller.start(config, name);
    EXPECT_TRUE(QTest::qWaitFor([&] { return !id.empty(); }));
    QObject::disconnect(connection);
    return id;
  }

  TemporaryStore store_;
};

TEST_F(Bridge, EveryStoredEventOfARunReachesTheWindow) {
  FakeEngine engine;
  StoreWatcher watcher(store_.path());
  RunController controller(store_.path(), engine);
  const RunId id = started(controller, small_config(), QStringLiteral("first"));
  watcher.watch(id);
  ASSERT_TRUE(QTest::qWaitFor([&] { return watcher.history(id) && watcher.history(id)->ended(); }));

  auto reader = RunReader::open(store_.path());
  ASSERT_TRUE(reader);
  const auto stored = reader->history(id);
  ASSERT_TRUE(stored);
  EXPECT_EQ(watcher.history(id)->last_seq(), stored->last_seq());
  EXPECT_EQ(watcher.history(id)->event_count(), stored->event_count());
  EXPECT_EQ(watcher.history(id)->gaps(), 0);
  EXPECT_EQ(watcher.history(id)->epochs(), stored->epochs());
  ASSERT_EQ(watcher.history(id)->epochs().size(), 6U);

  ASSERT_TRUE(QTest::qWaitFor([&] { return hasStatus(watcher, id, RunStatus::finished); }));
  EXPECT_EQ(runOf(watcher, id)->name, "first");
}

TEST_F(Bridge, ARunIsForgottenWithItsLastWatcherAndReadAgainForTheNext) {
  FakeEngine engine;
  StoreWatcher watcher(store_.path());
  RunController controller(store_.path(), engine);
  const RunId id = started(controller, small_config(), QStringLiteral("first"));
  watcher.watch(id);
  watcher.watch(id);
  ASSERT_TRUE(QTest::qWaitFor([&] { return watcher.history(id) && watcher.history(id)->ended(); }));
  watcher.unwatch(id);
  EXPECT_NE(watcher.history(id), nullptr);
  watcher.unwatch(id);
  EXPECT_EQ(watcher.history(id), nullptr);

  QSignalSpy changes(&watcher, &StoreWatcher::historyChanged);
  watcher.watch(id);
  ASSERT_TRUE(QTest::qWaitFor([&] { return watcher.history(id) != nullptr; }));
  EXPECT_TRUE(watcher.history(id)->ended());
  EXPECT_EQ(changes.count(), 1);
}

TEST_F(Bridge, AnIdleStoreSaysNothingAndAHiddenWindowIsNotTold) {
  FakeEngine engine;
  StoreWatcher watcher(store_.path());
  RunController controller(store_.path(), engine);
  ASSERT_TRUE(QTest::qWaitFor([&] { return watcher.runs()->empty(); }));
  watcher.setInterval(0);
  int answers = 0;
  watcher.read<std::int64_t>(
      &watcher, [](RunReader& reader) { return reader.change_counter(); },
      [&](Result<std::int64_t> counter) { answers += counter ? 1 : 0; });
  ASSERT_TRUE(QTest::qWaitFor([&] { return answers == 1; }));

  QSignalSpy changes(&watcher, &StoreWatcher::runsChanged);
  const RunId id = started(controller, small_config(), QStringLiteral("unseen"));
  bool finished = false;
  const auto look = [&] {
    watcher.read<RunSummary>(
        &watcher, [id](RunReader& reader) { return reader.run(id); },
        [&](Result<RunSummary> run) { finished = run && run->status == RunStatus::finished; });
    return finished;
  };
  ASSERT_TRUE(QTest::qWaitFor(look));
  EXPECT_EQ(changes.count(), 0);

  watcher.setInterval(20);
  ASSERT_TRUE(QTest::qWaitFor([&] { return hasStatus(watcher, id, RunStatus::finished); }));
  const auto told = changes.count();
  EXPECT_FALSE(QTest::qWaitFor([&] { return changes.count() > told; }, 200));
}

TEST_F(Bridge, AnUnreadableStoreIsToldOnceAndReadAgainWhenItIsBack) {
  const auto database = store_.path().database;
  const auto aside = database.string() + ".aside";
  std::filesystem::rename(database, aside);
  StoreWatcher watcher(store_.path());
  watcher.setInterval(10);
  QSignalSpy failures(&watcher, &StoreWatcher::failed);
  QSignalSpy recoveries(&watcher, &StoreWatcher::recovered);
  ASSERT_TRUE(QTest::qWaitFor([&] { return failures.count() == 1; }));
  EXPECT_FALSE(QTest::qWaitFor([&] { return failures.count() > 1; }, 150));
  std::filesystem::rename(aside, database);
  ASSERT_TRUE(QTest::qWaitFor([&] { return recoveries.count() == 1; }));
}

TEST_F(Bridge, AnAnswerForSomebodyWhoIsGoneIsDropped) {
  FakeEngine engine;
  StoreWatcher watcher(store_.path());
  RunController controller(store_.path(), engine);
  auto gone = std::make_unique<QObject>();
  int answers = 0;
  controller.ask<int>(
      gone.get(), [](TrainingEngine&) { return 1; }, [&](int value) { answers += value; });
  gone.reset();
  controller.ask<int>(
      &controller, [](TrainingEngine&) { return 10; }, [&](int value) { answers += value; });
  ASSERT_TRUE(QTest::qWaitFor([&] { return answers >= 10; }));
  EXPECT_EQ(answers, 10);
}

TEST_F(Bridge, ARunIsPausedContinuedAndStopped) {
  FakeEngineOptions options;
  options.events_per_second = 200;
  FakeEngine engine(options);
  StoreWatcher watcher(store_.path());
  RunController controller(store_.path(), engine);
  const RunId id = started(controller, small_config(3, 3000), QStringLiteral("long"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return hasStatus(watcher, id, RunStatus::running); }));
  EXPECT_EQ(controller.current(), id);
  controller.pause(id);
  ASSERT_TRUE(QTest::qWaitFor([&] { return hasStatus(watcher, id, RunStatus::paused); }));
  controller.resume(id);
  ASSERT_TRUE(QTest::qWaitFor([&] { return hasStatus(watcher, id, RunStatus::running); }));
  controller.stop(id);
  ASSERT_TRUE(QTest::qWaitFor([&] { return hasStatus(watcher, id, RunStatus::stopped); }));
  EXPECT_EQ(controller.current(), std::nullopt);
}

TEST_F(Bridge, RunsAreRenamedTrashedAndPurged) {
  FakeEngine engine;
  StoreWatcher watcher(store_.path());
  RunController controller(store_.path(), engine);
  const RunId id = started(controller, small_config(), QStringLiteral("old name"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return hasStatus(watcher, id, RunStatus::finished); }));
  controller.rename(id, QStringLiteral("neuer Name ü"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return runOf(watcher, id)->name == "neuer Name ü"; }));
  controller.setTrashed({id}, true);
  ASSERT_TRUE(QTest::qWaitFor([&] { return runOf(watcher, id)->trashed; }));
  QSignalSpy purges(&controller, &RunController::purged);
  controller.purge({id});
  ASSERT_TRUE(QTest::qWaitFor([&] { return purges.count() == 1; }));
  ASSERT_TRUE(QTest::qWaitFor([&] { return runOf(watcher, id) == nullptr; }));
}

TEST_F(Bridge, WhatCannotBeDoneIsTold) {
  FakeEngine engine;
  RunController controller(store_.path(), engine);
  QSignalSpy failures(&controller, &RunController::failed);
  controller.pause("0123456789ab");
  ASSERT_TRUE(QTest::qWaitFor([&] { return failures.count() == 1; }));
  EXPECT_EQ(failures[0][0].toString(), QStringLiteral("Pause run"));
  EXPECT_EQ(failures[0][1].value<Error>().code, ErrorCode::unknown_run);
}

TEST_F(Bridge, AnotherStoreIsImportedAndItsRunsAreCounted) {
  FakeEngine engine;
  const TemporaryStore other;
  {
    StoreWatcher watcher(other.path());
    RunController controller(other.path(), engine);
    const RunId id = started(controller, small_config(), QStringLiteral("elsewhere"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return hasStatus(watcher, id, RunStatus::finished); }));
  }
  RunController controller(store_.path(), engine);
  QSignalSpy imports(&controller, &RunController::imported);
  const auto path = QString::fromStdString(other.path().database.string());
  controller.importStore(path);
  controller.importStore(path);
  ASSERT_TRUE(QTest::qWaitFor([&] { return imports.count() == 2; }));
  EXPECT_EQ(imports[0], (QVariantList{1, 0}));
  EXPECT_EQ(imports[1], (QVariantList{0, 1}));
}

TEST_F(Bridge, TheDemoIsTheThreePresetsInOrder) {
  FakeEngineOptions options;
  options.events_per_second = 50;
  FakeEngine engine(options);
  StoreWatcher watcher(store_.path());
  RunController controller(store_.path(), engine);
  std::vector<RunId> ids;
  QObject::connect(&controller, &RunController::started, [&](const RunId& id) { ids.push_back(id); });
  controller.startDemo();
  ASSERT_TRUE(QTest::qWaitFor([&] { return ids.size() == 3 && runOf(watcher, ids[2]) != nullptr; }));
  EXPECT_EQ(runOf(watcher, ids[0])->name, default_run_name(find_preset("demo-ce")->config));
  EXPECT_EQ(runOf(watcher, ids[1])->name, default_run_name(find_preset("demo-kd")->config));
  EXPECT_EQ(runOf(watcher, ids[2])->name, default_run_name(find_preset("demo-tc3kd")->config));
}

TEST_F(Bridge, ClosingStopsTheRunningRunAndStoresThat) {
  FakeEngineOptions options;
  options.events_per_second = 200;
  FakeEngine engine(options);
  RunId id;
  {
    StoreWatcher watcher(store_.path());
    RunController controller(store_.path(), engine);
    id = started(controller, small_config(3, 3000), QStringLiteral("long"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return hasStatus(watcher, id, RunStatus::running); }));
    controller.rename(id, QStringLiteral("renamed at the end"));
  }
  auto reader = RunReader::open(store_.path());
  const auto run = reader->run(id);
  ASSERT_TRUE(run);
  EXPECT_EQ(run->status, RunStatus::stopped);
  EXPECT_EQ(run->name, "renamed at the end");
}

}  // namespace
}  // namespace tc3kd::ui
