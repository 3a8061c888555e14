// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/training/learning_rate.h"

#include <vector>

#include <gtest/gtest.h>

namespace tc3kd {
namespace {

OptimiserConfig schedule(const std::string& name) {
  OptimiserConfig config;
  config.learning_rate = 0.1;
  config.schedule = name;
  return config;
}

TEST(LearningRate, StepsFallAfterWholeFractionsOfTheEpochs) {
  // Of 240 epochs, milestones 0.3, 0.6, 0.9: 72 epochs at 0.1, to 144 at 0.01, to 216 at 0.001, then 0.0001.
  const OptimiserConfig step = schedule("step");
  const struct {
    std::int64_t epoch;
    double rate;
  } expected[] = {{1, 0.1},     {72, 0.1},    {73, 0.01},    {144, 0.01},
                  {145, 0.001}, {216, 0.001}, {217, 0.0001}, {240, 0.0001}};
  for (const auto& [epoch, rate] : expected) EXPECT_NEAR(scheduled_rate(step, epoch, 240), rate, 1e-17) << epoch;
}

TEST(LearningRate, CosineByHand) {
  const OptimiserConfig cosine = schedule("cosine");
  EXPECT_DOUBLE_EQ(scheduled_rate(cosine, 1, 4), 0.1);
  EXPECT_NEAR(scheduled_rate(cosine, 2, 4), 0.1 * 0.5 * (1 + 0.70710678118654752), 1e-16);
  EXPECT_NEAR(scheduled_rate(cosine, 3, 4), 0.05, 1e-16);
  EXPECT_NEAR(scheduled_rate(cosine, 4, 4), 0.1 * 0.5 * (1 - 0.70710678118654752), 1e-16);
}

TEST(LearningRate, ConstantIsConstant) {
  for (const std::int64_t epoch : {1, 5, 10}) EXPECT_EQ(scheduled_rate(schedule("constant"), epoch, 10), 0.1);
}

TEST(LearningRate, ThePoliciesOverStages) {
  // Two stages of two epochs each, cosine from 0.1.
  ExperimentConfig config;
  config.curriculum.stages = 2;
  config.training.epochs = 4;
  config.training.optimiser = schedule("cosine");
  const StagePlan plan = plan_stages(config, {100, 100}).value();
  const auto rates = [&](const std::string& policy) {
    config.training.lr_policy = policy;
    std::vector<double> found;
    for (const PlannedStage& stage : plan.stages) {
      for (std::int64_t e = stage.first_epoch; e <= stage.last_epoch; ++e) {
        found.push_back(student_rate(config.training, plan, stage, e));
      }
    }
    return found;
  };
  const double a = 0.1 * 0.5 * (1 + 0.70710678118654752), b = 0.1 * 0.5 * (1 - 0.70710678118654752);
  const auto expect = [](const std::vector<double>& found, const std::vector<double>& expected) {
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], expected[i], 1e-16) << i;
  };
  expect(rates("global"), {0.1, a, 0.05, b});
  expect(rates("restart_per_stage"), {0.1, 0.05, 0.1, 0.05});
  expect(rates("constant_until_last_stage"), {0.1, 0.1, 0.1, 0.05});
}

}  // namespace
}  // namespace tc3kd
