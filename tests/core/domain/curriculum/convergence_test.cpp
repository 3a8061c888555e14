// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/curriculum/convergence.h"

#include <gtest/gtest.h>

#include "core/domain/curriculum/measuring_views.h"

namespace tc3kd {
namespace {

std::vector<EpochEnded> losses(const std::vector<double>& values) {
  std::vector<EpochEnded> epochs;
  for (const double value : values) epochs.emplace_back().train_loss = value;
  return epochs;
}

CurriculumConfig rule(std::int64_t patience, double min_delta) {
  CurriculumConfig config;
  config.patience = patience;
  config.min_delta = min_delta;
  return config;
}

TEST(Convergence, EndsAfterPatienceEpochsWithoutGain) {
  EXPECT_FALSE(has_converged(rule(2, 0.1), losses({1.0, 0.8, 0.75})));
  EXPECT_TRUE(has_converged(rule(2, 0.1), losses({1.0, 0.8, 0.75, 0.71})));   // both within 0.1 of 0.8
  EXPECT_FALSE(has_converged(rule(2, 0.1), losses({1.0, 0.8, 0.75, 0.65})));  // 0.65 < 0.8 − 0.1 is a gain
  EXPECT_TRUE(has_converged(rule(1, 0.0), losses({1.0, 1.0})));
  EXPECT_FALSE(has_converged(rule(1, 0.0), losses({1.0})));
}

TEST(Convergence, WithoutPatienceTheBudgetIsKept) {
  EXPECT_FALSE(has_converged(rule(0, 0.1), losses(std::vector<double>(50, 1.0))));
}

TEST(Convergence, TheHeldOutLossGoesFirst) {
  auto epochs = losses({1.0, 0.5, 0.25});
  for (EpochEnded& epoch : epochs) epoch.validation_loss = 2.0;
  EXPECT_TRUE(has_converged(rule(2, 0.0), epochs));
}

TEST(MeasuringViews, AreReadFromTheTransform) {
  EXPECT_EQ(measuring_views("test"), 0);
  EXPECT_EQ(measuring_views("train"), 1);
  EXPECT_EQ(measuring_views("tta:5"), 5);
  for (const char* wrong : {"", "tta", "tta:", "tta:0", "tta:1001", "tta:5x", "tta:-1", "Test"}) {
    EXPECT_FALSE(measuring_views(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace tc3kd
