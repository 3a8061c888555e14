// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/models/weight_import.h"

#include <gmock/gmock.h>

#include "core/engine/models/tensor_io.h"
#include "core/engine/models/renormalised.h"
#include "core/engine/models/weight_names.h"
#include "tests/core/engine/fixture.h"
#include "tests/core/engine/models/torch_zip.h"

namespace tc3kd {
namespace {

using test::Fixture;
using test::largest_difference;
using test::network_by_formula;
using test::torch_zip;
using test::wave;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

at::Tensor pictures(std::int64_t channels, std::int64_t side) {
  return wave({4, channels, side, side}, 0.05, 0.0).to(at::kFloat);
}

/// A resnet8 with weights, and its state as a file holds it.
struct Sample {
  std::shared_ptr<Network> network = network_by_formula("resnet8", {3, 10}, at::kFloat);
  Bytes bytes = save_weights(*network);
  StoredTensors tensors = parse_safetensors(bytes, "sample").value();

  Sample() { network->eval(); }
  void rename(const std::string& from, const std::string& to) {
    tensors[to] = tensors.at(from);
    tensors.erase(from);
  }
};

/// Imports into a fresh network, which must then say the same.
WeightReport expect_same(const Sample& sample, Bytes bytes) {
  const auto file = parse_weight_file(std::move(bytes), "weights").value();
  const auto other = make_network("resnet8", {3, 10}, 99).value();
  other->eval();
  const auto report = import_weights(*other, file, {3, 10});
  if (!report) throw std::runtime_error(describe(report.error()));
  EXPECT_TRUE(other->forward(pictures(3, 32)).logits.equal(sample.network->forward(pictures(3, 32)).logits));
  return *report;
}

TEST(WeightNames, ThatMeanTheSameHaveACommonOne) {
  EXPECT_EQ(common_name("linear.weight"), "fc.weight");
  EXPECT_EQ(common_name("classifier.1.bias"), "fc.bias");
  EXPECT_EQ(common_name("layer2.0.shortcut.0.weight"), "layer2.0.downsample.0.weight");
  EXPECT_EQ(common_name("block.linear.weight"), "block.linear.weight");
  EXPECT_EQ(common_name("classifier.3.weight"), "classifier.3.weight");
}

TEST(WeightNames, OfWhichSeveralCouldBeMeantStayUnmatched) {
  const Bytes bytes(16);
  const StoredTensor tensor{"F32", {2, 2}, bytes};
  const NameMatch match = match_names({{"linear.weight", tensor}, {"head.weight", tensor}}, {{"fc.weight", {2, 2}}});
  EXPECT_THAT(match.missing, ElementsAre("fc.weight"));
  EXPECT_THAT(match.unexpected, ElementsAre("head.weight", "linear.weight"));
}

TEST(WeightImport, EveryFormatGivesTheSameNetwork) {
  const Sample sample;
  EXPECT_EQ(expect_same(sample, sample.bytes).format, "safetensors");
  const WeightReport plain = expect_same(sample, torch_zip(sample.tensors));
  EXPECT_EQ(plain.format, "torch zip");
  EXPECT_THAT(import_notes(plain), IsEmpty());
  const WeightReport wrapped = expect_same(sample, torch_zip(sample.tensors, "state_dict", "module."));
  EXPECT_EQ(wrapped.wrapper, "state_dict");
  EXPECT_EQ(wrapped.prefix, "module.");
  EXPECT_THAT(wrapped.others, ElementsAre("epoch"));
  EXPECT_THAT(import_notes(wrapped), Contains(HasSubstr("module.")));
}

TEST(WeightImport, AliasesAreRenamedAndCountersMayBeMissing) {
  Sample sample;
  sample.rename("fc.weight", "linear.weight");
  sample.rename("fc.bias", "linear.bias");
  sample.rename("layer2.0.downsample.0.weight", "layer2.0.shortcut.0.weight");
  for (auto at = sample.tensors.begin(); at != sample.tensors.end();) {
    at = at->first.ends_with("num_batches_tracked") ? sample.tensors.erase(at) : std::next(at);
  }
  const WeightReport report = expect_same(sample, write_safetensors(sample.tensors));
  EXPECT_THAT(report.renamed, UnorderedElementsAre("linear.weight → fc.weight", "linear.bias → fc.bias",
                                                   "layer2.0.shortcut.0.weight → layer2.0.downsample.0.weight"));
  EXPECT_THAT(report.missing, IsEmpty());
}

TEST(WeightImport, TheNetworkIsGuessedForAnyChannelsAndClasses) {
  for (const NetworkShape shape : {NetworkShape{3, 100}, NetworkShape{1, 10}, NetworkShape{3, 7}}) {
    for (const char* name : {"resnet8", "resnet20", "resnet110"}) {
      const auto file = parse_weight_file(save_weights(*make_network(name, shape, 1).value()), "w").value();
      EXPECT_EQ(file.report.classes, shape.classes);
      EXPECT_EQ(file.report.channels, shape.channels);
      EXPECT_EQ(chosen_model(file, "auto").value(), name);
    }
  }
}

TEST(WeightImport, EveryFamilyIsGuessed) {
  for (const char* name : {"resnet20_a", "resnet8x4", "wrn_16_2", "wrn_40_1", "vgg8", "cifar_mobilenet_v2_0.5",
                           "resnet18", "mobilenet_v2_0.5"}) {
    const NetworkShape shape{3, 10};
    const auto file = parse_weight_file(save_weights(*make_network(name, shape, 1).value()), "w").value();
    EXPECT_THAT(guess_models(file), ElementsAre(name));
  }
}

TEST(WeightImport, WhatFitsNoNetworkIsSaid) {
  Sample sample;
  sample.tensors.erase("layer1.0.conv1.weight");
  const auto file = parse_weight_file(write_safetensors(sample.tensors), "w").value();
  EXPECT_THAT(guess_models(file), IsEmpty());
  const auto chosen = chosen_model(file, "");
  ASSERT_FALSE(chosen);
  EXPECT_EQ(chosen.error().code, ErrorCode::weights_mismatch);
  const WeightReport report = inspect(file, "resnet8").value();
  EXPECT_EQ(report.model, "resnet8");
  EXPECT_THAT(report.candidates, IsEmpty());
  EXPECT_THAT(report.missing, ElementsAre("layer1.0.conv1.weight"));
  EXPECT_EQ(inspect(file, "").value().model, "");
  EXPECT_EQ(inspect(file, "resnet9").error().code, ErrorCode::unknown_model);
}

TEST(WeightImport, OtherClassesOrChannelsAreAnErrorThatSaysSoAndChangesNothing) {
  const auto file = parse_weight_file(Sample().bytes, "w.pt").value();
  const auto refused = [&](NetworkShape shape) {
    const auto network = make_network("resnet8", shape, 1).value();
    const at::Tensor before = network->parameters()[0].clone();
    const auto report = import_weights(*network, file, shape);
    EXPECT_TRUE(network->parameters()[0].equal(before));
    return report ? Error{} : report.error();
  };
  EXPECT_EQ(refused({3, 100}).code, ErrorCode::weights_mismatch);
  EXPECT_EQ(refused({3, 100})["path"], "w.pt");
  EXPECT_THAT(refused({3, 100})["detail"], HasSubstr("10 classes apart, and the data have 100"));
  EXPECT_THAT(refused({1, 10})["detail"], HasSubstr("3 channels, and the data have 1"));
  const auto deeper = make_network("resnet14", {3, 10}, 1).value();
  EXPECT_THAT(import_weights(*deeper, file, {3, 10}).error()["detail"], HasSubstr("missing"));
}

TEST(WeightImport, KnownSourcesBringTheirConstants) {
  const Bytes hundred = save_weights(*make_network("resnet8", {3, 100}, 1).value());
  const auto known = parse_weight_file(hundred, "/w/cifar100_resnet8-abc.pt").value().report;
  EXPECT_EQ(known.source, "pytorch-cifar-models");
  ASSERT_TRUE(known.normalisation);
  EXPECT_THAT(known.normalisation->std, ElementsAre(0.2673, 0.2564, 0.2761));
  const auto ours = parse_weight_file(hundred, "/w/teacher.safetensors").value().report;
  EXPECT_EQ(ours.source, "");
  EXPECT_FALSE(ours.normalisation);
  const auto named = parse_weight_file(
      write_safetensors(parse_safetensors(hundred, "w").value(), {{"source", "cifar100_resnet8-abc.pt"}}),
      "/w/renamed.safetensors");
  EXPECT_EQ(named.value().report.source, "pytorch-cifar-models");
}

TEST(Renormalised, TheNetworkSeesItsOwnConstants) {
  const Sample sample;
  const NormalisationConfig student{{0.5, 0.4, 0.3}, {0.2, 0.25, 0.3}}, teacher{{0.1, 0.2, 0.3}, {0.4, 0.3, 0.2}};
  const at::Tensor x = pictures(3, 32);
  const auto with = [&](const NormalisationConfig& c) {
    return ((x.to(at::kDouble) - at::tensor(c.mean, at::kDouble).view({1, 3, 1, 1})) /
            at::tensor(c.std, at::kDouble).view({1, 3, 1, 1}))
        .to(at::kFloat);
  };
  const auto wrapped = renormalised(sample.network, student, teacher);
  const at::Tensor expected = sample.network->forward(with(teacher)).logits;
  const double limit = 1e-5 * expected.abs().max().item<double>();
  EXPECT_LT(largest_difference(wrapped->forward(with(student)).logits, expected), limit);
  EXPECT_LT(largest_difference(wrapped->folded()->forward(with(student)).logits, expected), limit);
  EXPECT_GT(largest_difference(sample.network->forward(with(student)).logits, expected), 100 * limit);
  EXPECT_EQ(wrapped->forward(with(student), true).features.size(), 5u);
  EXPECT_EQ(renormalised(sample.network, teacher, teacher), sample.network);
}

/// Published weights, where TC3KD_PUBLISHED_WEIGHTS names their folder, against PyTorch's logits
/// (data/models/make_import_fixtures.py).
TEST(PublishedWeights, GivePyTorchsLogits) {
  const char* folder = std::getenv("TC3KD_PUBLISHED_WEIGHTS");
  if (folder == nullptr) GTEST_SKIP() << "TC3KD_PUBLISHED_WEIGHTS is not set";
  const Fixture fixture("models/imported.safetensors");
  struct Published {
    const char *file, *model, *source, *logits;
  };
  for (const auto& [name, model, source, logits] :
       {Published{"cifar100_resnet56-f2eff4c8.pt", "resnet56", "pytorch-cifar-models", "cifar100_resnet56"},
        Published{"cifar100_resnet56-f2eff4c8.safetensors", "resnet56", "pytorch-cifar-models", "cifar100_resnet56"},
        Published{"resnet20-12fca82f.safetensors", "resnet20_a", "pytorch_resnet_cifar10", "resnet20_a"},
        Published{"resnet56-4bfd9763.safetensors", "resnet56_a", "pytorch_resnet_cifar10", "resnet56_a"}}) {
    const auto file = read_weight_file(std::filesystem::path(folder) / name);
    ASSERT_TRUE(file) << describe(file.error());
    EXPECT_EQ(file->report.source, source);
    const NetworkShape shape{3, file->report.classes};
    const auto network = make_network(model, shape, 1);
    EXPECT_THAT(guess_models(*file), ElementsAre(model));
    const auto report = import_weights(**network, *file, shape);
    ASSERT_TRUE(report) << describe(report.error());
    (*network)->eval();
    const at::Tensor expected = fixture[logits];
    const double limit = 1e-5 * expected.abs().max().item<double>();
    const at::Tensor input = pictures(3, 32).contiguous(at::MemoryFormat::ChannelsLast);
    EXPECT_LT(largest_difference((*network)->forward(input).logits, expected), limit) << name;
    EXPECT_LT(largest_difference((*network)->folded()->forward(input).logits, expected), limit) << name;
    std::cout << name << ": " << model << ", largest difference "
              << largest_difference((*network)->forward(input).logits, expected) << " of "
              << expected.abs().max().item<double>() << '\n';
  }
}

}  // namespace
}  // namespace tc3kd
