// SPDX-License-Identifier: GPL-3.0-or-later
// Stores of every earlier version of the schema, as it was released, opened by this one.
#include "core/store/migrations.h"

#include <fstream>
#include <sstream>

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include "core/store/run_reader.h"
#include "core/store/run_writer.h"
#include "tests/support/temporary_folder.h"

namespace tc3kd {
namespace {

class OldStore : public ::testing::TestWithParam<int> {
 protected:
  void SetUp() override {
    std::ifstream file(std::string(TC3KD_TEST_DATA) + "/store/version_" + std::to_string(GetParam()) + ".sql");
    std::stringstream script;
    script << file.rdbuf();
    ASSERT_FALSE(script.str().empty());
    SQLite::Database(path_.database.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec(script.str());
  }
  test::TemporaryFolder folder_;
  StorePath path_{folder_.path() / "runs.sqlite"};
};

TEST_P(OldStore, KeepsItsRunAndTakesNewOnes) {
  ASSERT_TRUE(prepare_store(path_));
  auto reader = RunReader::open(path_).value();
  const auto run = reader.run("0123456789ab");
  ASSERT_TRUE(run);
  EXPECT_EQ(run->name, "an old run");
  EXPECT_EQ(run->status, RunStatus::finished);
  EXPECT_EQ(run->best_test_top1, 62.5);
  const auto history = reader.history(run->id);
  ASSERT_TRUE(history) << describe(history.error());
  EXPECT_EQ(history->epochs().size(), 2u);
  EXPECT_EQ(history->teacher()->role, teacher_role);
  EXPECT_FALSE(history->stages().front().ended->converged_at);
  EXPECT_EQ(reader.generation(run->id).value(), 0);

  auto writer = RunWriter::open(path_).value();
  const RunId fresh = writer.create_claimed_run("new", "{}").value();
  EXPECT_TRUE(writer.append(fresh, {{1, 5, RunStarted{}}}, {}));
  EXPECT_EQ(reader.runs()->size(), 2u);
}

TEST_P(OldStore, HasTheStableViews) {
  ASSERT_TRUE(prepare_store(path_));
  SQLite::Database database(path_.database.string());
  EXPECT_EQ(database.execAndGet("SELECT best_test_top1 FROM v_run").getDouble(), 62.5);
  EXPECT_EQ(database.execAndGet("SELECT seed FROM v_run").getInt(), 3);
  EXPECT_EQ(database.execAndGet("SELECT train_kl FROM v_epoch WHERE epoch=2").getDouble(), 1.0);
  EXPECT_EQ(database.execAndGet("SELECT count(*) FROM v_stage").getInt(), 0);
}

INSTANTIATE_TEST_SUITE_P(Versions, OldStore, ::testing::Range(1, store_version()));

}  // namespace
}  // namespace tc3kd
