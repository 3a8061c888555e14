// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/curriculum/difficulty.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tc3kd {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;

const std::vector<float> teacher{3, 1, 1, 2};
const std::vector<float> student{10, 40, 20, 30};
const std::vector<std::int64_t> all{0, 1, 2, 3};

TEST(Difficulties, RawOnesAreEquation3) {
  EXPECT_THAT(difficulties(0.25, ScoreNorm::raw, teacher, student, all),
              ElementsAre(0.75 + 7.5, 0.25 + 30, 0.25 + 15, 0.5 + 22.5));
  EXPECT_THAT(difficulties(1.0, ScoreNorm::raw, teacher, {}, std::vector<std::int64_t>{1, 3}), ElementsAre(1, 2));
}

TEST(Difficulties, TiesShareTheirMeanRank) {
  // Ascending: 1, 1, 2, 3 at the places 0 and 1 (both 0.5), 2, 3 of 0…3.
  EXPECT_THAT(difficulties(1.0, ScoreNorm::rank, teacher, {}, all), ElementsAre(1.0, 0.5 / 3, 0.5 / 3, 2.0 / 3));
  EXPECT_THAT(difficulties(0.0, ScoreNorm::rank, {}, student, all), ElementsAre(0.0, 1.0, 1.0 / 3, 2.0 / 3));
  EXPECT_THAT(difficulties(0.5, ScoreNorm::rank, teacher, student, all),
              ElementsAre(0.5, DoubleNear(0.25 / 3 + 0.5, 1e-15), DoubleNear(0.75 / 3, 1e-15), DoubleNear(2.0 / 3, 1e-15)));
}

TEST(Difficulties, RanksAreThoseWithinTheRankedSamples) {
  EXPECT_THAT(difficulties(1.0, ScoreNorm::rank, teacher, {}, std::vector<std::int64_t>{0, 3}), ElementsAre(1.0, 0.0));
  EXPECT_THAT(difficulties(1.0, ScoreNorm::rank, teacher, {}, std::vector<std::int64_t>{3}), ElementsAre(0.0));
}

TEST(Difficulties, ZScoresByHand) {
  // 10, 40, 20, 30: mean 25, population σ = √125.
  const double sigma = std::sqrt(125.0);
  EXPECT_THAT(difficulties(0.0, ScoreNorm::zscore, {}, student, all),
              ElementsAre(DoubleNear(-15 / sigma, 1e-15), DoubleNear(15 / sigma, 1e-15), DoubleNear(-5 / sigma, 1e-15),
                          DoubleNear(5 / sigma, 1e-15)));
  EXPECT_THAT(difficulties(1.0, ScoreNorm::zscore, std::vector<float>(4, 0.5f), {}, all), ElementsAre(0, 0, 0, 0));
}

TEST(Difficulties, WhatWasNotMeasuredStaysSoAndCountsInNoRank) {
  const std::vector<float> some{3, not_measured, 1, 2};
  for (const ScoreNorm norm : {ScoreNorm::raw, ScoreNorm::rank, ScoreNorm::zscore}) {
    EXPECT_TRUE(std::isnan(difficulties(1.0, norm, some, {}, all)[1])) << to_string(norm);
  }
  EXPECT_EQ(difficulties(1.0, ScoreNorm::rank, some, {}, all)[3], 0.5);
}

TEST(Difficulties, NormsHaveNames) {
  for (const ScoreNorm norm : {ScoreNorm::raw, ScoreNorm::rank, ScoreNorm::zscore}) {
    EXPECT_EQ(score_norm_from(to_string(norm)), norm);
  }
}

TEST(Complement, IsWhatIsLeft) {
  EXPECT_THAT(complement(std::vector<std::int64_t>{1, 3}, 5), ElementsAre(0, 2, 4));
  EXPECT_THAT(complement({}, 2), ElementsAre(0, 1));
}

}  // namespace
}  // namespace tc3kd
