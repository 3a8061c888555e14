// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/event_journal.h"

#include <atomic>
#include <thread>

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/store/run_reader.h"
#include "tests/support/temporary_store.h"

namespace tc3kd {
namespace {

class EventJournalTest : public ::testing::Test {
 protected:
  EventJournalTest()
      : writer_(RunWriter::open(store_.path()).value()), id_(writer_.create_claimed_run("a", "{}").value()) {}
  RunReader reader() { return RunReader::open(store_.path()).value(); }

  TemporaryStore store_;
  RunWriter writer_;
  RunId id_;
  RunControl control_;
};

TEST_F(EventJournalTest, NumbersEventsAndCommitsThemWithinItsInterval) {
  EventJournal journal(std::move(writer_), id_, 1, control_, {.commit_every_ms = 20});
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(journal.append(Warning{"w", {{"i", std::to_string(i)}}}));
  ASSERT_TRUE(wait_until([&] { return reader().read_since(id_, 0)->size() == 100; }));
  const auto events = reader().read_since(id_, 0).value();
  for (std::size_t i = 0; i < events.size(); ++i) EXPECT_EQ(events[i].seq, static_cast<std::int64_t>(i) + 1);
}

TEST_F(EventJournalTest, FlushReturnsWhenAllIsStored) {
  EventJournal journal(std::move(writer_), id_, 1, control_, {.commit_every_ms = 60'000});
  ASSERT_TRUE(journal.append(Warning{"w", {}}));
  ASSERT_TRUE(journal.flush());
  EXPECT_EQ(reader().read_since(id_, 0)->size(), 1U);
}

TEST_F(EventJournalTest, TheEndCommitsWhatIsLeft) {
  {
    EventJournal journal(std::move(writer_), id_, 1, control_, {.commit_every_ms = 60'000});
    ASSERT_TRUE(journal.append(Warning{"w", {}}));
  }
  EXPECT_EQ(reader().read_since(id_, 0)->size(), 1U);
}

TEST_F(EventJournalTest, AFullJournalMakesTheRunWaitAndSaysSo) {
  EventJournal journal(std::move(writer_), id_, 1, control_, {.capacity_bytes = 2'000, .commit_every_ms = 10});
  SQLite::Database blocker(store_.path().database.string(), SQLite::OPEN_READWRITE);
  blocker.exec("BEGIN IMMEDIATE");
  std::atomic<int> appended = 0;
  std::thread run([&] {
    for (int i = 0; i < 200; ++i) {
      if (!journal.append(Warning{"padding", {{"text", std::string(50, 'x')}}})) return;
      ++appended;
    }
  });
  const auto began = std::chrono::steady_clock::now();
  ASSERT_TRUE(wait_until([&] { return std::chrono::steady_clock::now() - began > std::chrono::milliseconds(1200); }));
  const int while_blocked = appended;
  blocker.exec("COMMIT");
  run.join();
  ASSERT_TRUE(journal.flush());
  EXPECT_LT(while_blocked, 200) << "a bounded journal must not take everything";
  EXPECT_EQ(appended, 200) << "and nothing may be lost";
  int warnings = 0, padding = 0;
  const auto stored = reader().read_since(id_, 0).value();
  for (const RunEvent& event : stored) {
    const auto* warning = std::get_if<Warning>(&event.body);
    ASSERT_NE(warning, nullptr);
    warnings += warning->kind == "journal_full" ? 1 : 0;
    padding += warning->kind == "padding" ? 1 : 0;
  }
  EXPECT_GE(warnings, 1);
  EXPECT_EQ(padding, 200);
}

TEST_F(EventJournalTest, AfterAFailedCommitEveryCallSaysWhy) {
  SQLite::Database(store_.path().database.string(), SQLite::OPEN_READWRITE)
      .exec("CREATE TRIGGER refuse BEFORE INSERT ON event WHEN NEW.seq > 1 BEGIN SELECT RAISE(ABORT, 'refused'); END");
  EventJournal journal(std::move(writer_), id_, 1, control_, {.commit_every_ms = 10});
  ASSERT_TRUE(journal.append(Warning{"first", {}}));
  ASSERT_TRUE(journal.flush());
  ASSERT_TRUE(journal.append(Warning{"second", {}}));
  EXPECT_FALSE(journal.flush());
  EXPECT_FALSE(journal.append(Warning{"third", {}}));
  EXPECT_EQ(reader().read_since(id_, 0)->size(), 1U);
}

TEST_F(EventJournalTest, CommandsOfOtherProcessesReachTheControl) {
  EventJournal journal(std::move(writer_), id_, 1, control_, {.poll_commands_every_ms = 10});
  auto other = RunWriter::open(store_.path()).value();
  ASSERT_TRUE(other.request(id_, RunCommand::pause));
  EXPECT_TRUE(wait_until([&] { return control_.paused(); }));
  ASSERT_TRUE(other.request(id_, RunCommand::stop));
  EXPECT_TRUE(wait_until([&] { return control_.stopping(); }));
}

}  // namespace
}  // namespace tc3kd
