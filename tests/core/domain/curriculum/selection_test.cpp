// SPDX-License-Identifier: GPL-3.0-or-later
// Which samples a stage takes: the golden example of algorithms §8.2 and the properties at the end of §1.3.
#include "core/domain/curriculum/selection.h"

#include <algorithm>
#include <cmath>

#include <gmock/gmock.h>

#include "core/domain/config/presets.h"
#include "core/domain/curriculum/alpha_schedule.h"
#include "core/domain/curriculum/difficulty.h"
#include "core/domain/curriculum/quota.h"
#include "core/domain/random.h"

namespace tc3kd {
namespace {

using Indices = std::vector<std::int64_t>;

struct Rule {
  bool remove, balanced;
};

struct Data {
  std::int64_t classes = 0;
  Indices labels;
  std::vector<float> ce_teacher;
  std::vector<std::vector<float>> ce_student;  ///< by stage
};

std::vector<Selection> run_stages(const Data& d, Rule rule, const std::vector<double>& alpha) {
  std::vector<Selection> result;
  const auto m = static_cast<std::int64_t>(alpha.size());
  for (std::int64_t k = 1; k <= m; ++k) {
    const auto i = static_cast<std::size_t>(k - 1);
    result.push_back(select_stage({k, m, alpha[i], rule.remove, rule.balanced, d.classes, d.labels, d.ce_teacher,
                                   d.ce_student[i], k == 1 ? Indices{} : result.back().subset}));
  }
  return result;
}

TEST(Selection, TheGoldenExample) {
  const Data d{2,
               {0, 0, 0, 0, 0, 1, 1, 1},
               {.10f, .40f, .20f, .90f, .30f, .05f, .60f, .02f},
               {{4, 4, 4, 4, 4, 4, 4, 4}, {2.0f, .20f, .50f, .10f, .70f, .40f, .30f, 2.5f}, {}}};
  const auto alpha = *alpha_schedule("decreasing", 3);
  const auto subsets = [&](Rule rule) {
    std::vector<Indices> s;
    for (const Selection& stage : run_stages(d, rule, alpha)) s.push_back(stage.subset);
    return s;
  };
  const Indices all{0, 1, 2, 3, 4, 5, 6, 7};
  EXPECT_EQ(subsets({true, true}), (std::vector<Indices>{{0, 7}, {0, 1, 2, 5, 7}, all}));
  EXPECT_EQ(subsets({true, false}), (std::vector<Indices>{{5, 7}, {1, 2, 4, 5, 7}, all}));
  EXPECT_EQ(subsets({false, true}), (std::vector<Indices>{{0, 7}, {1, 2, 4, 5, 6}, all}));
  EXPECT_EQ(subsets({false, false}), (std::vector<Indices>{{5, 7}, {1, 2, 4, 5, 6}, all}));
}

TEST(Selection, CountsEnteredAndCutOffs) {
  const Data d{2, {0, 0, 0, 1}, {.3f, .1f, .2f, .9f}, {{}, {}}};
  const auto stages = run_stages(d, {true, true}, {1.0, 1.0});
  EXPECT_EQ(stages[0].subset, (Indices{1}));
  EXPECT_EQ(stages[0].class_counts, (Indices{1, 0}));
  EXPECT_EQ(stages[0].cut_offs[0], static_cast<double>(.1f));
  EXPECT_TRUE(std::isnan(stages[0].cut_offs[1]));
  EXPECT_EQ(stages[1].entered, (Indices{0, 2, 3}));
  EXPECT_EQ(stages[1].class_entered, (Indices{2, 1}));
  EXPECT_TRUE(std::isnan(stages[1].cut_offs[0])) << "nothing is ranked at the last stage";
}

TEST(Selection, TiesGoToTheLowerIndex) {
  const Data d{1, Indices(6, 0), std::vector<float>(6, .5f), {{}, {}}};
  EXPECT_EQ(run_stages(d, {true, true}, {1.0, 1.0})[0].subset, (Indices{0, 1, 2}));
}

/// Stable sorts of everything, as the algorithm is printed.
Indices naive(const Data& d, Rule rule, double alpha, std::int64_t k, std::int64_t m, const Indices& previous) {
  Indices pool;
  for (std::int64_t i = 0; i < static_cast<std::int64_t>(d.labels.size()); ++i) {
    if (!rule.remove || !std::binary_search(previous.begin(), previous.end(), i)) pool.push_back(i);
  }
  const auto g = [&](std::int64_t i) {
    const auto s = static_cast<std::size_t>(i);
    return difficulty(alpha, d.ce_teacher[s], d.ce_student[static_cast<std::size_t>(k - 1)][s]);
  };
  std::stable_sort(pool.begin(), pool.end(), [&](auto a, auto b) { return g(a) < g(b); });
  Indices chosen = rule.remove ? previous : Indices{};
  for (std::int64_t group = 0; group < (rule.balanced ? d.classes : 1); ++group) {
    const auto in_group = [&](std::int64_t i) {
      return !rule.balanced || d.labels[static_cast<std::size_t>(i)] == group;
    };
    std::int64_t size = 0;
    for (std::int64_t i = 0; i < static_cast<std::int64_t>(d.labels.size()); ++i) size += in_group(i) ? 1 : 0;
    std::int64_t take = cumulative_quota(size, k, m) - (rule.remove && k > 1 ? cumulative_quota(size, k - 1, m) : 0);
    for (const std::int64_t i : pool) {
      if (take > 0 && in_group(i)) {
        chosen.push_back(i);
        --take;
      }
    }
  }
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

Data random_data(std::uint64_t seed, std::int64_t classes, std::int64_t stages) {
  RandomStream stream(seed, "selection-test");
  Data d{classes, {}, {}, std::vector<std::vector<float>>(static_cast<std::size_t>(stages))};
  for (std::int64_t y = 0; y < classes; ++y) d.labels.insert(d.labels.end(), 1 + stream.below(40), y);
  const auto order = permutation(static_cast<std::int64_t>(d.labels.size()), stream);
  Indices shuffled;
  for (const std::int64_t i : order) shuffled.push_back(d.labels[static_cast<std::size_t>(i)]);
  d.labels = shuffled;
  // Few distinct values, so that ties are common.
  const auto values = [&] {
    std::vector<float> v;
    for (std::size_t i = 0; i < d.labels.size(); ++i) v.push_back(static_cast<float>(stream.below(12)) / 8.0f);
    return v;
  };
  d.ce_teacher = values();
  for (auto& ce : d.ce_student) ce = values();
  return d;
}

class RandomSelection : public testing::TestWithParam<int> {};

TEST_P(RandomSelection, HasThePropertiesOfTheMethod) {
  const auto seed = static_cast<std::uint64_t>(GetParam());
  RandomStream stream(seed, "shape");
  const auto classes = static_cast<std::int64_t>(1 + stream.below(6));
  const auto m = static_cast<std::int64_t>(1 + stream.below(7));
  const Data d = random_data(seed, classes, m);
  const auto alpha = *alpha_schedule("decreasing", m);
  for (const Rule rule : {Rule{true, true}, Rule{true, false}, Rule{false, true}, Rule{false, false}}) {
    const auto stages = run_stages(d, rule, alpha);
    for (std::int64_t k = 1; k <= m; ++k) {
      const auto i = static_cast<std::size_t>(k - 1);
      const Indices previous = k == 1 ? Indices{} : stages[i - 1].subset;
      EXPECT_EQ(stages[i].subset, naive(d, rule, alpha[i], k, m, previous));
      if (rule.remove) {
        EXPECT_TRUE(std::includes(stages[i].subset.begin(), stages[i].subset.end(), previous.begin(), previous.end()));
      }
      if (rule.balanced) {  // property (6)
        std::int64_t size = 0;
        for (std::int64_t y = 0; y < classes; ++y) {
          size += cumulative_quota(std::count(d.labels.begin(), d.labels.end(), y), k, m);
        }
        EXPECT_EQ(static_cast<std::int64_t>(stages[i].subset.size()), size);
      }
    }
    EXPECT_EQ(stages.back().subset.size(), d.labels.size());  // property (3)
  }
}

TEST_P(RandomSelection, AStaticJudgeMakesRemovingAndKeepingTheSame) {  // property (4)
  const std::int64_t m = 4;
  const Data d = random_data(static_cast<std::uint64_t>(GetParam()), 3, m);
  const std::vector<double> ones(4, 1.0);
  for (const bool balanced : {true, false}) {
    const auto removing = run_stages(d, {true, balanced}, ones), keeping = run_stages(d, {false, balanced}, ones);
    for (std::size_t k = 0; k < 4; ++k) EXPECT_EQ(removing[k].subset, keeping[k].subset);
  }
  // property (5): Eq. 4 begins with the teacher alone
  EXPECT_EQ(run_stages(d, {true, true}, *alpha_schedule("decreasing", m))[0].subset,
            run_stages(d, {true, true}, ones)[0].subset);
}

TEST_P(RandomSelection, OneClassMakesBalanceIrrelevant) {  // property (7)
  const Data d = random_data(static_cast<std::uint64_t>(GetParam()), 1, 3);
  const auto alpha = *alpha_schedule("decreasing", 3);
  const auto balanced = run_stages(d, {true, true}, alpha), pooled = run_stages(d, {true, false}, alpha);
  for (std::size_t k = 0; k < 3; ++k) EXPECT_EQ(balanced[k].subset, pooled[k].subset);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomSelection, testing::Range(1, 41));

TEST(Selection, EveryPresetEndsWithAllOfTheData) {  // property (3)
  std::uint64_t seed = 100;
  for (const Preset& preset : presets()) {
    const CurriculumConfig& c = preset.config.curriculum;
    const auto alpha = alpha_schedule(c.alpha, c.stages);
    ASSERT_TRUE(alpha) << preset.name;
    ++seed;
    const Data d = random_data(seed, 1 + static_cast<std::int64_t>(seed % 7), c.stages);
    const auto stages = run_stages(d, {c.pool == "remove", c.balanced}, *alpha);
    EXPECT_EQ(stages.back().subset.size(), d.labels.size()) << preset.name;
  }
}

TEST(Difficulty, AWeightOfZeroHidesWhatIsInfiniteOrMissing) {
  EXPECT_EQ(difficulty(1.0, 0.5f, not_measured), 0.5);
  EXPECT_EQ(difficulty(0.0, INFINITY, 0.25f), 0.25);
  // Eq. 3 on algorithms §8.1's cross-entropies, rounded to float32 first.
  EXPECT_NEAR(difficulty(0.75, 0.22905748f, 0.49518190f), 0.29558858565583546, 1e-8);
  EXPECT_NEAR(difficulty(0.25, 0.36502529f, 1.72026127f), 1.3814522782026804, 1e-7);
}

}  // namespace
}  // namespace tc3kd
