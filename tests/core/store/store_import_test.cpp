// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store_import.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "core/store/artefact_files.h"
#include "core/store/run_reader.h"
#include "core/store/run_writer.h"
#include "tests/core/store/sample_events.h"
#include "tests/support/child_process.h"
#include "tests/support/temporary_store.h"

namespace tc3kd {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

std::vector<std::string> names_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::string content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class StoreImportTest : public ::testing::Test {
 protected:
  /// Adds a run with the first `events` of the sample run to the other store.
  RunId add(const std::string& name, std::int64_t events = 7, const std::vector<Artefact>& artefacts = {}) {
    auto writer = RunWriter::open(from_.path()).value();
    const RunId id = writer.create_claimed_run(name, "{\"a\": 1 }").value();
    continue_run(id, 0, events, artefacts);
    return id;
  }
  void continue_run(const RunId& id, std::int64_t after, std::int64_t until, std::vector<Artefact> artefacts = {}) {
    auto writer = RunWriter::open(from_.path()).value();
    const auto all = sample_events();
    artefacts.push_back(sample_blob());
    EXPECT_TRUE(writer.append(id, {all.begin() + after, all.begin() + until}, artefacts));
  }
  Result<ImportReport> import() { return import_store(into_.path(), from_.path()); }
  RunReader reader() { return RunReader::open(into_.path()).value(); }

  TemporaryStore into_, from_;
};

TEST_F(StoreImportTest, BringsImportedTeachersOnce) {
  const auto file = Artefact::file(Bytes(12, std::byte{9}));
  TeacherSummary teacher;
  teacher.weights = file.hash;
  teacher.name = "theirs";
  teacher.top1 = 72.63;
  ASSERT_TRUE(write_artefact_file(from_.path(), file.hash, *file.bytes));
  ASSERT_TRUE(RunWriter::open(from_.path())->store_teacher(teacher));
  ASSERT_TRUE(import());
  teacher.name = "ours by now";
  ASSERT_TRUE(RunWriter::open(into_.path())->store_teacher(teacher));
  ASSERT_TRUE(import());
  const auto teachers = reader().teachers().value();
  ASSERT_EQ(teachers.size(), 1U);
  EXPECT_EQ(teachers[0].name, "ours by now");
  EXPECT_EQ(teachers[0].top1, 72.63);
  EXPECT_EQ(teachers[0].file, artefact_file(into_.path(), file.hash).string());
  EXPECT_EQ(reader().file(file.hash).value(), *file.bytes);
}

TEST_F(StoreImportTest, BringsRunsWithEverything) {
  const auto blob = Artefact::blob(Bytes(9, std::byte{1}));
  const auto file = Artefact::file(Bytes(99, std::byte{2}));
  const RunId a = add("a", 7, {blob, file}), b = add("b");
  const auto report = import();
  ASSERT_TRUE(report) << describe(report.error());
  EXPECT_THAT(report->imported, ElementsAre(a, b));
  EXPECT_THAT(report->duplicates, IsEmpty());
  EXPECT_THAT(report->missing_files, IsEmpty());
  const auto theirs = RunReader::open(from_.path())->run(a).value(), ours = reader().run(a).value();
  EXPECT_EQ(ours.name, "a");
  EXPECT_EQ(ours.config_json, "{\"a\": 1 }");
  EXPECT_EQ(ours.created_ms, theirs.created_ms);
  EXPECT_EQ(ours.course, theirs.course);
  EXPECT_EQ(ours.test_top1, theirs.test_top1);
  EXPECT_EQ(lines(*reader().read_since(a, 0)), lines(sample_events()));
  EXPECT_EQ(*reader().blob(blob.hash), *blob.bytes);
  EXPECT_EQ(*reader().file(file.hash), *file.bytes);
}

TEST_F(StoreImportTest, ASecondTimeReportsDuplicates) {
  const RunId a = add("a");
  ASSERT_TRUE(import());
  const RunId b = add("b");
  const auto again = import();
  ASSERT_TRUE(again);
  EXPECT_THAT(again->imported, ElementsAre(b));
  EXPECT_THAT(again->duplicates, ElementsAre(a));
  EXPECT_EQ(reader().runs()->size(), 2u);
}

TEST_F(StoreImportTest, ARunThatWentOnIsCompleted) {
  const RunId a = add("a", 4);
  ASSERT_TRUE(import());
  EXPECT_EQ(reader().run(a)->status, RunStatus::interrupted) << "nobody here runs it";
  EXPECT_EQ(reader().history(a)->last_seq(), 5);
  EXPECT_THAT(import()->duplicates, ElementsAre(a)) << "nothing new over there";
  continue_run(a, 4, 7);
  const auto report = import();
  ASSERT_TRUE(report);
  EXPECT_THAT(report->updated, ElementsAre(a));
  EXPECT_EQ(reader().run(a)->status, RunStatus::finished);
  EXPECT_EQ(lines(*reader().read_since(a, 0)), lines(sample_events()));
  EXPECT_THAT(import()->duplicates, ElementsAre(a));
}

TEST_F(StoreImportTest, AQueuedRunComesOverAsStopped) {
  const RunId a = RunWriter::open(from_.path())->create_run("a", "{}").value();
  ASSERT_TRUE(import());
  EXPECT_EQ(reader().run(a)->status, RunStatus::stopped);
  EXPECT_EQ(*RunWriter::open(into_.path())->next_queued(), std::nullopt);
}

TEST_F(StoreImportTest, KeepsTheTeacherReusable) {
  const auto weights = Artefact::file(Bytes(8, std::byte{1}));
  TeacherReady ready;
  ready.key = "k";
  ready.weights = weights.hash;
  auto writer = RunWriter::open(from_.path()).value();
  const RunId id = writer.create_claimed_run("t", "{}").value();
  ASSERT_TRUE(writer.append(id, {{1, 1, ready}, {2, 2, RunEnded{}}}, {weights}));
  ASSERT_TRUE(import());
  EXPECT_TRUE(*reader().find_teacher("k"));
}

TEST_F(StoreImportTest, TellsWeightsThatTheOtherStoreLost) {
  const auto file = Artefact::file(Bytes(99, std::byte{2}));
  const RunId a = add("a", 7, {file});
  std::filesystem::remove_all(from_.path().files());
  const auto report = import();
  ASSERT_TRUE(report);
  EXPECT_THAT(report->imported, ElementsAre(a));
  EXPECT_THAT(report->missing_files, ElementsAre(artefact_file(from_.path(), file.hash).string()));
}

TEST_F(StoreImportTest, LeavesTheOtherStoreAsItWas) {
  add("a");
  const auto before = names_in(from_.folder());
  const auto bytes = content(from_.path().database);
  ASSERT_TRUE(import());
  EXPECT_EQ(names_in(from_.folder()), before);
  EXPECT_EQ(content(from_.path().database), bytes);
}

TEST_F(StoreImportTest, ReadsAStoreInUseUpToItsLastCommit) {
  auto writer = RunWriter::open(from_.path()).value();  // keeps a log beside the database
  const RunId id = writer.create_claimed_run("a", "{}").value();
  ASSERT_TRUE(writer.append(id, sample_events(), {sample_blob()}));
  ASSERT_GT(std::filesystem::file_size(from_.path().database.string() + "-wal"), 0u);
  EXPECT_THAT(import()->imported, ElementsAre(id));
  EXPECT_TRUE(writer.create_run("b", "{}")) << "the other store is not blocked";
}

TEST_F(StoreImportTest, AFailureBringsNothing) {
  add("a");
  const auto blob = Artefact::blob(Bytes(9, std::byte{1}));
  add("b", 7, {blob});
  SQLite::Database(from_.path().database.string(), SQLite::OPEN_READWRITE).exec("UPDATE blob SET bytes=x'00'");
  const auto report = import();
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, ErrorCode::store_damaged);
  EXPECT_EQ(report.error()["path"], from_.path().database.string());
  EXPECT_THAT(*reader().runs(), IsEmpty());
}

