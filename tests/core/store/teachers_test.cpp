// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/store/artefact_files.h"
#include "core/store/run_reader.h"
#include "core/store/run_writer.h"
#include "tests/core/store/sample_events.h"
#include "tests/support/temporary_store.h"

namespace tc3kd {
namespace {

class TeachersTest : public ::testing::Test {
 protected:
  TeacherSummary imported(const ContentHash& weights, std::int64_t made_ms = 5) {
    TeacherSummary t;
    t.origin = TeacherSummary::Origin::imported;
    t.weights = weights;
    t.name = "resnet56 of someone";
    t.source = "/downloads/resnet56.pt";
    t.model = "resnet56";
    t.dataset = "cifar100";
    t.data_dir = "/data";
    t.made_ms = made_ms;
    t.top1 = 72.63;
    t.top5 = 91.94;
    t.loss = 1.25;
    t.test_samples = 10'000;
    t.normalisation = {{0.507, 0.4865, 0.4409}, {0.2673, 0.2564, 0.2761}};
    t.report.format = "torch zip";
    t.report.renamed = {"linear.weight → fc.weight"};
    t.report.normalisation = t.normalisation;
    return t;
  }
  /// A run that has a teacher with these weights.
  RunId run(const std::string& name, const ContentHash& weights, const std::string& origin,
            const std::string& role = teacher_role) {
    const RunId id = writer_.create_claimed_run(name, R"({"data": {"name": "mnist"}})").value();
    TeacherReady ready;
    ready.origin = origin;
    ready.model = "resnet20";
    ready.key = "key of " + weights;
    ready.weights = weights;
    ready.test_top1 = 90.5;
    ready.role = role;
    EXPECT_TRUE(writer_.append(id, {{1, ++clock_, RunStarted{}}, {2, ++clock_, ready}, {3, ++clock_, RunEnded{}}},
                               {Artefact::blob({})}));
    return id;
  }

  TemporaryStore store_;
  RunWriter writer_ = RunWriter::open(store_.path()).value();
  RunReader reader_ = RunReader::open(store_.path()).value();
  std::int64_t clock_ = 1000;
};

TEST_F(TeachersTest, AnImportedOneComesBackAsItWasStored) {
  const TeacherSummary stored = imported("0123");
  ASSERT_TRUE(writer_.store_teacher(stored));
  const auto all = reader_.teachers().value();
  ASSERT_EQ(all.size(), 1U);
  const TeacherSummary& t = all[0];
  EXPECT_EQ(t.origin, TeacherSummary::Origin::imported);
  EXPECT_EQ(t.name, stored.name);
  EXPECT_EQ(t.source, stored.source);
  EXPECT_EQ(t.model, stored.model);
  EXPECT_EQ(t.dataset, stored.dataset);
  EXPECT_EQ(t.data_dir, stored.data_dir);
  EXPECT_EQ(t.made_ms, 5);
  EXPECT_EQ(t.top1, 72.63);
  EXPECT_EQ(t.top5, 91.94);
  EXPECT_EQ(t.loss, 1.25);
  EXPECT_EQ(t.test_samples, 10'000);
  EXPECT_EQ(t.normalisation, stored.normalisation);
  EXPECT_EQ(t.report.format, "torch zip");
  EXPECT_EQ(t.report.renamed, stored.report.renamed);
  EXPECT_EQ(t.report.normalisation, stored.report.normalisation);
  EXPECT_EQ(t.file, artefact_file(store_.path(), "0123").string());
}

TEST_F(TeachersTest, TrainedOnesAreListedOnceUnderTheirFirstRun) {
  const RunId first = run("first", "aaaa", "trained");
  run("second", "aaaa", "trained");
  run("third", "aaaa", "reused");
  run("its judge", "bbbb", "trained", judge_role);
  const RunId other = run("other", "cccc", "trained");
  ASSERT_TRUE(writer_.store_teacher(imported("dddd")));
  const auto all = reader_.teachers().value();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].run, other) << "the newest first";
  EXPECT_EQ(all[1].run, first);
  EXPECT_EQ(all[1].name, "first");
  EXPECT_EQ(all[1].dataset, "mnist");
  EXPECT_EQ(all[1].top1, 90.5);
  EXPECT_EQ(all[2].name, "resnet56 of someone");
  ASSERT_TRUE(writer_.set_trashed(other, true));
  EXPECT_EQ(reader_.teachers()->size(), 2U);
}

TEST_F(TeachersTest, TheFileStaysWhileAnybodyNamesIt) {
  const auto file = Artefact::file(Bytes(100, std::byte{5}));
  ASSERT_TRUE(write_artefact_file(store_.path(), file.hash, *file.bytes));
  ASSERT_TRUE(writer_.store_teacher(imported(file.hash)));
  const RunId id = writer_.create_claimed_run("a", "{}").value();
  ASSERT_TRUE(writer_.append(id, sample_events(), {file}));
  ASSERT_TRUE(writer_.set_trashed(id, true));
  EXPECT_EQ(writer_.purge({id}).value(), 0) << "the teacher names it";
  EXPECT_TRUE(reader_.file(file.hash));
  EXPECT_EQ(writer_.release_file(file.hash).value(), 0);
  EXPECT_EQ(writer_.remove_teacher(file.hash).value(), 100);
  EXPECT_FALSE(reader_.file(file.hash));
  EXPECT_EQ(writer_.remove_teacher(file.hash).error().code, ErrorCode::unknown_teacher);
}

TEST_F(TeachersTest, AFileIsKeptUnderItsHash) {
  const auto source = store_.folder() / "weights.pt";
  std::ofstream(source, std::ios::binary) << "some weights";
  const auto hash = keep_file(store_.path(), source);
  ASSERT_TRUE(hash);
  EXPECT_EQ(reader_.file(*hash)->size(), 12U);
  EXPECT_EQ(keep_file(store_.path(), store_.folder() / "none").error().code, ErrorCode::file_missing);
}

}  // namespace
}  // namespace tc3kd
