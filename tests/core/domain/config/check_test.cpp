// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/config/check.h"

#include <numeric>

#include <gmock/gmock.h>

#include "core/domain/config/dataset_catalogue.h"
#include "core/domain/config/presets.h"

namespace tc3kd {
namespace {

/// The only error of a configuration, by code and key.
void expect_error(const ExperimentConfig& config, ErrorCode code, const std::string& key, const std::string& allowed) {
  const auto errors = check(config);
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors.front().code, code);
  EXPECT_EQ(errors.front()["key"], key);
  EXPECT_THAT(errors.front()["allowed"], testing::HasSubstr(allowed));
}

TEST(Check, EveryPresetIsRight) {
  for (const Preset& preset : presets()) EXPECT_TRUE(check(preset.config).empty()) << preset.name;
}

TEST(Check, FewerEpochsThanStages) {
  ExperimentConfig config;
  config.training.epochs = 4;
  expect_error(config, ErrorCode::too_few_epochs, "training.epochs", "5");
}

TEST(Check, AFirstStageWithoutSamplesNamesTheLargestM) {
  ExperimentConfig config;
  config.data.train_limit = 95;  // 10 in five classes, 9 in the others
  config.curriculum.stages = 11;
  expect_error(config, ErrorCode::first_stage_empty, "curriculum.stages", "1 to 10");
  config.curriculum.stages = 10;
  EXPECT_TRUE(check(config).empty());
  config.curriculum.stages = 11;
  config.curriculum.balanced = false;
  EXPECT_TRUE(check(config).empty());
}

TEST(Check, AlphaSizesMilestonesDeviceAndNormalisation) {
  ExperimentConfig config;
  config.curriculum.alpha = "list:1,0.5";
  expect_error(config, ErrorCode::invalid_value, "curriculum.alpha", "5 numbers");
  config = {};
  config.data.train_limit = 60001;
  expect_error(config, ErrorCode::invalid_value, "data.train_limit", "60000");
  config = {};
  config.data.train_limit = 59000;
  config.data.validation = 1001;
  expect_error(config, ErrorCode::invalid_value, "data.validation", "0 to 1000");
  config = {};
  config.training.optimiser.milestones = {0.6, 0.3};
  expect_error(config, ErrorCode::invalid_value, "training.milestones", "ascending");
  config = {};
  config.device = "gpu";
  expect_error(config, ErrorCode::invalid_value, "device", "cuda:N");
  config = {};
  config.data.normalisation.mean = {0.1, 0.2, 0.3};
  expect_error(config, ErrorCode::invalid_value, "data.normalisation.mean", "1 number a channel");
  config = {};
  config.teacher.normalisation.std = {0.1, 0.2, 0.3};
  EXPECT_TRUE(check(config).empty()) << "a teacher that is trained here sees the data's";
  config.teacher.weights = "teacher.pt";
  expect_error(config, ErrorCode::invalid_value, "teacher.normalisation.std", "1 number a channel");
  config = {};
  config.distillation.ce_weight = 1.5;
  expect_error(config, ErrorCode::invalid_value, "distillation.ce_weight", "0 to 1");
}

TEST(Check, WhatOnlyAFoldersFilesTellIsNotCheckedBeforehand) {
  ExperimentConfig config;
  config.data.name = "folder";
  config.data.train_limit = 123456;
  config.curriculum.stages = 20;
  EXPECT_TRUE(check(config).empty());
  config.data.normalisation.mean = {0.5};
  expect_error(config, ErrorCode::invalid_value, "data.normalisation.mean", "3 number a channel");
}

TEST(Check, CinicHasTwiceAsManySamplesWithItsValidationPart) {
  ExperimentConfig config;
  config.data.name = "cinic10";
  config.data.train_limit = 100000;
  expect_error(config, ErrorCode::invalid_value, "data.train_limit", "90000");
  config.data.splits = "train+valid";
  EXPECT_TRUE(check(config).empty());
}

TEST(Catalogue, FactsFollowWhatIsAskedFor) {
  DataConfig data;
  data.name = "cinic10";
  EXPECT_EQ(dataset_facts(data)->class_sizes.front(), 9000);
  data.splits = "train+valid";
  EXPECT_EQ(dataset_facts(data)->class_sizes.front(), 18000);
  data.name = "imagenet";
  EXPECT_EQ(dataset_facts(data)->height, 224);
  data.image_size = 64;
  EXPECT_EQ(dataset_facts(data)->height, 64);
  data.name = "nothing";
  EXPECT_FALSE(dataset_facts(data));
}

TEST(Check, WeightsThatLeaveNothingToLearn) {
  ExperimentConfig config;
  DistillationConfig& d = config.distillation;
  d.method = "at";
  d.ce_weight = 0;
  d.kd_weight = 0;
  expect_error(config, ErrorCode::invalid_value, "distillation.ce_weight", "above 0");
  d.method = "dist";  // its own loss trains the classifier
  EXPECT_TRUE(check(config).empty());
  d.method_weight = 0;
  expect_error(config, ErrorCode::invalid_value, "distillation.ce_weight", "and the method's is 0");
  d = {};
  d.method = "dkd";
  d.ce_weight = 1.5;  // κ is 0, not 1 − λ
  EXPECT_TRUE(check(config).empty());
  d.dkd_alpha = d.dkd_beta = 0;
  expect_error(config, ErrorCode::invalid_value, "distillation.dkd_alpha", "distillation.dkd_beta");
  d = {};
  d.method = "rkd";
  d.rkd_distance = d.rkd_angle = 0;
  expect_error(config, ErrorCode::invalid_value, "distillation.rkd_distance", "above 0");
  d = {};
  d.method = "dist";
  d.dist_inter = d.dist_intra = 0;
  expect_error(config, ErrorCode::invalid_value, "distillation.dist_inter", "above 0");
}

TEST(Check, ATemperatureIsLearntOnlyWhereSomethingIsSoftened) {
  ExperimentConfig config;
  DistillationConfig& d = config.distillation;
  d.temperature_schedule = "ctkd";
  EXPECT_TRUE(check(config).empty());
  d.method = "dkd";
  EXPECT_TRUE(check(config).empty());
  d.method = "at";
  d.kd_weight = 0;
  expect_error(config, ErrorCode::invalid_value, "distillation.temperature_schedule", "fixed");
}

TEST(Catalogue, ClassSizesAddUpAndLimitsAreBalanced) {
  for (const DatasetFacts& facts : dataset_catalogue()) {
    EXPECT_EQ(std::accumulate(facts.class_sizes.begin(), facts.class_sizes.end(), std::int64_t{0}),
              facts.train_samples);
    EXPECT_EQ(facts.classes.size(), facts.class_sizes.size());
  }
  EXPECT_EQ(limited_class_sizes({6, 6, 6}, 0), (std::vector<std::int64_t>{6, 6, 6}));
  EXPECT_EQ(limited_class_sizes({6, 6, 6}, 18), (std::vector<std::int64_t>{6, 6, 6}));
  EXPECT_EQ(limited_class_sizes({6, 6, 6}, 7), (std::vector<std::int64_t>{3, 2, 2}));
  EXPECT_EQ(limited_class_sizes({1, 9}, 5), (std::vector<std::int64_t>{1, 4}));
}

}  // namespace
}  // namespace tc3kd
