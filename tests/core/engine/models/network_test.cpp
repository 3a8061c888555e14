// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/models/network.h"

#include <chrono>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/domain/config/model_names.h"
#include "tests/core/engine/models/network_checks.h"

namespace tc3kd {
namespace {

using ::testing::HasSubstr;

struct Published {
  std::string name;
  std::int64_t parameters, macs;
  std::size_t state;
  std::int64_t few_classes, features;  ///< parameters for 10 classes; of the pooled features
};

/// algorithms §3.6; ImageNet's with 10 classes: 990 · (features + 1) fewer.
const std::vector<Published>& published() {
  static const std::vector<Published> rows{
      {"resnet8", 83'892, 12'507'392, 56, 78'042, 64},
      {"resnet14", 181'108, 26'663'168, 92, 175'258, 64},
      {"resnet20", 278'324, 40'818'944, 128, 272'474, 64},
      {"resnet32", 472'756, 69'130'496, 200, 466'906, 64},
      {"resnet44", 667'188, 97'442'048, 272, 661'338, 64},
      {"resnet56", 861'620, 125'753'600, 344, 855'770, 64},
      {"resnet110", 1'736'564, 253'155'584, 668, 1'730'714, 64},
      {"resnet20_a", 275'572, 40'556'800, 116, 269'722, 64},
      {"resnet110_a", 1'733'812, 252'893'440, 656, 1'727'962, 64},
      {"resnet8x4", 1'233'540, 177'071'104, 62, 1'210'410, 256},
      {"resnet32x4", 7'433'860, 1'083'040'768, 206, 7'410'730, 256},
      {"wrn_16_1", 180'916, 26'663'168, 82, 175'066, 64},
      {"wrn_16_2", 703'284, 101'118'464, 83, 691'674, 128},
      {"wrn_40_1", 569'780, 83'286'272, 226, 563'930, 64},
      {"wrn_40_2", 2'255'156, 327'610'880, 227, 2'243'546, 128},
      {"cifar_mobilenet_v2_0.5", 812'836, 6'523'648, 320, 697'546, 1280},
      {"cifar_mobilenet_v2_0.35", 514'908, 3'490'200, 320, 399'618, 1280},
      {"cifar_mobilenet_v2_0.75", 1'475'692, 13'269'632, 320, 1'360'402, 1280},
      {"cifar_mobilenet_v2_1.0", 2'353'060, 22'381'056, 320, 2'237'770, 1280},
      {"vgg8", 3'965'028, 96'192'512, 37, 3'918'858, 512},
      {"vgg13", 9'462'180, 284'936'192, 72, 9'416'010, 512},
      {"resnet18", 11'689'512, 1'814'073'344, 122, 11'689'512 - 990 * 513, 512},
      {"resnet34", 21'797'672, 3'663'761'408, 218, 21'797'672 - 990 * 513, 512},
      {"resnet50", 25'557'032, 4'089'184'256, 320, 25'557'032 - 990 * 2049, 2048},
      {"mobilenet_v2", 3'504'872, 300'774'272, 314, 3'504'872 - 990 * 1281, 1280},
      {"mobilenet_v2_0.5", 1'968'680, 97'131'840, 314, 1'968'680 - 990 * 1281, 1280},
  };
  return rows;
}

NetworkShape catalogue_shape(const std::string& name) {
  const bool imagenet = name.starts_with("mobilenet") || name == "resnet18" || name == "resnet34" || name == "resnet50";
  return imagenet ? NetworkShape{3, 1000, 224, 224} : NetworkShape{};
}

TEST(Catalogue, CountsWhatIsPublished) {
  std::map<std::string, ModelInfo> catalogue;
  for (const ModelInfo& info : model_catalogue()) catalogue[info.name] = info;
  for (const Published& row : published()) {
    EXPECT_EQ(catalogue[row.name].parameters, row.parameters) << row.name;
    EXPECT_EQ(catalogue[row.name].macs, row.macs) << row.name;
    const ModelInfo few = model_info(row.name, {3, 10}).value();
    EXPECT_EQ(few.parameters, row.few_classes) << row.name;
  }
}

TEST(Catalogue, CountsWhatIsBuilt) {
  for (const ModelInfo& info : model_catalogue()) {
    const auto network = make_network(info.name, catalogue_shape(info.name), 1).value();
    std::int64_t parameters = 0;
    for (const at::Tensor& parameter : network->parameters()) parameters += parameter.numel();
    EXPECT_EQ(parameters, info.parameters) << info.name;
    for (const Published& row : published()) {
      if (row.name != info.name) continue;
      EXPECT_EQ(network->named_parameters().size() + network->named_buffers().size(), row.state) << info.name;
    }
  }
}

TEST(Catalogue, HasEveryOfferedNetworkAndIsQuick) {
  const auto begin = std::chrono::steady_clock::now();
  const auto catalogue = model_catalogue();
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
  EXPECT_LT(taken.count(), 0.1);
  ASSERT_EQ(catalogue.size(), 31U);
  ASSERT_EQ(catalogue.size(), model_choices().size());
  for (std::size_t i = 0; i < catalogue.size(); ++i) EXPECT_EQ(catalogue[i].name, model_choices()[i].value);
}

TEST(Network, TakesGreyAndSmallAndLargePictures) {
  const torch::NoGradGuard no_grad;
  for (const ModelInfo& info : model_catalogue()) {
    const auto network = make_network(info.name, {1, 10, 28, 28}, 1).value();
    network->eval();
    const NetworkOutput output = network->forward(at::randn({2, 1, 28, 28}), /*with_features=*/true);
    EXPECT_EQ(output.logits.sizes().vec(), (std::vector<std::int64_t>{2, 10})) << info.name;
    EXPECT_TRUE(output.logits.isfinite().all().item<bool>()) << info.name;
    ASSERT_EQ(output.features.size(), network->tap_names().size()) << info.name;
    test::expect_channels_last(output);
    for (const Published& row : published()) {
      if (row.name != info.name) continue;
      EXPECT_EQ(output.features.back().size(1), row.features) << info.name;
    }
  }
  for (const char* name :
       {"resnet8_a", "wrn_10_1", "cifar_mobilenet_v2_0.35", "vgg8", "resnet18", "mobilenet_v2_0.5"}) {
    for (const std::int64_t side : {64, 224}) {
      const auto network = make_network(name, {3, 7, side, side}, 1).value();
      network->eval();
      const auto logits = network->forward(at::randn({1, 3, side, side})).logits;
      EXPECT_EQ(logits.sizes().vec(), (std::vector<std::int64_t>{1, 7})) << name;
    }
  }
}

TEST(Network, OfAnUnknownNameNamesTheNearest) {
  const std::map<std::string, std::string> wrong{{"resnet21", "resnet20"},
                                                 {"wrn_41_2", "wrn_40_2"},
                                                 {"vgg9", "vgg8"},
                                                 {"wrn_40_0", "wrn_40_1"},
                                                 {"ResNet-20", "resnet20"},
                                                 {"resnet56x4", "resnet56"},
                                                 {"mobilenet_v2_0", "mobilenet_v2"},
                                                 {"cifar_mobilenet_v2_0.05", "cifar_mobilenet_v2_0.35"}};
  for (const auto& [name, near] : wrong) {
    const auto network = make_network(name, {}, 1);
    ASSERT_FALSE(network) << name;
    EXPECT_EQ(network.error().code, ErrorCode::unknown_model);
    EXPECT_EQ(network.error()["value"], name);
    EXPECT_EQ(network.error()["nearest"], near) << name;
    EXPECT_THAT(network.error()["allowed"], HasSubstr("d = 6n+4"));
    EXPECT_FALSE(model_info(name, {}));
  }
}

TEST(Network, OfAFamilyIsMadeByItsNumbers) {
  const auto wide = model_info("wrn_28_10", {3, 10}).value();
  EXPECT_EQ(wide.parameters, 36'479'194);  // WRN-28-10 on CIFAR-10, published as 36.5 M
  for (const char* name : {"wrn_10_1", "wrn_22_3", "cifar_mobilenet_v2_1.4", "mobilenet_v2_0.1", "mobilenet_v2_1.4"}) {
    const auto network = make_network(name, {3, 10}, 1);
    ASSERT_TRUE(network) << name;
    std::int64_t parameters = 0;
    for (const at::Tensor& parameter : (*network)->parameters()) parameters += parameter.numel();
    EXPECT_EQ(model_info(name, {3, 10}).value().parameters, parameters) << name;
  }
}

TEST(Network, ThatDoesNotTakeTheShapeSaysWhichItTakes) {
  for (const NetworkShape shape : {NetworkShape{3, 10, 7, 32}, {3, 10, 32, 7}}) {
    const auto network = make_network("vgg8", shape, 1);
    ASSERT_FALSE(network);
    EXPECT_EQ(network.error().code, ErrorCode::invalid_value);
    EXPECT_EQ(network.error()["key"], "model");
    EXPECT_EQ(network.error()["value"], "vgg8");
    EXPECT_THAT(network.error()["allowed"], HasSubstr("8 × 8"));
  }
  EXPECT_TRUE(make_network("vgg8", {3, 10, 8, 8}, 1));
  for (const NetworkShape shape : {NetworkShape{0, 10}, {3, 0}, {3, 10, 0, 32}}) {
    const auto network = make_network("resnet8", shape, 1);
    ASSERT_FALSE(network);
    EXPECT_EQ(network.error().code, ErrorCode::invalid_value);
  }
}

TEST(Network, WillNotTrainOnASinglePixel) {
  const auto network = make_network("resnet18", {3, 10, 28, 28}, 1).value();
  EXPECT_THROW((void)network->forward(at::randn({1, 3, 28, 28})), c10::Error);
  EXPECT_NO_THROW((void)network->forward(at::randn({2, 3, 28, 28})));
}

}  // namespace
}  // namespace tc3kd
