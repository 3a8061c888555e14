// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/run_service.h"

#include <atomic>
#include <mutex>
#include <thread>

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/domain/events/event_codec.h"
#include "tests/support/fake_engine.h"
#include "tests/support/temporary_store.h"

namespace tc3kd {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> texts(const std::vector<RunEvent>& events) {
  std::vector<std::string> all;
  for (const RunEvent& e : events)
    all.push_back(std::to_string(e.seq) + " " + event_kind(e.body) + " " + event_to_json(e.body).dump());
  return all;
}

class RunServiceTest : public ::testing::Test {
 protected:
  RunReader reader() { return RunReader::open(store_.path()).value(); }
  RunStatus status(const RunId& id) { return reader().run(id)->status; }
  std::vector<RunEvent> events(const RunId& id) { return *reader().read_since(id, 0); }
  /// How many events the small run has when nobody interferes: of the second one, which reuses the first one's teacher.
  std::int64_t all_events() {
    FakeEngine engine;
    RunService service(store_.path(), engine);
    RunControl control;
    static_cast<void>(service.run_now(small_config(), "first", control, {}));
    const RunId id = service.run_now(small_config(), "second", control, {}).value();
    return std::ssize(events(id));
  }

  TemporaryStore store_;
};

TEST_F(RunServiceTest, WhatIsSeenLiveIsWhatIsStored) {
  FakeEngine engine;
  RunService service(store_.path(), engine);
  RunControl control;
  std::vector<RunEvent> seen;
  const RunId id = service.run_now(small_config(), "a", control, [&](const RunEvent& e) { seen.push_back(e); }).value();
  EXPECT_EQ(texts(seen), texts(events(id)));
  EXPECT_EQ(status(id), RunStatus::finished);
  const RunHistory history = reader().history(id).value();
  EXPECT_EQ(history.gaps(), 0);
  EXPECT_EQ(history.epochs().size(), 6U);
  EXPECT_TRUE(reader().file(*history.ended()->weights));
}

TEST_F(RunServiceTest, StopsAtEveryEvent) {
  const std::int64_t all = all_events();
  for (std::int64_t at = 1; at < all; ++at) {
    RunControl control;
    FakeEngineOptions options;
    options.before_event = [&](std::int64_t event) {
      if (event == at) control.stop();
    };
    FakeEngine engine(options);
    RunService service(store_.path(), engine);
    const RunId id = service.run_now(small_config(), "stopped", control, {}).value();
    EXPECT_EQ(status(id), RunStatus::stopped) << "at event " << at;
    const auto stored = events(id);
    EXPECT_TRUE(std::holds_alternative<RunEnded>(stored.back().body)) << "at event " << at;
    EXPECT_EQ(reader().history(id)->gaps(), 0);
  }
}

TEST_F(RunServiceTest, PausesAndGoesOnAtEveryEvent) {
  const std::int64_t all = all_events();
  for (std::int64_t at = 1; at < all; ++at) {
    RunControl control;
    FakeEngineOptions options;
    options.before_event = [&](std::int64_t event) {
      if (event == at) control.pause();
    };
    FakeEngine engine(options);
    RunService service(store_.path(), engine);
    bool paused = false;
    const RunId id = service
                         .run_now(small_config(), "paused", control,
                                  [&](const RunEvent& e) {
                                    if (const auto* change = std::get_if<PauseChanged>(&e.body);
                                        change != nullptr && change->paused) {
                                      paused = true;
                                      control.resume();
                                    }
                                  })
                         .value();
    EXPECT_TRUE(paused) << "at event " << at;
    EXPECT_EQ(status(id), RunStatus::finished) << "at event " << at;
    EXPECT_EQ(std::ssize(events(id)), all + 2) << "at event " << at;
  }
}

TEST_F(RunServiceTest, AnErrorOrAnExceptionOfTheEngineIsAFailedRun) {
  for (const bool throws : {false, true}) {
    FakeEngineOptions options;
    options.fail_at_event = 8;
    options.throws = throws;
    FakeEngine engine(options);
    RunService service(store_.path(), engine);
    RunControl control;
    const RunId id = service.run_now(small_config(), "fails", control, {}).value();
    const RunSummary run = reader().run(id).value();
    EXPECT_EQ(run.status, RunStatus::failed);
    ASSERT_TRUE(run.error);
    EXPECT_EQ(run.error->code, throws ? ErrorCode::engine_failure : ErrorCode::diverged);
    EXPECT_EQ(std::ssize(events(id)), 8) << "seven before the failure, and the end";
  }
}

TEST_F(RunServiceTest, AStoreThatTakesNoMoreEndsTheRunAndKeepsWhatItHas) {
  SQLite::Database(store_.path().database.string(), SQLite::OPEN_READWRITE)
      .exec("CREATE TRIGGER refuse BEFORE INSERT ON event WHEN NEW.seq > 6 BEGIN SELECT RAISE(ABORT, 'refused'); END");
  FakeEngineOptions options;
  options.events_per_second = 30;  // so that some events are committed before the seventh
  FakeEngine engine(options);
  RunService service(store_.path(), engine);
  RunControl control;
  const auto id = service.run_now(small_config(), "refused", control, {});
  ASSERT_FALSE(id);
  const auto runs = reader().runs().value();
  ASSERT_EQ(runs.size(), 1U);
  EXPECT_GE(runs[0].last_seq, 1);
  EXPECT_LE(runs[0].last_seq, 6);
  EXPECT_EQ(reader().history(runs[0].id)->last_seq(), runs[0].last_seq);
}

TEST_F(RunServiceTest, TheQueueIsWorkedOffInItsOrder) {
  std::mutex mutex;
  std::vector<RunId> order;
  FakeEngine engine;
  RunService service(store_.path(), engine);
  const RunId a = service.enqueue(small_config(), "a").value(), b = service.enqueue(small_config(), "b").value(),
              c = service.enqueue(small_config(), "c").value(), d = service.enqueue(small_config(), "d").value();
  ASSERT_TRUE(service.move_queued(c, -1));
  ASSERT_TRUE(service.stop(d));
  EXPECT_EQ(status(d), RunStatus::stopped);
  service.work_queue(true);
  ASSERT_TRUE(service.wait_idle(20));
  for (const RunId& id : {a, b, c}) EXPECT_EQ(status(id), RunStatus::finished);
  const auto began = [&](const RunId& id) { return events(id).front().unix_ms; };
  EXPECT_LE(began(a), began(c));
  EXPECT_LE(began(c), began(b));
}

TEST_F(RunServiceTest, OneFailureDoesNotStopTheQueue) {
  std::atomic<int> started = 0;
  FakeEngineOptions options;
  options.before_event = [&](std::int64_t event) {
    if (event == 3 && ++started == 1) throw std::runtime_error("the first run's");
  };
  FakeEngine engine(options);
  RunService service(store_.path(), engine);
  const RunId a = service.enqueue(small_config(), "a").value(), b = service.enqueue(small_config(), "b").value();
  service.work_queue(true);
  ASSERT_TRUE(service.wait_idle(20));
  EXPECT_EQ(status(a), RunStatus::failed);
  EXPECT_EQ(status(b), RunStatus::finished);
}

TEST_F(RunServiceTest, AnotherServiceSteersTheRunThroughTheStore) {
  FakeEngineOptions options;
  options.events_per_second = 20;
  FakeEngine slow(options), other;
  RunService owner(store_.path(), slow), visitor(store_.path(), other);
  const RunId id = owner.enqueue(small_config(3, 30), "slow").value();
  owner.work_queue(true);
  ASSERT_TRUE(wait_until([&] { return status(id) == RunStatus::running; }));
  ASSERT_TRUE(visitor.pause(id));
  ASSERT_TRUE(wait_until([&] { return status(id) == RunStatus::paused; }));
  ASSERT_TRUE(visitor.resume(id));
  ASSERT_TRUE(wait_until([&] { return status(id) == RunStatus::running; }));
  ASSERT_TRUE(visitor.stop(id));
  ASSERT_TRUE(wait_until([&] { return status(id) == RunStatus::stopped; }));
  EXPECT_EQ(visitor.stop(id).error().code, ErrorCode::run_not_active);
}

TEST_F(RunServiceTest, TheEndOfTheServiceStopsItsRun) {
  FakeEngineOptions options;
  options.events_per_second = 20;
  FakeEngine slow(options);
  RunId id;
  {
    RunService service(store_.path(), slow);
    id = service.enqueue(small_config(3, 300), "long").value();
    service.work_queue(true);
    ASSERT_TRUE(wait_until([&] { return status(id) == RunStatus::running; }));
    EXPECT_EQ(service.current(), id);
  }
  EXPECT_EQ(status(id), RunStatus::stopped);
}

TEST_F(RunServiceTest, RunsAreRenamedTrashedAndPurged) {
  FakeEngine engine;
  RunService service(store_.path(), engine);
  RunControl control;
  const RunId id = service.run_now(small_config(), "a", control, {}).value();
  ASSERT_TRUE(service.rename(id, "b"));
  EXPECT_EQ(reader().run(id)->name, "b");
  ASSERT_TRUE(service.set_trashed({id}, true));
  EXPECT_TRUE(reader().runs()->empty());
  ASSERT_TRUE(service.set_trashed({id}, false));
  EXPECT_EQ(reader().runs()->size(), 1U);
  ASSERT_TRUE(service.set_trashed({id}, true));
  EXPECT_GT(service.purge({id}).value(), 0);
  EXPECT_TRUE(reader().runs(/*with_trash=*/true)->empty());
}

TEST_F(RunServiceTest, TheStoredConfigurationIsTheResolvedOne) {
  FakeEngine engine;
  RunService service(store_.path(), engine);
  const RunId id = service.enqueue(small_config(), "a", "0123456789ab").value();
  const RunSummary run = reader().run(id).value();
  EXPECT_EQ(run.parent, "0123456789ab");
  EXPECT_THAT(run.config_json, ::testing::HasSubstr("0.286040597"));
}

}  // namespace
}  // namespace tc3kd
