// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/config/model_names.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/domain/config/config_json.h"

namespace tc3kd {
namespace {

using ::testing::HasSubstr;

TEST(ModelNames, ThoseOfferedAreAcceptedAndDiffer) {
  std::set<std::string> values, labels;
  for (const FieldChoice& choice : model_choices()) {
    EXPECT_TRUE(is_model_name(choice.value)) << choice.value;
    EXPECT_TRUE(values.insert(choice.value).second) << choice.value;
    EXPECT_TRUE(labels.insert(choice.label).second) << choice.label;
    EXPECT_EQ(model_label(choice.value), choice.label);
  }
  EXPECT_EQ(values.size(), 31U);
}

TEST(ModelNames, OfAFamilyAreAcceptedByTheirNumbers) {
  for (const char* name : {"wrn_10_1", "wrn_28_10", "wrn_9994_999", "cifar_mobilenet_v2_0.0625",
                           "cifar_mobilenet_v2_1.4", "cifar_mobilenet_v2_2", "mobilenet_v2_1.0", "mobilenet_v2_0.01"}) {
    EXPECT_TRUE(is_model_name(name)) << name;
  }
  EXPECT_EQ(parse_wrn_name("wrn_28_10")->depth, 28);
  EXPECT_EQ(parse_wrn_name("wrn_28_10")->width, 10);
  EXPECT_EQ(parse_cifar_mobilenet_v2_name("cifar_mobilenet_v2_0.35"), 0.35);
  EXPECT_EQ(parse_mobilenet_v2_name("mobilenet_v2"), 1.0);
  EXPECT_EQ(parse_mobilenet_v2_name("mobilenet_v2_12.5"), 12.5);
}

TEST(ModelNames, OfNoNetworkAreRefused) {
  for (const char* name : {"",
                           "resnet",
                           "resnet21",
                           "resnet20_b",
                           "resnet20x4",
                           "wrn",
                           "wrn_",
                           "wrn_40",
                           "wrn_40_",
                           "wrn_4_1",
                           "wrn_41_2",
                           "wrn_40_0",
                           "wrn_040_2",
                           "wrn_40_02",
                           "wrn_+40_2",
                           "wrn_40_2 ",
                           "wrn_40_2_1",
                           "wrn_10000_1",
                           "wrn_40_99999999999999999999",
                           "cifar_mobilenet_v2",
                           "cifar_mobilenet_v2_",
                           "cifar_mobilenet_v2_0.06",
                           "cifar_mobilenet_v2_x",
                           "mobilenet_v2_0",
                           "mobilenet_v2_0.0",
                           "mobilenet_v2_.5",
                           "mobilenet_v2_1.",
                           "mobilenet_v2_1e1",
                           "mobilenet_v2_-1",
                           "mobilenet_v2_100",
                           "mobilenet_v2_00.5",
                           "mobilenet_v2_nan",
                           "vgg11"}) {
    EXPECT_FALSE(is_model_name(name)) << name;
    EXPECT_EQ(model_label(name), name);
  }
}

TEST(ModelNames, AreReadableForPeople) {
  EXPECT_EQ(model_label("wrn_28_10"), "WRN-28-10");
  EXPECT_EQ(model_label("mobilenet_v2_1.4"), "MobileNetV2 1.4");
  EXPECT_EQ(model_label("cifar_mobilenet_v2_1.4"), "MobileNetV2 1.4 (CIFAR)");
}

TEST(ModelNames, FieldsTakeMoreThanTheyOfferAndNameTheNearest) {
  for (const char* key : {"teacher.model", "student.model"}) {
    ExperimentConfig config;
    ASSERT_TRUE(set_from_text(config, key, "wrn_28_10")) << key;
    EXPECT_EQ(find_field(key)->get(config), "wrn_28_10");
    EXPECT_EQ(parse_config(to_json(config).dump(), "text").value(), config);
    const auto wrong = set_from_text(config, key, "wrn_41_2");
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, ErrorCode::invalid_value);
    EXPECT_EQ(wrong.error()["nearest"], "wrn_40_2");
    EXPECT_THAT(wrong.error()["allowed"], HasSubstr("resnet20"));
    EXPECT_THAT(wrong.error()["allowed"], HasSubstr("d = 6n+4"));
    EXPECT_THAT(describe(wrong.error()), HasSubstr("did you mean wrn_40_2?"));
    EXPECT_EQ(find_field(key)->get(config), "wrn_28_10");
    EXPECT_FALSE(find_field(key)->set(config, Json(5)));
  }
}

}  // namespace
}  // namespace tc3kd
