// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/run_reader.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/store/artefact_files.h"
#include "core/store/run_writer.h"
#include "tests/core/store/sample_events.h"
#include "tests/support/temporary_store.h"

namespace tc3kd {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class RunReaderTest : public ::testing::Test {
 protected:
  RunId create(const std::string& name) { return writer_.create_claimed_run(name, "{}").value(); }

  TemporaryStore store_;
  RunWriter writer_ = RunWriter::open(store_.path()).value();
  RunReader reader_ = RunReader::open(store_.path()).value();
};

TEST_F(RunReaderTest, ListsTheNewestFirst) {
  create("a");
  create("b");
  create("c");
  std::vector<std::string> names;
  const auto runs = reader_.runs().value();
  for (const auto& run : runs) names.push_back(run.name);
  EXPECT_THAT(names, ElementsAre("c", "b", "a"));
}

TEST_F(RunReaderTest, FindsByIdNameAndBeginning) {
  const RunId a = create("alpha"), b = create("beta");
  EXPECT_EQ(reader_.find(a)->id, a);
  EXPECT_EQ(reader_.find("beta")->id, b);
  EXPECT_EQ(reader_.find(b.substr(0, 8))->id, b);
  EXPECT_EQ(reader_.find(b.substr(0, 3)).error().code, ErrorCode::unknown_run) << "too short for an id";
}

TEST_F(RunReaderTest, FindsTheNearestNameOfAMistypedOne) {
  create("baseline");
  create("curriculum");
  const auto found = reader_.find("curiculum");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::unknown_run);
  EXPECT_EQ(found.error()["value"], "curiculum");
  EXPECT_EQ(found.error()["nearest"], "curriculum");
}

TEST_F(RunReaderTest, AnAmbiguousNameListsTheIds) {
  const RunId a = create("same"), b = create("same");
  const auto found = reader_.find("same");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::ambiguous_run);
  EXPECT_THAT(found.error()["allowed"], HasSubstr(a));
  EXPECT_THAT(found.error()["allowed"], HasSubstr(b));
}

TEST_F(RunReaderTest, AnAmbiguousBeginningListsTheIds) {
  create("a");
  create("b");
  SQLite::Database(store_.path().database.string(), SQLite::OPEN_READWRITE)
      .exec("UPDATE run SET id='abcd0000000' || rowid");
  const auto found = reader_.find("abcd");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error()["allowed"], "abcd00000001, abcd00000002");
  EXPECT_EQ(reader_.find("abcd00000002")->name, "b");
}

TEST_F(RunReaderTest, TheTrashIsFoundByFullIdOnly) {
  const RunId id = create("a");
  ASSERT_TRUE(writer_.append(id, sample_events(), {}));
  ASSERT_TRUE(writer_.set_trashed(id, true));
  EXPECT_FALSE(reader_.find("a"));
  EXPECT_TRUE(reader_.find(id)->trashed);
}

TEST_F(RunReaderTest, TheChangeCounterGrowsWithEveryCommit) {
  const auto before = reader_.change_counter().value();
  EXPECT_EQ(reader_.change_counter().value(), before);
  create("a");
  const auto after = reader_.change_counter().value();
  EXPECT_GT(after, before);
  auto other = RunWriter::open(store_.path()).value();
  ASSERT_TRUE(other.create_run("b", "{}"));
  EXPECT_GT(reader_.change_counter().value(), after);
}

TEST_F(RunReaderTest, ReadsLongRunsInPieces) {
  const RunId id = create("long");
  std::vector<RunEvent> events;
  for (std::int64_t seq = 1; seq <= 45'000; ++seq) events.push_back({seq, seq, Progress{}});
  ASSERT_TRUE(writer_.append(id, events, {}));
  EXPECT_EQ(reader_.history(id)->last_seq(), 45'000);
  EXPECT_EQ(reader_.history(id)->gaps(), 0);
}

TEST_F(RunReaderTest, FindsTheTeacherThatWasTrained) {
  const auto weights = Artefact::file(Bytes(8, std::byte{1}));
  TeacherReady ready;
  ready.key = "k1";
  ready.origin = "reused";
  ready.weights = weights.hash;
  ready.test_top1 = 91.5;
  const RunId reused = create("reused"), trained = create("trained");
  ASSERT_TRUE(writer_.append(reused, {{1, 1, ready}}, {weights}));
  EXPECT_FALSE((*reader_.find_teacher("k1"))->ce);
  ready.origin = "trained";
  TeacherEpoch first, second;
  first.epoch = 1;
  second.epoch = 2;
  StageSelected selected;
  selected.ce_teacher = std::string(64, 'c');
  ASSERT_TRUE(writer_.append(trained, {{1, 2, first}, {2, 3, second}, {3, 4, ready}, {4, 5, selected}}, {weights}));

  const auto found = reader_.find_teacher("k1").value();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->ready, ready);
  ASSERT_THAT(found->epochs, SizeIs(2));
  EXPECT_EQ(found->epochs[1].epoch, 2);
  EXPECT_EQ(found->ce, std::string(64, 'c'));
  EXPECT_FALSE(*reader_.find_teacher("k2"));

  std::filesystem::remove(artefact_file(store_.path(), weights.hash));
  EXPECT_FALSE(*reader_.find_teacher("k1")) << "without its weights it is of no use";
}

TEST_F(RunReaderTest, ViewsShowWhatOtherToolsWantToSee) {
  const RunId id = writer_
                       .create_claimed_run("a", R"({"seed": 3, "data": {"name": "fashion-mnist"},
    "teacher": {"model": "resnet20"}, "student": {"model": "resnet8"}, "distillation": {"method": "kd"},
    "curriculum": {"stages": 5}, "training": {"epochs": 2}})")
                       .value();
  auto events = sample_events();
  std::get<EpochEnded>(events[3].body).learning_rate = 0.125;
  std::get<StageSelected>(events[2].body).subset_size = 40;
  ASSERT_TRUE(writer_.append(id, events, {}));
  SQLite::Database database(store_.path().database.string());
  SQLite::Statement run(database,
                        "SELECT dataset, teacher, student, method, stages, seed, epochs, epochs_done FROM v_run");
  ASSERT_TRUE(run.executeStep());
  EXPECT_EQ(run.getColumn(0).getString(), "fashion-mnist");
  EXPECT_EQ(run.getColumn(1).getString(), "resnet20");
  EXPECT_EQ(run.getColumn(2).getString(), "resnet8");
  EXPECT_EQ(run.getColumn(3).getString(), "kd");
  EXPECT_EQ(run.getColumn(4).getInt(), 5);
  EXPECT_EQ(run.getColumn(5).getInt(), 3);
  EXPECT_EQ(run.getColumn(6).getInt(), 2);
  EXPECT_EQ(run.getColumn(7).getInt(), 2);
  EXPECT_DOUBLE_EQ(database.execAndGet("SELECT learning_rate FROM v_epoch WHERE epoch=1").getDouble(), 0.125);
  EXPECT_DOUBLE_EQ(database.execAndGet("SELECT max(test_top1) FROM v_epoch").getDouble(), 62.5);
  EXPECT_EQ(database.execAndGet("SELECT selected FROM v_stage WHERE stage=1").getInt(), 40);
  EXPECT_DOUBLE_EQ(database.execAndGet("SELECT measuring_seconds FROM v_stage").getDouble(), 1.5);
}

}  // namespace
}  // namespace tc3kd
