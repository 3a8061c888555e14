// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/config/paper_presets.h"

#include <set>

#include <gtest/gtest.h>

#include "core/domain/config/check.h"
#include "core/domain/config/distillation_methods.h"

namespace tc3kd {
namespace {

const ExperimentConfig& config_of(const char* name) {
  for (const Preset& preset : presets()) {
    if (preset.name == name) return preset.config;
  }
  throw std::runtime_error(name);
}

TEST(PaperPresets, NamesAreUniqueAndConfigurationsAllowed) {
  std::set<std::string> names;
  for (const Preset& preset : presets()) {
    EXPECT_TRUE(names.insert(preset.name).second) << preset.name;
    EXPECT_TRUE(check(preset.config).empty()) << preset.name << ": " << describe(check(preset.config).front());
    EXPECT_EQ(preset.study.empty(), preset.pair.empty()) << preset.name;
  }
}

TEST(PaperPresets, EveryRowOfTheTablesIsThere) {
  for (const char* pair : {"p1", "p2", "p3", "p4", "cinic10", "imagenet-r34", "imagenet-r50"}) {
    for (const char* row : {"student", "kd", "at", "fitnets", "cckd", "slkd", "tc3kd"}) {
      EXPECT_TRUE(find_preset(std::string("table1-") + pair + "-" + row)) << pair << row;
    }
  }
  for (const char* pair : {"p1", "p2", "p3", "p4"}) {
    for (const char* row : {"at-tc3", "fitnets-tc3", "cckd-tc3"}) {
      EXPECT_TRUE(find_preset(std::string("table2-") + pair + "-" + row)) << pair << row;
    }
  }
  for (const char* pair : {"p1", "p2"}) {
    for (const char* row : {"table3-%-fixed-teacher", "table3-%-fixed-student", "table3-%-slkd", "table3-%-tc3",
                            "table4-%-increasing", "table4-%-fixed", "table4-%-decreasing", "table5-%-ts-1",
                            "table5-%-ts-2", "table5-%-ts-3", "table5-%-ts-4"}) {
      std::string name = row;
      name.replace(name.find('%'), 1, pair);
      EXPECT_TRUE(find_preset(name)) << name;
    }
  }
  for (int m = 1; m <= 10; ++m) EXPECT_EQ(config_of(("fig5-m" + std::to_string(m)).c_str()).curriculum.stages, m);
}

TEST(PaperPresets, TheRecipesAreThePublishedOnes) {
  const ExperimentConfig& paper = config_of("paper");
  EXPECT_EQ(paper.training.epochs, 200);
  EXPECT_EQ(paper.training.optimiser.batch_size, 128);
  EXPECT_EQ(paper.training.optimiser.learning_rate, 0.1);
  EXPECT_TRUE(paper.training.optimiser.nesterov);
  EXPECT_EQ(paper.distillation.ce_weight, 0.5);
  EXPECT_EQ(paper.distillation.temperature, 5.0);
  const ExperimentConfig& mobile = config_of("repdistiller-p3-kd");
  EXPECT_EQ(mobile.training.epochs, 240);
  EXPECT_EQ(mobile.training.optimiser.learning_rate, 0.01) << "the benchmark's exception";
  EXPECT_EQ(mobile.teacher.optimiser.learning_rate, 0.05);
  EXPECT_FALSE(mobile.training.optimiser.nesterov);
  EXPECT_EQ(mobile.distillation.ce_weight, 0.1);
  EXPECT_EQ(kd_weight(mobile.distillation), 0.9);
  const ExperimentConfig& at = config_of("repdistiller-p1-at");
  EXPECT_EQ(kd_weight(at.distillation), 0.0);
  EXPECT_EQ(at.distillation.ce_weight, 1.0);
  EXPECT_EQ(config_of("imagenet").training.optimiser.weight_decay, 1e-4);
  EXPECT_EQ(config_of("cinic10").training.optimiser.schedule, "cosine");
}

TEST(PaperPresets, RowsThatAreOneExperimentAreEqual) {
  EXPECT_EQ(config_of("table1-p1-tc3kd"), config_of("table4-p1-decreasing"));
  EXPECT_EQ(config_of("table1-p1-tc3kd"), config_of("table5-p1-ts-1"));
  EXPECT_EQ(config_of("table1-p2-slkd"), config_of("table3-p2-slkd"));
  EXPECT_EQ(config_of("table1-p1-kd"), config_of("fig5-m1"));
}

TEST(Scaled, CutsEpochsAndSamplesAndKeepsWhatMustBe) {
  const ExperimentConfig tenth = scaled(config_of("paper"), 0.1, 0.1);
  EXPECT_EQ(tenth.training.epochs, 20);
  EXPECT_EQ(tenth.teacher.epochs, 20);
  EXPECT_EQ(tenth.data.train_limit, 5000);
  EXPECT_EQ(tenth.training.optimiser.milestones, config_of("paper").training.optimiser.milestones);
  EXPECT_EQ(scaled(config_of("paper"), 1, 1), config_of("paper"));
  for (const Preset& preset : presets()) {
    const ExperimentConfig least = scaled(preset.config, 1e-6, 1e-6);
    EXPECT_TRUE(check(least).empty()) << preset.name << ": " << describe(check(least).front());
  }
  EXPECT_EQ(scaled(config_of("demo-kd"), 1, 0.5).data.train_limit, 5000);
}

TEST(PlainDistillation, FallsBackWhereTheMethodReplacesKl) {
  DistillationConfig d;
  d.method = "at";
  d.ce_weight = 0.2;
  EXPECT_EQ(plain_distillation(d).ce_weight, 0.2);
  EXPECT_EQ(*plain_distillation(d).kd_weight, 0.8);
  d.method = "dkd";
  d.ce_weight = 1;
  EXPECT_EQ(plain_distillation(d).ce_weight, 0.5);
  EXPECT_EQ(kd_weight(plain_distillation(d)), 0.5);
  EXPECT_EQ(plain_distillation(d).method, "kd");
}

}  // namespace
}  // namespace tc3kd
