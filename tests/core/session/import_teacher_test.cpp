// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>

#include <gtest/gtest.h>

#include "core/session/run_service.h"
#include "tests/support/fake_engine.h"
#include "tests/support/temporary_store.h"

namespace tc3kd {
namespace {

class ImportTeacherTest : public ::testing::Test {
 protected:
  void SetUp() override { std::ofstream(file_, std::ios::binary) << "weights of someone else"; }
  std::size_t files() {
    std::error_code none;
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(store_.path().files(), none)) count += entry.exists();
    return count;
  }
  TeacherImport import(const std::string& file) {
    TeacherImport teacher;
    teacher.request.weights = file;
    teacher.request.model = "resnet20";
    teacher.request.dataset = "fashion-mnist";
    teacher.request.mean = {0.5};
    teacher.request.std = {0.25};
    return teacher;
  }

  TemporaryStore store_;
  const std::filesystem::path file_ = store_.folder() / "resnet20-someone.pt";
  FakeEngine engine_;
  RunService service_{store_.path(), engine_};
  RunControl control_;
};

TEST_F(ImportTeacherTest, KeepsTheFileAndWhatItIsWorth) {
  const auto teacher = service_.import_teacher(import(file_.string()), control_);
  ASSERT_TRUE(teacher && *teacher);
  std::filesystem::remove(file_);
  auto reader = RunReader::open(store_.path()).value();
  const auto all = reader.teachers().value();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].name, "resnet20-someone");
  EXPECT_EQ(all[0].source, file_.string());
  EXPECT_EQ(all[0].model, "resnet20");
  EXPECT_EQ(all[0].dataset, "fashion-mnist");
  EXPECT_EQ(all[0].top1, 81.25);
  EXPECT_EQ(all[0].test_samples, 100);
  EXPECT_EQ(all[0].normalisation, (NormalisationConfig{{0.5}, {0.25}}));
  EXPECT_EQ(reader.file(all[0].weights)->size(), 23U);
  EXPECT_TRUE(std::filesystem::exists(all[0].file));

  TeacherImport again = import(all[0].file);
  again.name = "renamed";
  ASSERT_TRUE(service_.import_teacher(again, control_));
  EXPECT_EQ(reader.teachers()->size(), 1U) << "the same weights are the same teacher";
  EXPECT_EQ(reader.teachers()->front().name, "renamed");
  EXPECT_EQ(service_.remove_teacher(all[0].weights).value(), 23);
  EXPECT_TRUE(reader.teachers()->empty());
}

TEST_F(ImportTeacherTest, WhatCannotBeEvaluatedIsNotKept) {
  class Refusing final : public TrainingEngine {
   public:
    explicit Refusing(FakeEngine& fake) : fake_(fake) {}
    Environment environment() const override { return fake_.environment(); }
    std::vector<ModelInfo> models() const override { return {}; }
    std::vector<DatasetStatus> datasets(const std::string&) const override { return {}; }
    Result<DatasetDescription> describe_dataset(const std::string&, const std::string&, RunControl&) const override {
      return DatasetDescription{};
    }
    std::vector<Error> check(const ExperimentConfig&) const override { return {}; }
    Result<Outcome> run(std::string_view, EventSink&, RunControl&, RunResources&) override { return Outcome{}; }
    Result<DataIdentity> identify_data(const ExperimentConfig&) const override { return DataIdentity{}; }
    Result<WeightReport> inspect_weights(const std::string&, const std::string&) const override {
      return WeightReport{};
    }
    Result<EvaluationResult> evaluate(const EvaluationRequest& request, RunControl&) override {
      return fail(ErrorCode::weights_mismatch, {{"path", request.weights}});
    }

   private:
    FakeEngine& fake_;
  } refusing(engine_);
  RunService service(store_.path(), refusing);
  const auto teacher = service.import_teacher(import(file_.string()), control_);
  ASSERT_FALSE(teacher);
  EXPECT_EQ(teacher.error().code, ErrorCode::weights_mismatch);
  EXPECT_EQ(teacher.error()["path"], file_.string()) << "the user's file is named, not the store's copy";
  EXPECT_EQ(files(), 0U);
  EXPECT_EQ(service.import_teacher(import("/none"), control_).error().code, ErrorCode::file_missing);
}

TEST_F(ImportTeacherTest, AStopKeepsNothing) {
  control_.stop();
  const auto teacher = service_.import_teacher(import(file_.string()), control_);
  ASSERT_TRUE(teacher);
  EXPECT_FALSE(*teacher);
  EXPECT_EQ(files(), 0U);
  EXPECT_TRUE(RunReader::open(store_.path())->teachers()->empty());
}

}  // namespace
}  // namespace tc3kd
