// SPDX-License-Identifier: GPL-3.0-or-later
// α by stage, quotas and epochs: the arithmetic of algorithms §1.1 and §1.2.
#include <gmock/gmock.h>

#include "core/domain/curriculum/alpha_schedule.h"
#include "core/domain/curriculum/quota.h"
#include "core/domain/curriculum/stage_plan.h"

namespace tc3kd {
namespace {

using testing::DoubleEq;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(AlphaSchedule, DecreasesAsEquationFour) {
  EXPECT_THAT(*alpha_schedule("decreasing", 1), ElementsAre(1.0));
  EXPECT_THAT(*alpha_schedule("decreasing", 4), ElementsAre(1.0, 0.75, 0.5, 0.25));
  EXPECT_THAT(*alpha_schedule("decreasing", 5),
              ElementsAre(DoubleEq(1.0), DoubleEq(0.8), DoubleEq(0.6), DoubleEq(0.4), DoubleEq(0.2)));
}

TEST(AlphaSchedule, IncreasesAsEquationFive) {
  auto reversed = *alpha_schedule("decreasing", 4);
  std::reverse(reversed.begin(), reversed.end());
  EXPECT_EQ(*alpha_schedule("increasing", 4), reversed);
}

TEST(AlphaSchedule, FixedLinearAndListed) {
  EXPECT_THAT(*alpha_schedule("fixed:0.5", 3), ElementsAre(0.5, 0.5, 0.5));
  EXPECT_THAT(*alpha_schedule("linear:1:0", 3), ElementsAre(1.0, 0.5, 0.0));
  EXPECT_THAT(*alpha_schedule("linear:0.3:0", 1), ElementsAre(0.3));
  EXPECT_THAT(*alpha_schedule("list:1,0,0.25", 3), ElementsAre(1.0, 0.0, 0.25));
}

TEST(AlphaSchedule, WhatCannotBeReadIsNamed) {
  for (const char* text : {"", "down", "fixed:", "fixed:1.1", "fixed:-0.1", "fixed:nan", "linear:1", "linear:1:2",
                           "list:1,0", "list:1,0,", "list:1,0,x", "fixed:0.5x"}) {
    const auto alpha = alpha_schedule(text, 3);
    ASSERT_FALSE(alpha) << text;
    EXPECT_EQ(alpha.error()["key"], "curriculum.alpha");
    EXPECT_EQ(alpha.error()["value"], text);
  }
}

TEST(Quota, IsCumulativeAndEndsWithTheWholeGroup) {
  EXPECT_EQ(cumulative_quota(500, 1, 5), 100);  // divisible: N/(c·m) of the paper
  for (const std::int64_t n : {0, 1, 7, 499, 500}) {
    for (std::int64_t m = 1; m <= 11; ++m) {
      EXPECT_EQ(cumulative_quota(n, m, m), n);
      for (std::int64_t k = 1; k <= m; ++k) {
        const double exact = static_cast<double>(k * n) / static_cast<double>(m);
        EXPECT_LT(exact - static_cast<double>(cumulative_quota(n, k, m)), 1.0);
        EXPECT_GE(exact, static_cast<double>(cumulative_quota(n, k, m)));
      }
    }
  }
}

TEST(Quota, StagesEndAtTheRoundedShareOfTheEpochs) {
  EXPECT_EQ(stage_end_epoch(1, 200, 3), 67);
  EXPECT_EQ(stage_end_epoch(2, 200, 3), 133);
  EXPECT_EQ(stage_end_epoch(3, 200, 3), 200);
  EXPECT_EQ(stage_end_epoch(1, 5, 2), 3);  // 2.5 rounds up
  for (std::int64_t m = 1; m <= 12; ++m) {
    for (std::int64_t k = 1; k <= m; ++k) {
      EXPECT_GT(stage_end_epoch(k, m, m), k == 1 ? 0 : stage_end_epoch(k - 1, m, m)) << "every stage has an epoch";
    }
  }
}

/// algorithms A9: the optimiser steps of CIFAR-100 at E = 200, B = 128.
TEST(StagePlan, CountsThePublishedNumberOfUpdates) {
  const std::vector<std::int64_t> cifar100(100, 500);
  ExperimentConfig config;
  config.training.epochs = 200;
  const auto steps = [&](std::int64_t m) {
    config.curriculum.stages = m;
    return plan_stages(config, cifar100)->steps;
  };
  EXPECT_EQ(steps(1), 78200);
  EXPECT_EQ(steps(2), 58700);
  EXPECT_EQ(steps(4), 48900);
  EXPECT_EQ(steps(5), 47000);
  EXPECT_EQ(steps(10), 43100);
  config.training.epoch_unit = "fixed_iterations";
  EXPECT_EQ(steps(5), 78200);
}

TEST(StagePlan, FlagsRemaindersAndClassesThatGainNothing) {
  ExperimentConfig config;
  config.curriculum.stages = 3;
  const auto plan = plan_stages(config, {9, 2});
  ASSERT_TRUE(plan);
  EXPECT_TRUE(plan->remainders);
  EXPECT_THAT(plan->stages[0].empty_classes, ElementsAre(1));  // 2/3 = 0
  EXPECT_EQ(plan->stages[0].subset_size, 3);
  EXPECT_EQ(plan->stages[1].subset_size, 7);
  EXPECT_EQ(plan->stages[2].subset_size, 11);
  EXPECT_EQ(plan->stages[1].entering_per_class_min, 1);
  EXPECT_EQ(plan->stages[1].entering_per_class_max, 3);
  config.curriculum.stages = 10;
  EXPECT_EQ(plan_stages(config, {9, 2}).error().code, ErrorCode::first_stage_empty);
}

TEST(StagePlan, ASingleJudgeHasAllTheWeight) {
  ExperimentConfig config;
  config.curriculum.stages = 2;
  config.curriculum.measurer = "fixed_teacher";
  EXPECT_EQ(plan_stages(config, {4, 4})->stages[1].alpha, 1.0);
  for (const char* student : {"student", "fixed_student", "slkd"}) {
    config.curriculum.measurer = student;
    EXPECT_EQ(plan_stages(config, {4, 4})->stages[0].alpha, 0.0) << student;
  }
}

TEST(StagePlan, AWarmUpComesOutOfTheSameBudget) {
  ExperimentConfig config;
  config.curriculum.stages = 4;
  config.training.epochs = 100;
  config.training.optimiser.batch_size = 10;
  EXPECT_FALSE(plan_stages(config, {40, 40})->warm_up);
  config.curriculum.measurer = "slkd";  // E/(m+1) = 20
  const auto plan = plan_stages(config, {40, 40});
  ASSERT_TRUE(plan->warm_up);
  EXPECT_EQ(plan->warm_up->last_epoch, 20);
  EXPECT_EQ(plan->warm_up->subset_size, 80);
  EXPECT_EQ(plan->warm_up->steps, 20 * 8);
  EXPECT_EQ(plan->stages[0].first_epoch, 21);
  EXPECT_EQ(plan->stages[0].last_epoch, 40);
  EXPECT_EQ(plan->stages[3].last_epoch, 100);
  config.curriculum.warm_up = 97;
  EXPECT_EQ(plan_stages(config, {40, 40}).error().code, ErrorCode::too_few_epochs);
  config.curriculum.stages = 1;
  EXPECT_FALSE(plan_stages(config, {40, 40})->warm_up);
}

}  // namespace
}  // namespace tc3kd
