// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/run_writer.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <fstream>

#include "core/domain/content_hash.h"
#include "core/store/artefact_files.h"
#include "core/store/run_reader.h"
#include "tests/core/store/sample_events.h"
#include "tests/support/child_process.h"
#include "tests/support/temporary_store.h"

namespace tc3kd {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class RunWriterTest : public ::testing::Test {
 protected:
  TemporaryStore store_;
  RunWriter writer_ = RunWriter::open(store_.path()).value();
  RunReader reader_ = RunReader::open(store_.path()).value();
};

TEST_F(RunWriterTest, KeepsTheConfigurationByteForByte) {
  const std::string text = "{ \"seed\" : 1,\n\t\"data\": {\"name\":\"fashion-mnist\"} , \"note\": \"τ=5\" }\n";
  const auto id = writer_.create_run("first", text, "abcdef012345");
  ASSERT_TRUE(id);
  const auto run = reader_.run(*id);
  ASSERT_TRUE(run);
  EXPECT_EQ(run->config_json, text);
  EXPECT_EQ(run->name, "first");
  EXPECT_EQ(run->parent, "abcdef012345");
  EXPECT_EQ(run->status, RunStatus::queued);
  EXPECT_EQ(run->queue_position, 1);
  EXPECT_EQ(run->last_seq, 0);
  EXPECT_FALSE(run->test_top1);
}

TEST_F(RunWriterTest, StoresEventsInOrderAndReadsThemBack) {
  const RunId id = writer_.create_claimed_run("a", "{}").value();
  const auto events = sample_events();
  ASSERT_TRUE(writer_.append(id, {events.begin(), events.begin() + 3}, {}));
  ASSERT_TRUE(writer_.append(id, {events.begin() + 3, events.end()}, {}));
  const auto stored = reader_.read_since(id, 0);
  ASSERT_TRUE(stored);
  EXPECT_EQ(lines(*stored), lines(events));
  EXPECT_EQ(reader_.read_since(id, 4, 2)->size(), 2u);
  EXPECT_EQ(reader_.read_since(id, 4, 2)->front().seq, 5);
  EXPECT_THAT(*reader_.read_since(id, std::ssize(events)), IsEmpty());
}

TEST_F(RunWriterTest, KeepsTheSummaryUpToDate) {
  const RunId id = writer_.create_claimed_run("a", R"({"training": {"epochs": 2}})").value();
  ASSERT_TRUE(writer_.append(id, sample_events(), {}));
  const auto run = reader_.run(id).value();
  EXPECT_EQ(run.status, RunStatus::finished);
  EXPECT_EQ(run.last_seq, 7);
  EXPECT_DOUBLE_EQ(*run.test_top1, 61.0);
  EXPECT_DOUBLE_EQ(*run.best_test_top1, 62.5);
  EXPECT_DOUBLE_EQ(*run.seconds, 9.5);
  EXPECT_DOUBLE_EQ(*run.measuring_seconds, 1.5);
  EXPECT_THAT(run.course, ElementsAre(62.5, 61.0));
  EXPECT_THAT(run.stage_ends, ElementsAre(1.0));
  EXPECT_FALSE(run.error);
}

TEST_F(RunWriterTest, TellsTheErrorOfAFailedRun) {
  const RunId id = writer_.create_claimed_run("a", "{}").value();
  RunEnded ended;
  ended.status = RunStatus::failed;
  ended.error = Error{ErrorCode::diverged, {{"stage", "2"}, {"epoch", "7"}}};
  ASSERT_TRUE(writer_.append(id, {{1, 5, ended}}, {}));
  EXPECT_EQ(reader_.run(id)->status, RunStatus::failed);
  EXPECT_EQ(reader_.run(id)->error, ended.error);
  EXPECT_EQ(reader_.runs()->front().error, ended.error);
}

TEST_F(RunWriterTest, RefusesAGapAndKeepsNothingOfIt) {
  const RunId id = writer_.create_claimed_run("a", "{}").value();
  ASSERT_TRUE(writer_.append(id, {{1, 5, RunStarted{}}}, {}));
  const auto gap = writer_.append(id, {{2, 6, Warning{"a", {}}}, {4, 7, Warning{"b", {}}}}, {});
  ASSERT_FALSE(gap);
  EXPECT_EQ(gap.error().code, ErrorCode::store_damaged);
  EXPECT_EQ(reader_.run(id)->last_seq, 1);
  EXPECT_EQ(reader_.read_since(id, 0)->size(), 1u);
}

TEST_F(RunWriterTest, RefusesEventsOfARunThatHasEnded) {
  const RunId id = writer_.create_claimed_run("a", "{}").value();
  ASSERT_TRUE(writer_.append(id, sample_events(), {}));
  const auto late = writer_.append(id, {{8, 9, Warning{"late", {}}}}, {});
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, ErrorCode::run_not_active);
  EXPECT_EQ(late.error()["status"], "finished");
}