TEST_F(StoreImportTest, NamesADamagedStore) {
  for (int i = 0; i < 30; ++i) add("run " + std::to_string(i));
  {
    std::fstream file(from_.path().database, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(3 * 4096);  // behind the schema: tables and their rows
    const std::string rubbish(static_cast<std::size_t>(std::filesystem::file_size(from_.path().database)) - 3 * 4096,
                              '\x5a');
    file << rubbish;
  }
  const auto report = import();
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, ErrorCode::store_damaged);
  EXPECT_EQ(report.error()["path"], from_.path().database.string());
}

TEST_F(StoreImportTest, RefusesWhatIsNoOtherStore) {
  const auto self = import_store(into_.path(), into_.path());
  ASSERT_FALSE(self);
  EXPECT_EQ(self.error().code, ErrorCode::invalid_value);
  EXPECT_EQ(self.error()["value"], into_.path().database.string());

  const StorePath none{from_.folder() / "none.sqlite"};
  EXPECT_EQ(import_store(into_.path(), none).error().code, ErrorCode::file_missing);
  EXPECT_EQ(import_store(into_.path(), none).error()["path"], none.database.string());

  const StorePath text{from_.folder() / "text"};
  std::ofstream(text.database) << std::string(2000, 'x');
  EXPECT_EQ(import_store(into_.path(), text).error().code, ErrorCode::store_foreign);

  SQLite::Database(from_.path().database.string(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version=99");
  EXPECT_EQ(import().error().code, ErrorCode::store_newer);
}

TEST_F(StoreImportTest, MigratesAnOlderStoreInACopy) {
  const StorePath old{from_.folder() / "old.sqlite"};
  SQLite::Database(old.database.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
      .exec("PRAGMA application_id=0x5443334B");
  const auto before = content(old.database);
  const auto report = import_store(into_.path(), old);
  ASSERT_TRUE(report) << describe(report.error());
  EXPECT_THAT(report->imported, IsEmpty());
  EXPECT_EQ(content(old.database), before);
}

/// Imports as a user who may not write where the other store lies.
const ChildRole imports("imports", [](const std::vector<std::string>& arguments) {
  if (geteuid() == 0 && (setresgid(65534, 65534, 65534) != 0 || setresuid(65534, 65534, 65534) != 0)) return 1;
  const StorePath into{arguments.at(0)}, from{arguments.at(1)};
  if (auto prepared = prepare_store(into); !prepared) {
    ChildRole::say(describe(prepared.error()));
    return 1;
  }
  const auto report = import_store(into, from);
  ChildRole::say(report ? "imported " + std::to_string(report->imported.size()) : describe(report.error()));
  return 0;
});

TEST_F(StoreImportTest, ReadsAStoreWithALogOnMediaThatCannotBeWritten) {
  const TemporaryStore scratch;
  const auto media = scratch.folder() / "media", target = scratch.folder() / "target";
  std::filesystem::create_directory(media);
  std::filesystem::create_directory(target);
  {
    auto writer = RunWriter::open(from_.path()).value();
    const RunId id = writer.create_claimed_run("a", "{}").value();
    ASSERT_TRUE(writer.append(id, sample_events(), {sample_blob()}));
    for (const char* suffix : {"", "-wal"}) {  // as a crash leaves it: the run stands in the log alone
      std::filesystem::copy_file(from_.path().database.string() + suffix, media / (std::string("s.sqlite") + suffix));
    }
  }
  std::filesystem::permissions(scratch.folder(), std::filesystem::perms(0755));
  std::filesystem::permissions(media, std::filesystem::perms(0555));
  std::filesystem::permissions(target, std::filesystem::perms(0777));
  ChildProcess child("imports", {(target / "t.sqlite").string(), (media / "s.sqlite").string()});
  EXPECT_EQ(child.read_line(), "imported 1");
  EXPECT_EQ(child.wait(), 0);
  EXPECT_THAT(names_in(media), UnorderedElementsAre("s.sqlite", "s.sqlite-wal"));
}

}  // namespace
}  // namespace tc3kd
