// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/analysis/comparison.h"

#include <cmath>

#include <gmock/gmock.h>

#include "core/domain/analysis/histogram.h"
#include "core/domain/config/config_json.h"
#include "core/domain/config/presets.h"
#include "core/domain/curriculum/difficulty.h"

namespace tc3kd {
namespace {

using testing::ElementsAre;

RunSummary run_of(const char* preset) {
  RunSummary run;
  run.name = preset;
  run.config_json = to_json(resolve(find_preset(preset)->config)).dump();
  return run;
}

TEST(Comparison, ShowsOnlyWhatDiffers) {
  const std::vector<RunSummary> runs{run_of("tc3kd"), run_of("kd")};
  const auto differences = config_differences(runs);
  std::vector<std::string> keys;
  for (const Difference& d : differences) keys.push_back(d.key);
  EXPECT_THAT(keys, ElementsAre("curriculum.stages"));
  EXPECT_THAT(differences[0].values, ElementsAre("5", "1"));
  EXPECT_TRUE(config_differences({run_of("kd"), run_of("kd")}).empty());
  EXPECT_EQ(difference_labels({run_of("kd"), run_of("kd")})[1], "kd");
  EXPECT_EQ(difference_labels(runs)[1], "m=1");
}

TEST(Comparison, AFieldThatARunDoesNotUseIsMissingThere) {
  // One stage uses no curriculum: its α is a dash beside two that differ.
  RunSummary increasing = run_of("tc3kd");
  auto config = find_preset("tc3kd")->config;
  config.curriculum.alpha = "increasing";
  increasing.config_json = to_json(resolve(config)).dump();
  const auto differences = config_differences({run_of("tc3kd"), increasing, run_of("kd")});
  ASSERT_EQ(differences.size(), 2U);
  EXPECT_EQ(differences[1].key, "curriculum.alpha");
  EXPECT_THAT(differences[1].values, ElementsAre("decreasing", "increasing", "—"));
}

TEST(Comparison, SharedSubsets) {
  EXPECT_EQ(jaccard({}, {}), 1.0);
  EXPECT_EQ(jaccard({1, 2}, {3}), 0.0);
  EXPECT_EQ(jaccard({1, 2, 3}, {2, 3, 4}), 0.5);
}

TEST(Histogram, AxesAreRoundAndBinsCoverThem) {
  const std::vector<double> values{0.013, 0.2, 1.0, 7.9};
  const BinAxis axis = fit_axis(values, 30, true);
  EXPECT_DOUBLE_EQ(axis.low, 0.01);
  EXPECT_DOUBLE_EQ(axis.high, 1.0 * 10);
  EXPECT_EQ(axis.bin(0.001), 0);
  EXPECT_EQ(axis.bin(0.0), 0);
  EXPECT_EQ(axis.bin(1e9), 29);
  EXPECT_EQ(axis.bin(std::nan("")), -1);
  EXPECT_DOUBLE_EQ(axis.edge(10), 0.1);  // three decades, ten bins each
  EXPECT_EQ(axis.bin(0.11), 10);
  EXPECT_EQ(axis.bin(0.09), 9);
}

TEST(Histogram, CountsByClass) {
  const std::vector<std::int64_t> labels{0, 0, 1, 1};
  const std::vector<float> teacher{0.1f, 0.9f, 0.3f, not_measured};
  const BinAxis axis{0.0, 1.0, 2, false};
  const auto h = difficulty_histogram(axis, 2, 1.0, ScoreNorm::raw, labels, teacher, {}, std::vector<std::int64_t>{0, 1, 2, 3},
                                      std::vector<std::int64_t>{0, 2});
  EXPECT_THAT(h.g, ElementsAre(1, 1, 1, 0));
  EXPECT_THAT(h.entered, ElementsAre(1, 0, 1, 0));
  EXPECT_THAT(h.measured, ElementsAre(2, 1));
  EXPECT_THAT(h.ce_student, ElementsAre(0, 0, 0, 0));
}

}  // namespace
}  // namespace tc3kd
