// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/store/artefact_files.h"
#include "core/store/run_reader.h"
#include "core/store/run_writer.h"
#include "tests/core/store/sample_events.h"
#include "tests/support/temporary_store.h"

namespace tc3kd {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

class RunHousekeepingTest : public ::testing::Test {
 protected:
  /// A finished run that names these artefacts.
  RunId finished(const std::string& name, const std::vector<Artefact>& artefacts = {}) {
    const RunId id = writer_.create_claimed_run(name, "{}").value();
    EXPECT_TRUE(writer_.append(id, sample_events(), artefacts));
    return id;
  }
  bool has_file(const Artefact& file) { return std::filesystem::exists(artefact_file(store_.path(), file.hash)); }

  TemporaryStore store_;
  RunWriter writer_ = RunWriter::open(store_.path()).value();
  RunReader reader_ = RunReader::open(store_.path()).value();
};

TEST_F(RunHousekeepingTest, Renames) {
  const RunId id = finished("old");
  ASSERT_TRUE(writer_.rename(id, "new ✓"));
  EXPECT_EQ(reader_.run(id)->name, "new ✓");
  EXPECT_EQ(writer_.rename("none", "x").error().code, ErrorCode::unknown_run);
}

TEST_F(RunHousekeepingTest, TrashHidesAndGivesBack) {
  const RunId id = finished("a");
  ASSERT_TRUE(writer_.set_trashed(id, true));
  EXPECT_THAT(*reader_.runs(), IsEmpty());
  ASSERT_THAT(*reader_.runs(true), SizeIs(1));
  EXPECT_TRUE(reader_.runs(true)->front().trashed);
  ASSERT_TRUE(writer_.set_trashed(id, false));
  EXPECT_THAT(*reader_.runs(), SizeIs(1));
  EXPECT_EQ(lines(*reader_.read_since(id, 0)), lines(sample_events()));
}

TEST_F(RunHousekeepingTest, ARunningRunCannotBeDeleted) {
  const RunId id = writer_.create_claimed_run("a", "{}").value();
  const auto trashed = writer_.set_trashed(id, true);
  ASSERT_FALSE(trashed);
  EXPECT_EQ(trashed.error().code, ErrorCode::run_active);
  EXPECT_EQ(trashed.error()["value"], id);
}

TEST_F(RunHousekeepingTest, PurgeRemovesWhatNobodyNamesAndKeepsWhatIsShared) {
  const auto own_blob = Artefact::blob(Bytes(10, std::byte{1})), shared_blob = Artefact::blob(Bytes(10, std::byte{2}));
  const auto own_file = Artefact::file(Bytes(1000, std::byte{3})),
             shared_file = Artefact::file(Bytes(10, std::byte{4}));
  const RunId a = finished("a", {own_blob, shared_blob, own_file, shared_file});
  const RunId b = finished("b", {shared_blob, shared_file});
  ASSERT_TRUE(writer_.set_trashed(a, true));
  const auto freed = writer_.purge({a, b});  // b is not in the trash
  ASSERT_TRUE(freed);
  EXPECT_EQ(*freed, 1000);
  EXPECT_EQ(reader_.run(a).error().code, ErrorCode::unknown_run);
  EXPECT_THAT(*reader_.read_since(a, 0), IsEmpty());
  EXPECT_TRUE(reader_.run(b));
  EXPECT_FALSE(reader_.blob(own_blob.hash));
  EXPECT_TRUE(reader_.blob(shared_blob.hash));
  EXPECT_FALSE(has_file(own_file));
  EXPECT_TRUE(reader_.file(shared_file.hash));

  ASSERT_TRUE(writer_.set_trashed(b, true));
  EXPECT_EQ(*writer_.purge({b, "none"}), 10);
  EXPECT_FALSE(reader_.blob(shared_blob.hash));
  EXPECT_FALSE(has_file(shared_file));
}

TEST_F(RunHousekeepingTest, ARunThatReusesAnothersWeightsKeepsThem) {
  const auto weights = Artefact::file(Bytes(100, std::byte{5}));
  TeacherReady ready;
  ready.key = "key";
  ready.weights = weights.hash;
  ready.origin = "trained";
  const RunId trained = writer_.create_claimed_run("trained", "{}").value();
  ASSERT_TRUE(writer_.append(trained, {{1, 1, ready}}, {weights}));
  ASSERT_TRUE(writer_.append(trained, {{2, 2, RunEnded{}}}, {}));
  ready.origin = "reused";
  const RunId reused = writer_.create_claimed_run("reused", "{}").value();
  ASSERT_TRUE(writer_.append(reused, {{1, 1, ready}}, {}));  // names the file without bringing it
  ASSERT_TRUE(writer_.set_trashed(trained, true));
  EXPECT_EQ(*writer_.purge({trained}), 0);
  EXPECT_TRUE(has_file(weights));
  EXPECT_EQ((*reader_.find_teacher("key"))->ready.origin, "reused");
}

}  // namespace
}  // namespace tc3kd
