// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/config/config_json.h"

#include <limits>
#include <map>
#include <ostream>
#include <set>

#include <gmock/gmock.h>

#include "core/domain/config/distillation_methods.h"
#include "core/domain/config/presets.h"

namespace tc3kd {
namespace {

TEST(FieldTable, KeysAreUniqueAndDefaultsAreAllowed) {
  std::set<std::string> keys;
  for (const Field& field : fields()) {
    EXPECT_TRUE(keys.insert(field.key).second) << field.key;
    ExperimentConfig config;
    EXPECT_TRUE(field.set(config, field.default_value)) << field.key;
    EXPECT_EQ(config, ExperimentConfig{}) << field.key;
    EXPECT_FALSE(field.label.empty()) << field.key;
    EXPECT_TRUE(field.help.ends_with(".")) << field.key;
  }
  EXPECT_GE(keys.size(), 50u);
}

/// A value of each field that is not its default: what a field table that forgets a member would lose.
Json other_value(const Field& field) {
  switch (field.kind) {
    case FieldKind::boolean: return !field.default_value.get<bool>();
    case FieldKind::integer: return field.default_value.is_null() ? 3 : field.default_value.get<std::int64_t>() + 1;
    case FieldKind::real: return 0.25;
    case FieldKind::real_list: return {0.125, 0.75};
    case FieldKind::text: return "other";
    case FieldKind::choice: break;
  }
  return field.choices.front().value == field.default_value ? field.choices.back().value : field.choices.front().value;
}

TEST(ConfigJson, EveryFieldSurvivesTheRoundTrip) {
  for (const Field& field : fields()) {
    ExperimentConfig config;
    ASSERT_TRUE(field.set(config, other_value(field))) << field.key;
    ASSERT_NE(config, ExperimentConfig{}) << field.key;
    const auto read = parse_config(to_json(config).dump(), "test");
    ASSERT_TRUE(read) << field.key;
    EXPECT_EQ(*read, config) << field.key;
  }
}

TEST(ConfigJson, IsNestedByGroup) {
  const Json json = to_json(resolve(ExperimentConfig{}));
  EXPECT_EQ(json.at("curriculum").at("stages"), 5);
  EXPECT_EQ(json.at("data").at("normalisation").at("mean")[0], 0.2860405970);
  EXPECT_EQ(json.at("distillation").at("kd_weight"), 0.5);
  EXPECT_EQ(json.at("teacher").at("batch_size"), 128);
}

TEST(ConfigJson, ResolvingIsUndone) {
  ExperimentConfig config;
  config.distillation.ce_weight = 0.1;
  EXPECT_DOUBLE_EQ(*resolve(config).distillation.kd_weight, 0.9);
  EXPECT_EQ(unresolve(resolve(config)), config);
  config.distillation.kd_weight = 2.0;
  EXPECT_EQ(unresolve(resolve(config)), config);
}

TEST(ConfigJson, AnImportedTeacherTakesTheDatasNormalisationUnlessItHasItsOwn) {
  ExperimentConfig config;
  EXPECT_TRUE(resolve(config).teacher.normalisation.mean.empty()) << "a teacher trained here sees what the student sees";
  config.teacher.weights = "teacher.pt";
  config.data.normalisation = {{0.5}, {0.25}};
  EXPECT_EQ(resolve(config).teacher.normalisation, config.data.normalisation);
  EXPECT_EQ(unresolve(resolve(config)), config);
  config.teacher.normalisation = {{0.1}, {0.2}};
  EXPECT_EQ(resolve(config).teacher.normalisation, config.teacher.normalisation);
  EXPECT_EQ(unresolve(resolve(config)), config);
}

TEST(ConfigJson, TheWeightsOfAMethodAreDerivedFromIt) {
  const auto resolved = [](const std::string& method, const std::string& form = {}) {
    ExperimentConfig config;
    config.distillation.method = method;
    if (method == "at" && !form.empty()) config.distillation.at_form = form;
    if (method == "cckd" && !form.empty()) config.distillation.cckd_form = form;
    EXPECT_EQ(unresolve(resolve(config)), config) << method;
    return resolve(config).distillation;
  };
  const std::map<std::string, double> weights{{"at", 1000}, {"fitnets", 100}, {"cckd", 0.02},
                                              {"sp", 3000}, {"pkt", 30000},   {"rkd", 1},
                                              {"vid", 1},   {"dkd", 1},       {"dist", 2}};
  for (const DistillationMethodFacts& method : distillation_methods()) {
    const DistillationConfig d = resolved(method.name);
    EXPECT_EQ(d.kd_weight, method.name == "dkd" || method.name == "dist" ? 0.0 : 0.5) << method.name;
    const auto expected = weights.find(method.name);
    EXPECT_EQ(d.method_weight.has_value(), expected != weights.end()) << method.name;
    if (expected == weights.end()) continue;
    EXPECT_EQ(*d.method_weight, expected->second) << method.name;
  }
  EXPECT_EQ(resolved("at", "paper").method_weight, 1.0) << "1000 fits the form of the code alone";
  EXPECT_EQ(resolved("cckd", "torchdistill").method_weight, 1.0);
  ExperimentConfig set;
  set.distillation.method = "at";
  set.distillation.method_weight = 7;
  EXPECT_EQ(resolve(set).distillation.method_weight, 7.0);
  EXPECT_EQ(unresolve(resolve(set)), set);
}

TEST(ConfigJson, FieldsOfAMethodAreRelevantForItAlone) {
  const auto relevant = [](const std::string& key, const std::string& method) {
    ExperimentConfig config;
    config.distillation.method = method;
    return find_field("distillation." + key)->relevant(config);
  };
  for (const DistillationMethodFacts& method : distillation_methods()) {
    EXPECT_EQ(relevant("method_weight", method.name), method.own_loss) << method.name;
    EXPECT_EQ(relevant("hint_layer", method.name), method.name == "fitnets") << method.name;
    EXPECT_EQ(relevant("dkd_beta", method.name), method.name == "dkd") << method.name;
    EXPECT_EQ(relevant("ce_weight", method.name), method.name != "none") << method.name;
    EXPECT_EQ(relevant("temperature", method.name), method.name != "none") << method.name;
  }
  ExperimentConfig learnt;
  learnt.distillation.temperature_schedule = "ctkd";
  EXPECT_FALSE(find_field("distillation.temperature")->relevant(learnt));
}

TEST(ConfigJson, UnknownKeysNameTheNearest) {
  const auto misspelt = parse_config(R"({"curriculum": {"stage": 3}})", "test");
  ASSERT_FALSE(misspelt);
  EXPECT_EQ(misspelt.error().code, ErrorCode::unknown_key);
  EXPECT_EQ(misspelt.error()["key"], "curriculum.stage");
  EXPECT_EQ(misspelt.error()["nearest"], "curriculum.stages");
  EXPECT_EQ(parse_config(R"({"temperature": 4})", "test").error()["nearest"], "distillation.temperature");
}

struct BadValue {
  const char* key;
  Json value;
};

/// What the list of tests calls a case.
void PrintTo(const BadValue& bad, std::ostream* out) { *out << bad.key << " = " << bad.value.dump(); }

class BadValueTest : public testing::TestWithParam<BadValue> {};

TEST_P(BadValueTest, IsRefusedByNameAndLeavesTheConfigurationAlone) {
  ExperimentConfig config;
  const auto set = find_field(GetParam().key)->set(config, GetParam().value);
  ASSERT_FALSE(set);
  EXPECT_EQ(set.error().code, ErrorCode::invalid_value);
  EXPECT_EQ(set.error()["key"], GetParam().key);
  EXPECT_FALSE(set.error()["allowed"].empty());
  EXPECT_EQ(config, ExperimentConfig{});
}

INSTANTIATE_TEST_SUITE_P(
    Values, BadValueTest,
    testing::Values(BadValue{"curriculum.stages", 0}, BadValue{"curriculum.stages", 2.5},
                    BadValue{"curriculum.stages", "3"}, BadValue{"curriculum.stages", Json()}, BadValue{"seed", -1},
                    BadValue{"seed", 1e300}, BadValue{"training.learning_rate", 0},
                    BadValue{"training.learning_rate", std::numeric_limits<double>::quiet_NaN()},
                    BadValue{"training.learning_rate", true}, BadValue{"training.batch_size", 1},
                    BadValue{"curriculum.pool", "throw"}, BadValue{"curriculum.balanced", 1},
                    BadValue{"distillation.method", "crd"}, BadValue{"distillation.method_weight", -1},
                    BadValue{"distillation.dkd_warm_up", 0.5}, BadValue{"distillation.at_form", "sum"},
                    BadValue{"data.dir", 7}, BadValue{"training.milestones", {0.5, 1.5}},
                    BadValue{"training.milestones", 0.5}, BadValue{"student.model", "resnet9"},
                    BadValue{"data.normalisation.std", {0.0}}));

TEST(ConfigJson, DamagedTextNamesItsSource) {
  for (const char* text : {"", "{", "[1]", "{\"seed\": 1} x", "{\"seed\": 1, \"seed\": 2}", "null", "\xff"}) {
    const auto config = parse_config(text, "my.json");
    ASSERT_FALSE(config) << text;
    EXPECT_EQ(config.error().code, ErrorCode::invalid_json) << text;
    EXPECT_EQ(config.error()["path"], "my.json") << text;
  }
}

TEST(ConfigJson, SettingsAreReadAsTheirFieldsWant) {
  ExperimentConfig config;
  ASSERT_TRUE(set_from_text(config, "training.learning_rate", "1e-2"));
  ASSERT_TRUE(set_from_text(config, "training.milestones", "0.25,0.5"));
  ASSERT_TRUE(set_from_text(config, "teacher.milestones", "[0.5]"));
  ASSERT_TRUE(set_from_text(config, "curriculum.balanced", "false"));
  ASSERT_TRUE(set_from_text(config, "distillation.kd_weight", "0.7"));
  EXPECT_EQ(config.training.optimiser.learning_rate, 0.01);
  EXPECT_EQ(config.training.optimiser.milestones, (std::vector{0.25, 0.5}));
  EXPECT_EQ(config.teacher.optimiser.milestones, std::vector{0.5});
  EXPECT_FALSE(config.curriculum.balanced);
  EXPECT_EQ(config.distillation.kd_weight, 0.7);
  ASSERT_TRUE(set_from_text(config, "distillation.kd_weight", "null"));
  EXPECT_FALSE(config.distillation.kd_weight);
  EXPECT_FALSE(set_from_text(config, "seed", "12x"));
  EXPECT_FALSE(set_from_text(config, "training.milestones", "0.5,,0.6"));
}

TEST(Presets, KdAndCeDifferFromTc3kdAsTheContractSays) {
  ExperimentConfig kd = find_preset("tc3kd")->config;
  EXPECT_EQ(kd.curriculum.stages, 5);
  kd.curriculum.stages = 1;
  EXPECT_EQ(kd, find_preset("kd")->config);
  kd.distillation.method = "none";
  EXPECT_EQ(kd, find_preset("ce")->config);
  EXPECT_EQ(find_preset("tc3k").error()["nearest"], "tc3kd");
}

TEST(Presets, EveryMethodIsKdWithAnotherMethod) {
  for (const DistillationMethodFacts& method : distillation_methods()) {
    if (method.name == "none") continue;
    const auto preset = find_preset(method.name);
    ASSERT_TRUE(preset) << method.name;
    ExperimentConfig expected = find_preset("kd")->config;
    expected.distillation.method = method.name;
    if (method.replaces_kl) {
      expected.distillation.ce_weight = 1;
      expected.distillation.temperature = 4;
    }
    if (method.name == "slkd") {  // brings its own curriculum
      expected.curriculum.stages = 5;
      expected.curriculum.measurer = "slkd";
      expected.curriculum.pool = "keep";
      expected.curriculum.balanced = false;
    }
    EXPECT_EQ(preset->config, expected) << method.name;
    EXPECT_EQ(preset->label, method.title);
  }
}

TEST(Presets, SchedulersHaveThePapersNames) {
  for (const char* name : {"TS-1", "TS-2", "TS-3", "TS-4"}) {
    std::string preset = name;
    preset[0] = 't';
    preset[1] = 's';
    EXPECT_EQ(task_scheduler_name(find_preset(preset)->config.curriculum), name);
  }
  EXPECT_EQ(default_run_name(find_preset("tc3kd")->config), "tc3kd m=5 · seed 1");
  EXPECT_EQ(default_run_name(find_preset("kd")->config), "kd · seed 1");
  EXPECT_EQ(default_run_name(find_preset("ce")->config), "ce · seed 1");
}

}  // namespace
}  // namespace tc3kd
