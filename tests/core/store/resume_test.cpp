// SPDX-License-Identifier: GPL-3.0-or-later
// What the store does for a run that goes on: checkpoints, rewinding, taking the run up again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/store/artefact_files.h"
#include "core/store/run_reader.h"
#include "core/store/run_writer.h"
#include "tests/core/store/sample_events.h"
#include "tests/support/temporary_store.h"

namespace tc3kd {
namespace {

using ::testing::ElementsAre;

class ResumeTest : public ::testing::Test {
 protected:
  /// One checkpoint file a number.
  static Artefact file(int number) { return Artefact::file(Bytes(8, static_cast<std::byte>(number))); }

  void append(RunEventBody body, std::vector<Artefact> artefacts = {}) {
    ASSERT_TRUE(writer_.append(id_, {{++seq_, 1000 * seq_, std::move(body)}}, artefacts));
  }
  void append_checkpoint(int number, std::int64_t epoch) {
    append(CheckpointSaved{file(number).hash, "student", 1, epoch, 0, 1.0}, {file(number)});
  }
  void append_epoch(std::int64_t epoch, double top1) {
    EpochEnded ended;
    ended.epoch = epoch;
    ended.stage = 1;
    ended.test_top1 = top1;
    append(ended);
  }
  bool is_there(int number) { return std::filesystem::exists(artefact_file(store_.path(), file(number).hash)); }

  TemporaryStore store_;
  RunWriter writer_ = RunWriter::open(store_.path()).value();
  RunReader reader_ = RunReader::open(store_.path()).value();
  RunId id_ = writer_.create_claimed_run("a", "{}").value();
  std::int64_t seq_ = 0;
};

TEST_F(ResumeTest, OnlyTheNewestTwoCheckpointsStay) {
  for (int number = 1; number <= 4; ++number) append_checkpoint(number, number);
  EXPECT_FALSE(is_there(1));
  EXPECT_FALSE(is_there(2));
  EXPECT_TRUE(is_there(3));
  EXPECT_TRUE(is_there(4));
  const auto checkpoints = reader_.checkpoints(id_).value();
  ASSERT_EQ(checkpoints.size(), 4u);
  EXPECT_EQ(std::get<CheckpointSaved>(checkpoints.front().body).epoch, 4);
}

TEST_F(ResumeTest, AFinishedRunNeedsNone) {
  append_checkpoint(1, 1);
  append_checkpoint(2, 2);
  append(RunEnded{});
  EXPECT_FALSE(is_there(1));
  EXPECT_FALSE(is_there(2));
}

TEST_F(ResumeTest, ACheckpointThatAnotherRunNamesStays) {
  const RunId other = writer_.create_claimed_run("b", "{}").value();
  ASSERT_TRUE(writer_.append(other, {{1, 5, CheckpointSaved{file(1).hash, "student", 1, 1, 0, 1.0}}}, {file(1)}));
  append_checkpoint(1, 1);
  append(RunEnded{});
  EXPECT_TRUE(is_there(1));
}

TEST_F(ResumeTest, RewindingForgetsWhatCameAfter) {
  append(RunStarted{});
  append(StageStarted{1, 1, 1.0, 1, 4, 20});
  append_epoch(1, 50);
  append_checkpoint(1, 1);
  append_epoch(2, 70);
  TeacherReady teacher;
  teacher.key = "k";
  teacher.weights = file(9).hash;
  append(teacher, {file(9)});
  append_epoch(3, 60);
  ASSERT_TRUE(writer_.rewind(id_, 4));

  const auto run = reader_.run(id_).value();
  EXPECT_EQ(run.last_seq, 4);
  EXPECT_EQ(run.test_top1, 50);
  EXPECT_EQ(run.best_test_top1, 50);
  EXPECT_THAT(run.course, ElementsAre(50));
  EXPECT_EQ(run.status, RunStatus::running);
  EXPECT_EQ(reader_.history(id_)->epochs().size(), 1u);
  EXPECT_FALSE(reader_.find_teacher("k").value());
  EXPECT_EQ(reader_.generation(id_).value(), 1);
  seq_ = 4;
  append_epoch(2, 71);
  EXPECT_THAT(reader_.run(id_)->course, ElementsAre(50, 71));
  EXPECT_EQ(reader_.history(id_)->gaps(), 0);
}

TEST_F(ResumeTest, OnlyARunThatEndedEarlyIsTakenUpAgain) {
  EXPECT_EQ(writer_.requeue(id_).error().code, ErrorCode::run_not_resumable);  // it runs
  RunEnded stopped;
  stopped.status = RunStatus::stopped;
  append(stopped);
  ASSERT_TRUE(writer_.requeue(id_));
  EXPECT_EQ(reader_.run(id_)->status, RunStatus::queued);
  EXPECT_EQ(writer_.next_queued().value(), id_);
  EXPECT_TRUE(writer_.claim(id_).value());
  append(stopped);
  ASSERT_TRUE(writer_.reclaim(id_));
  EXPECT_EQ(reader_.run(id_)->status, RunStatus::running);
  append(RunEnded{});
  EXPECT_EQ(writer_.reclaim(id_).error().code, ErrorCode::run_not_resumable);
  EXPECT_EQ(writer_.reclaim("nobody").error().code, ErrorCode::unknown_run);
}

TEST_F(ResumeTest, AQueuedRunThatIsStoppedEndsWhereItWas) {
  append(RunStarted{});
  RunEnded stopped;
  stopped.status = RunStatus::interrupted;
  append(stopped);
  ASSERT_TRUE(writer_.requeue(id_));
  ASSERT_TRUE(writer_.cancel_queued(id_));
  EXPECT_EQ(reader_.run(id_)->status, RunStatus::stopped);
  EXPECT_EQ(reader_.history(id_)->gaps(), 0);
}

}  // namespace
}  // namespace tc3kd
