// SPDX-License-Identifier: GPL-3.0-or-later
#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/store/run_reader.h"
#include "core/store/run_writer.h"
#include "tests/core/store/sample_events.h"
#include "tests/support/temporary_store.h"

namespace tc3kd {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class RunQueueTest : public ::testing::Test {
 protected:
  RunId queue(const std::string& name) { return writer_.create_run(name, "{}").value(); }

  /// The names in the order in which the queue would run them.
  std::vector<std::string> order() {
    auto runs = reader_.runs().value();
    std::erase_if(runs, [](const RunSummary& run) { return run.status != RunStatus::queued; });
    std::sort(runs.begin(), runs.end(),
              [](const auto& a, const auto& b) { return a.queue_position < b.queue_position; });
    std::vector<std::string> names;
    for (const auto& run : runs) names.push_back(run.name);
    return names;
  }

  void execute(const std::string& sql) {
    SQLite::Database(store_.path().database.string(), SQLite::OPEN_READWRITE).exec(sql);
  }

  TemporaryStore store_;
  RunWriter writer_ = RunWriter::open(store_.path()).value();
  RunReader reader_ = RunReader::open(store_.path()).value();
};

TEST_F(RunQueueTest, IsFirstInFirstOut) {
  EXPECT_EQ(*writer_.next_queued(), std::nullopt);
  const RunId a = queue("a"), b = queue("b");
  EXPECT_EQ(*writer_.next_queued(), a);
  EXPECT_TRUE(*writer_.claim(a));
  EXPECT_EQ(reader_.run(a)->status, RunStatus::running);
  EXPECT_EQ(*writer_.next_queued(), b);
}

TEST_F(RunQueueTest, GivesARunToOneOnly) {
  const RunId a = queue("a");
  auto second = RunWriter::open(store_.path()).value();
  EXPECT_TRUE(*writer_.claim(a));
  EXPECT_FALSE(*second.claim(a));
}

TEST_F(RunQueueTest, CanBeReordered) {
  const RunId a = queue("a"), b = queue("b"), c = queue("c");
  ASSERT_TRUE(writer_.move_queued(c, -1));
  EXPECT_THAT(order(), ElementsAre("a", "c", "b"));
  ASSERT_TRUE(writer_.move_queued(a, 1));
  EXPECT_THAT(order(), ElementsAre("c", "a", "b"));
  ASSERT_TRUE(writer_.move_queued(b, -10));
  EXPECT_THAT(order(), ElementsAre("b", "c", "a"));
  queue("d");
  EXPECT_THAT(order(), ElementsAre("b", "c", "a", "d"));
  ASSERT_TRUE(writer_.claim(b));
  EXPECT_EQ(writer_.move_queued(b, 1).error().code, ErrorCode::run_not_active);
  EXPECT_EQ(writer_.move_queued("none", 1).error().code, ErrorCode::unknown_run);
}

TEST_F(RunQueueTest, ACancelledRunIsStopped) {
  const RunId a = queue("a"), b = queue("b");
  ASSERT_TRUE(writer_.cancel_queued(a));
  EXPECT_EQ(reader_.run(a)->status, RunStatus::stopped);
  EXPECT_EQ(reader_.history(a)->ended()->status, RunStatus::stopped);
  EXPECT_EQ(*writer_.next_queued(), b);
  EXPECT_EQ(writer_.cancel_queued(a).error()["status"], "stopped");
}

TEST_F(RunQueueTest, ARunInTheTrashWaitsThere) {
  const RunId a = queue("a"), b = queue("b");
  ASSERT_TRUE(writer_.set_trashed(a, true));
  EXPECT_EQ(*writer_.next_queued(), b);
  EXPECT_FALSE(*writer_.claim(a));
  ASSERT_TRUE(writer_.set_trashed(a, false));
  EXPECT_EQ(*writer_.next_queued(), a);
}

TEST_F(RunQueueTest, ARunThatIsRunAtOnceNeverWaits) {
  const RunId a = writer_.create_claimed_run("a", "{}").value();
  EXPECT_EQ(*writer_.next_queued(), std::nullopt);
  EXPECT_EQ(reader_.run(a)->status, RunStatus::running);
}

TEST_F(RunQueueTest, IsHeldByOneProcessUntilItDies) {
  EXPECT_TRUE(*writer_.hold_queue());
  EXPECT_TRUE(*writer_.hold_queue());
  execute("UPDATE queue_lease SET owner_host='elsewhere'");
  EXPECT_FALSE(*writer_.hold_queue());
  execute("UPDATE queue_lease SET heartbeat_ms=heartbeat_ms-61000");
  EXPECT_TRUE(*writer_.hold_queue());
  ASSERT_TRUE(writer_.release_queue());
  execute("INSERT INTO queue_lease VALUES(1, 1, 1, 'old boot', '', 0)");
  EXPECT_TRUE(*writer_.hold_queue());
}

TEST_F(RunQueueTest, TheRunsHeartbeatKeepsTheQueueToo) {
  const RunId a = writer_.create_claimed_run("a", "{}").value();
  ASSERT_TRUE(*writer_.hold_queue());
  execute("UPDATE queue_lease SET heartbeat_ms=0; UPDATE run SET heartbeat_ms=0");
  ASSERT_TRUE(writer_.heartbeat(a));
  SQLite::Database database(store_.path().database.string());
  EXPECT_GT(database.execAndGet("SELECT heartbeat_ms FROM queue_lease").getInt64(), 0);
  EXPECT_GT(database.execAndGet("SELECT heartbeat_ms FROM run").getInt64(), 0);
}

TEST_F(RunQueueTest, CommandsReachTheOwnerInOrderAndOnce) {
  const RunId a = writer_.create_claimed_run("a", "{}").value(), b = writer_.create_claimed_run("b", "{}").value();
  for (const RunCommand command : {RunCommand::pause, RunCommand::resume, RunCommand::stop}) {
    ASSERT_TRUE(writer_.request(a, command));
  }
  EXPECT_THAT(*writer_.take_commands(b), IsEmpty());
  EXPECT_THAT(*writer_.take_commands(a), ElementsAre(RunCommand::pause, RunCommand::resume, RunCommand::stop));
  EXPECT_THAT(*writer_.take_commands(a), IsEmpty());
}

TEST_F(RunQueueTest, CommandsOfAnEndedRunAreForgotten) {
  const RunId a = writer_.create_claimed_run("a", "{}").value();
  ASSERT_TRUE(writer_.request(a, RunCommand::pause));
  ASSERT_TRUE(writer_.append(a, sample_events(), {}));
  EXPECT_THAT(*writer_.take_commands(a), IsEmpty());
}

TEST_F(RunQueueTest, ThereIsNothingToSteerInARunThatIsNotActive) {
  const RunId queued = queue("queued"), done = writer_.create_claimed_run("done", "{}").value();
  ASSERT_TRUE(writer_.append(done, sample_events(), {}));
  const auto pause = writer_.request(queued, RunCommand::pause);
  ASSERT_FALSE(pause);
  EXPECT_EQ(pause.error().code, ErrorCode::run_not_active);
  EXPECT_EQ(pause.error()["status"], "queued");
  EXPECT_EQ(writer_.request(done, RunCommand::stop).error()["status"], "finished");
  EXPECT_EQ(writer_.request("none", RunCommand::stop).error().code, ErrorCode::unknown_run);
  ASSERT_TRUE(writer_.request(queued, RunCommand::stop)) << "a queued run can be stopped";
  EXPECT_EQ(reader_.run(queued)->status, RunStatus::stopped);
}

TEST_F(RunQueueTest, SteeringARunOfTheDeadInterruptsIt) {
  const RunId a = writer_.create_claimed_run("a", "{}").value();
  execute("UPDATE run SET owner_started=1");
  const auto stop = writer_.request(a, RunCommand::stop);
  ASSERT_FALSE(stop);
  EXPECT_EQ(stop.error().code, ErrorCode::run_not_active);
  EXPECT_EQ(stop.error()["status"], "interrupted");
  EXPECT_EQ(reader_.run(a)->status, RunStatus::interrupted);
}

}  // namespace
}  // namespace tc3kd