TEST_F(RunWriterTest, RefusesEventsOfAnotherProcesssRun) {
  const RunId id = writer_.create_claimed_run("a", "{}").value();
  SQLite::Database(store_.path().database.string(), SQLite::OPEN_READWRITE)
      .exec("UPDATE run SET owner_pid=owner_pid+1");
  EXPECT_EQ(writer_.append(id, {{1, 5, RunStarted{}}}, {}).error().code, ErrorCode::run_not_active);
}

TEST_F(RunWriterTest, TellsAnUnknownRun) {
  EXPECT_EQ(writer_.append("nobody", {{1, 5, RunStarted{}}}, {}).error().code, ErrorCode::unknown_run);
  EXPECT_EQ(reader_.run("nobody").error().code, ErrorCode::unknown_run);
  EXPECT_EQ(reader_.history("nobody").error().code, ErrorCode::unknown_run);
}

TEST_F(RunWriterTest, StoresBlobsAndFilesOnceAndReadsThemBack) {
  const auto blob = Artefact::blob(encode_floats(std::vector<float>{1.5f, -2.0f}));
  const auto empty = Artefact::blob({});
  const auto file = Artefact::file(Bytes(100'000, std::byte{7}));
  for (const char* name : {"a", "b"}) {
    const RunId id = writer_.create_claimed_run(name, "{}").value();
    ASSERT_TRUE(writer_.append(id, {{1, 5, RunStarted{}}}, {blob, empty, file}));
  }
  EXPECT_EQ(*reader_.blob(blob.hash), *blob.bytes);
  EXPECT_EQ(*reader_.blob(empty.hash), Bytes());
  EXPECT_EQ(*reader_.file(file.hash), *file.bytes);
  SQLite::Database database(store_.path().database.string());
  EXPECT_EQ(database.execAndGet("SELECT count(*) FROM blob").getInt(), 2);
  EXPECT_EQ(database.execAndGet("SELECT count(*) FROM run_artefact").getInt(), 6);
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(store_.path().files())) {
    names.push_back(entry.path().filename().string());
  }
  EXPECT_THAT(names, ElementsAre(file.hash + ".safetensors")) << "nothing half-written stays";
}

TEST_F(RunWriterTest, ChecksBlobsAndFilesAgainstTheirHash) {
  const RunId id = writer_.create_claimed_run("a", "{}").value();
  const auto blob = Artefact::blob(Bytes(8, std::byte{1}));
  const auto file = Artefact::file(Bytes(8, std::byte{2}));
  ASSERT_TRUE(writer_.append(id, {{1, 5, RunStarted{}}}, {blob, file}));
  SQLite::Database(store_.path().database.string(), SQLite::OPEN_READWRITE).exec("UPDATE blob SET bytes=x'00'");
  std::ofstream(artefact_file(store_.path(), file.hash)) << "other";
  EXPECT_EQ(reader_.blob(blob.hash).error().code, ErrorCode::store_damaged);
  EXPECT_EQ(reader_.file(file.hash).error().code, ErrorCode::store_damaged);
  EXPECT_EQ(reader_.blob(content_hash("none")).error().code, ErrorCode::store_damaged);
  std::filesystem::remove(artefact_file(store_.path(), file.hash));
  EXPECT_EQ(reader_.file(file.hash).error().code, ErrorCode::file_missing);
}

TEST_F(RunWriterTest, TellsAnUnreadableEvent) {
  const RunId id = writer_.create_claimed_run("a", "{}").value();
  ASSERT_TRUE(writer_.append(id, {{1, 5, RunStarted{}}}, {}));
  SQLite::Database(store_.path().database.string(), SQLite::OPEN_READWRITE).exec("UPDATE event SET body='{broken'");
  EXPECT_EQ(reader_.read_since(id, 0).error().code, ErrorCode::store_damaged);
}

TEST_F(RunWriterTest, MarksRunsOfTheDeadAsInterruptedWithTheLastEvent) {
  const RunId id = writer_.create_claimed_run("a", "{}").value();
  const RunId alive = writer_.create_claimed_run("b", "{}").value();
  ASSERT_TRUE(writer_.append(id, {{1, 5000, RunStarted{}}, {2, 8000, Warning{"a", {}}}}, {}));
  SQLite::Database(store_.path().database.string(), SQLite::OPEN_READWRITE)
      .exec("UPDATE run SET owner_started=owner_started-1 WHERE id='" + id + "'");
  ASSERT_TRUE(prepare_store(store_.path()));
  EXPECT_EQ(reader_.run(id)->status, RunStatus::interrupted);
  EXPECT_EQ(reader_.run(alive)->status, RunStatus::running);
  const auto history = reader_.history(id).value();
  EXPECT_EQ(history.last_seq(), 3);
  ASSERT_TRUE(history.ended());
  EXPECT_EQ(history.ended()->status, RunStatus::interrupted);
  EXPECT_DOUBLE_EQ(history.ended()->seconds, 3.0);
  EXPECT_EQ(writer_.append(id, {{4, 9000, Warning{"b", {}}}}, {}).error().code, ErrorCode::run_not_active);
}

/// Fills a store until the file may not grow any more, then tells what it met.
const ChildRole fills("fills", [](const std::vector<std::string>& arguments) {
  const StorePath path{arguments.at(0)};
  auto writer = RunWriter::open(path).value();
  const RunId id = writer.create_claimed_run("full", "{}").value();
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit limit{600'000, 600'000};
  setrlimit(RLIMIT_FSIZE, &limit);
  for (std::int64_t seq = 1;; ++seq) {
    const Bytes bytes(50'000, static_cast<std::byte>(seq));
    const bool as_file = arguments.at(1) == "file" && seq == 3;
    const auto artefact = as_file ? Artefact::file(Bytes(700'000)) : Artefact::blob(bytes);
    const auto stored = writer.append(id, {{seq, seq, Warning{"w", {}}}}, {artefact});
    if (stored) continue;
    ChildRole::say(id);
    ChildRole::say(to_string(stored.error().code));
    ChildRole::say(std::to_string(seq - 1));
    return 0;
  }
});

TEST_F(RunWriterTest, TellsAFullDiskAndKeepsWhatIsCommitted) {
  for (const char* what : {"blob", "file"}) {
    const TemporaryStore store;
    ChildProcess child("fills", {store.path().database.string(), what});
    const RunId id = child.read_line();
    EXPECT_EQ(child.read_line(), "disk_full") << what;
    const auto last = std::stoll(child.read_line());
    EXPECT_EQ(child.wait(), 0);
    EXPECT_GE(last, 2);
    auto reader = RunReader::open(store.path()).value();
    EXPECT_EQ(reader.run(id)->last_seq, last);
    EXPECT_EQ(std::ssize(*reader.read_since(id, 0)), last);
    EXPECT_TRUE(reader.blob(content_hash(Bytes(50'000, std::byte{1}))));
    std::error_code none;
    EXPECT_EQ(std::filesystem::directory_iterator(store.path().files(), none), std::filesystem::directory_iterator());
  }
}

}  // namespace
}  // namespace tc3kd
