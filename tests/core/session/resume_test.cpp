// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that are stopped at every event and go on: the history is that of a run that nobody stopped.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/domain/analysis/repetition.h"
#include "core/domain/events/event_codec.h"
#include "core/session/run_service.h"
#include "core/store/artefact_files.h"
#include "tests/support/fake_engine.h"
#include "tests/support/temporary_store.h"

namespace tc3kd {
namespace {

class SessionResumeTest : public ::testing::Test {
 protected:
  RunReader reader() { return RunReader::open(store_.path()).value(); }
  RunHistory history(const RunId& id) { return reader().history(id).value(); }

  static FakeEngineOptions with_checkpoints() {
    FakeEngineOptions options;
    options.checkpoints = true;
    return options;
  }

  /// A run that is stopped at its event number `at`.
  RunId stopped_run(std::int64_t at) {
    RunControl control;
    FakeEngineOptions options = with_checkpoints();
    options.before_event = [&](std::int64_t event) {
      if (event == at) control.stop();
    };
    FakeEngine engine(options);
    RunService service(store_.path(), engine);
    return service.run_now(small_config(), "stopped", control, {}).value();
  }

  /// A run that is stopped as soon as it has so many checkpoints.
  RunId stopped_with_checkpoints(std::size_t count) {
    for (std::int64_t at = 1;; ++at) {
      const RunId id = stopped_run(at);
      if (reader().checkpoints(id)->size() == count) return id;
    }
  }

  Result<void> resume(const RunId& id, FakeEngineOptions options = with_checkpoints()) {
    FakeEngine engine(options);
    RunService service(store_.path(), engine);
    RunControl control;
    return service.reopen_now(id, control, {});
  }

  TemporaryStore store_;
};

TEST_F(SessionResumeTest, GoesOnFromEveryEvent) {
  FakeEngine engine(with_checkpoints());
  RunService service(store_.path(), engine);
  RunControl control;
  const RunId whole = service.run_now(small_config(), "whole", control, {}).value();
  const std::int64_t events = reader().run(whole)->last_seq;
  for (std::int64_t at = 1; at < events; ++at) {
    const RunId id = stopped_run(at);
    if (reader().run(id)->status == RunStatus::finished) break;
    ASSERT_TRUE(resume(id)) << "at event " << at;
    EXPECT_EQ(reader().run(id)->status, RunStatus::finished) << "at event " << at;
    const RunHistory after = history(id);
    EXPECT_EQ(after.gaps(), 0);
    EXPECT_EQ(after.epochs().size(), history(whole).epochs().size());
    EXPECT_EQ(after.stages().size(), 3u);
    const auto difference = first_difference(history(whole), after);
    EXPECT_FALSE(difference) << "at event " << at << ": " << difference->field;
  }
}

TEST_F(SessionResumeTest, ADamagedCheckpointGivesWayToTheOneBefore) {
  const RunId id = stopped_with_checkpoints(2);
  const auto newest = std::get<CheckpointSaved>(reader().checkpoints(id)->front().body);
  std::filesystem::resize_file(artefact_file(store_.path(), newest.file), 3);
  ASSERT_TRUE(resume(id));
  EXPECT_EQ(reader().run(id)->status, RunStatus::finished);
  EXPECT_EQ(history(id).epochs().size(), 6u);
  EXPECT_EQ(history(id).gaps(), 0);
}

TEST_F(SessionResumeTest, OtherDataAreRefusedAndNothingIsLost) {
  const RunId id = stopped_run(20);
  const std::size_t epochs = history(id).epochs().size();
  FakeEngineOptions other = with_checkpoints();
  other.pictures = "other pictures";
  ASSERT_TRUE(resume(id, other));
  const auto run = reader().run(id).value();
  EXPECT_EQ(run.status, RunStatus::failed);
  ASSERT_TRUE(run.error);
  EXPECT_EQ(run.error->code, ErrorCode::data_changed);
  EXPECT_EQ(history(id).epochs().size(), epochs);
  ASSERT_TRUE(resume(id));  // with the old data it goes on
  EXPECT_EQ(reader().run(id)->status, RunStatus::finished);
}

TEST_F(SessionResumeTest, ThroughTheQueue) {
  const RunId id = stopped_run(20);
  FakeEngine engine(with_checkpoints());
  RunService service(store_.path(), engine);
  service.work_queue(true);
  ASSERT_TRUE(service.reopen(id));
  ASSERT_TRUE(service.wait_idle(20));
  EXPECT_EQ(reader().run(id)->status, RunStatus::finished);
  EXPECT_EQ(service.reopen(id).error().code, ErrorCode::run_not_resumable);
}

TEST_F(SessionResumeTest, SecondsOfAllSessionsCount) {
  const RunId id = stopped_with_checkpoints(2);
  const double before = std::get<CheckpointSaved>(reader().checkpoints(id)->front().body).seconds;
  ASSERT_TRUE(resume(id));
  EXPECT_GE(history(id).ended()->seconds, before);
}

TEST_F(SessionResumeTest, ARepeatHasTheSameConfigurationAndNamesItsOriginal) {
  FakeEngine engine(with_checkpoints());
  RunService service(store_.path(), engine);
  RunControl control;
  const RunId original = service.run_now(small_config(), "original", control, {}).value();
  const RunId repeat = service.run_again(original, control, {}).value();
  EXPECT_EQ(reader().run(repeat)->config_json, reader().run(original)->config_json);
  EXPECT_EQ(reader().run(repeat)->parent, original);
  EXPECT_FALSE(first_difference(history(original), history(repeat)));

  FakeEngineOptions other;
  other.pictures = "other pictures";
  FakeEngine changed(other);
  RunService later(store_.path(), changed);
  const std::size_t runs = reader().runs()->size();
  EXPECT_EQ(later.run_again(original, control, {}).error().code, ErrorCode::data_changed);
  EXPECT_EQ(reader().runs()->size(), runs);
}

}  // namespace
}  // namespace tc3kd
