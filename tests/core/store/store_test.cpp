// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <thread>

#include "core/store/migrations.h"
#include "core/store/run_reader.h"
#include "core/store/run_writer.h"
#include "tests/support/temporary_store.h"

namespace tc3kd {
namespace {

std::string content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

TEST(PrepareStore, CreatesFoldersAndAnEmptyStoreInWalMode) {
  const TemporaryStore temporary;
  const StorePath path{temporary.folder() / "a" / "b" / "runs.sqlite"};
  ASSERT_TRUE(prepare_store(path));
  SQLite::Database database(path.database.string());
  EXPECT_EQ(database.execAndGet("PRAGMA journal_mode").getString(), "wal");
  EXPECT_EQ(database.execAndGet("PRAGMA application_id").getInt(), 0x5443334B);
  EXPECT_EQ(database.execAndGet("PRAGMA user_version").getInt(), store_version());
  EXPECT_EQ(database.execAndGet("SELECT count(*) FROM run").getInt(), 0);
  EXPECT_TRUE(prepare_store(path)) << "a second time changes nothing";
}

TEST(PrepareStore, TakesAnEmptyFile) {
  const TemporaryStore temporary;
  const StorePath path{temporary.folder() / "empty.sqlite"};
  write(path.database, "");
  ASSERT_TRUE(prepare_store(path));
  EXPECT_TRUE(RunReader::open(path));
}

TEST(PrepareStore, MigratesFromVersionZero) {
  const TemporaryStore temporary;
  const StorePath path{temporary.folder() / "old.sqlite"};
  {
    SQLite::Database database(path.database.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec("PRAGMA application_id=0x5443334B");
  }
  ASSERT_TRUE(prepare_store(path));
  auto reader = RunReader::open(path);
  ASSERT_TRUE(reader);
  EXPECT_TRUE(reader->runs()->empty());
}

TEST(PrepareStore, LeavesAFileThatIsNoDatabaseAlone) {
  const TemporaryStore temporary;
  const StorePath path{temporary.folder() / "notes.txt"};
  const std::string text(5000, 'x');
  write(path.database, text);
  const auto prepared = prepare_store(path);
  ASSERT_FALSE(prepared);
  EXPECT_EQ(prepared.error().code, ErrorCode::store_foreign);
  EXPECT_EQ(prepared.error()["path"], path.database.string());
  EXPECT_EQ(content(path.database), text);
}

TEST(PrepareStore, LeavesAnotherProgramsDatabaseAlone) {
  const TemporaryStore temporary;
  const StorePath path{temporary.folder() / "other.sqlite"};
  {
    SQLite::Database database(path.database.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec("CREATE TABLE song(title TEXT)");
  }
  const std::string before = content(path.database);
  const auto prepared = prepare_store(path);
  ASSERT_FALSE(prepared);
  EXPECT_EQ(prepared.error().code, ErrorCode::store_foreign);
  EXPECT_EQ(content(path.database), before);
  EXPECT_EQ(RunReader::open(path).error().code, ErrorCode::store_foreign);
  EXPECT_EQ(RunWriter::open(path).error().code, ErrorCode::store_foreign);
}

TEST(PrepareStore, NamesBothVersionsOfANewerStore) {
  const TemporaryStore store;
  SQLite::Database(store.path().database.string(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version=99");
  const auto prepared = prepare_store(store.path());
  ASSERT_FALSE(prepared);
  EXPECT_EQ(prepared.error().code, ErrorCode::store_newer);
  EXPECT_EQ(prepared.error()["value"], "99");
  EXPECT_EQ(prepared.error()["allowed"], std::to_string(store_version()));
  EXPECT_EQ(RunReader::open(store.path()).error().code, ErrorCode::store_newer);
}

TEST(PrepareStore, TellsADamagedStore) {
  const TemporaryStore store;
  std::filesystem::resize_file(store.path().database, 4096);  // the first page alone, of many
  const auto prepared = prepare_store(store.path());
  ASSERT_FALSE(prepared);
  EXPECT_EQ(prepared.error().code, ErrorCode::store_damaged);
  EXPECT_EQ(prepared.error()["path"], store.path().database.string());
}

TEST(PrepareStore, TellsAFolderInPlaceOfTheFile) {
  const TemporaryStore temporary;
  const StorePath path{temporary.folder() / "folder"};
  std::filesystem::create_directory(path.database);
  EXPECT_EQ(prepare_store(path).error().code, ErrorCode::file_unwritable);
}

TEST(PrepareStore, TellsAFileInPlaceOfTheFolder) {
  const TemporaryStore temporary;
  write(temporary.folder() / "file", "x");
  EXPECT_EQ(prepare_store({temporary.folder() / "file" / "runs.sqlite"}).error().code, ErrorCode::file_unwritable);
}

TEST(LockedStore, IsWaitedFor) {
  const TemporaryStore store;
  SQLite::Database other(store.path().database.string(), SQLite::OPEN_READWRITE);
  other.exec("BEGIN EXCLUSIVE");
  std::thread release([&other] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    other.exec("COMMIT");
  });
  EXPECT_TRUE(prepare_store(store.path()));
  release.join();
}

TEST(LockedStore, IsAnErrorAfterFiveSeconds) {
  const TemporaryStore store;
  auto writer = RunWriter::open(store.path());
  ASSERT_TRUE(writer);
  SQLite::Database other(store.path().database.string(), SQLite::OPEN_READWRITE);
  other.exec("BEGIN EXCLUSIVE");
  const auto began = std::chrono::steady_clock::now();
  const auto created = writer->create_run("a", "{}");
  const double waited = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  ASSERT_FALSE(created);
  EXPECT_EQ(created.error().code, ErrorCode::store_locked);
  EXPECT_GE(waited, 5.0);
  EXPECT_LT(waited, 7.0);
  other.exec("COMMIT");
  EXPECT_TRUE(writer->create_run("a", "{}")) << "the connection goes on after the error";
}

TEST(MissingStore, IsTold) {
  const TemporaryStore temporary;
  const StorePath path{temporary.folder() / "none.sqlite"};
  EXPECT_EQ(RunReader::open(path).error().code, ErrorCode::file_missing);
  EXPECT_EQ(RunWriter::open(path).error().code, ErrorCode::file_missing);
  EXPECT_FALSE(std::filesystem::exists(path.database));
}

/// Sets an environment variable for a test's duration.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    if (const char* old = std::getenv(name)) old_ = old;
    value ? setenv(name, value, 1) : unsetenv(name);
  }
  ~Variable() { old_ ? setenv(name_, old_->c_str(), 1) : unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
  std::optional<std::string> old_;
};

TEST(DefaultStorePath, FollowsTheEnvironment) {
  const Variable home("HOME", "/home/ada");
  {
    const Variable database("TC3KD_DB", "/data/x.sqlite");
    EXPECT_EQ(default_store_path().database, "/data/x.sqlite");
    EXPECT_EQ(default_store_path().files(), "/data/x.sqlite.files");
  }
  const Variable database("TC3KD_DB", nullptr);
  {
    const Variable data("XDG_DATA_HOME", "/xdg");
    EXPECT_EQ(default_store_path().database, "/xdg/tc3kd/runs.sqlite");
  }
  const Variable data("XDG_DATA_HOME", nullptr);
  EXPECT_EQ(default_store_path().database, "/home/ada/.local/share/tc3kd/runs.sqlite");
}

}  // namespace
}  // namespace tc3kd
