// SPDX-License-Identifier: GPL-3.0-or-later
// Whole training steps with every method against tests/data/losses/make_method_fixtures.py.
#include <functional>
#include <ostream>

#include <gtest/gtest.h>

#include "core/engine/training/gradient_step.h"
#include "tests/core/engine/fixture.h"

namespace tc3kd {
namespace {

using test::Fixture;
using test::largest_difference;
using test::network_by_formula;
using test::wave;

class MethodStep : public testing::TestWithParam<std::string> {
 protected:
  static DistillationConfig config() {
    DistillationConfig config;
    config.method = GetParam();
    if (GetParam() == "lskd" || GetParam() == "ctkd") config.method = "kd";
    config.standardise_logits = GetParam() == "lskd";
    if (GetParam() == "ctkd") config.temperature_schedule = "ctkd";
    if (GetParam() == "dkd" || GetParam() == "dist") {
      config.ce_weight = 1;
      config.temperature = 4;
    }
    return config;
  }

  /// One step in a type; each number and its expectation goes to `compare`.
  static void run(at::ScalarType type, const std::function<void(const std::string&, at::Tensor, at::Tensor)>& compare) {
    const Fixture fixture("losses/methods.safetensors");
    const std::string prefix = "step/" + GetParam() + "/";
    const auto student = network_by_formula("resnet8", {1, 10}, type);
    const auto teacher = network_by_formula("resnet14", {1, 10}, type)->folded();
    const at::Tensor images = (wave({6, 1, 16, 16}, 0.05, 0.0) + wave({6, 1, 16, 16}, 1.3, 0.5))
                                  .to(type)
                                  .contiguous(at::MemoryFormat::ChannelsLast);
    const at::Tensor labels = at::tensor({0, 3, 6, 9, 1, 2}, at::kLong);
    const auto objective =
        make_objective(config(), tap_shapes(*student, images), tap_shapes(*teacher, images), 10, 1).value();
    objective->to(type);
    for (const auto& child : objective->named_children()) {
      int place = 0;
      if (child.key() == "method") test::fill_by_formula(*child.value(), "", place);
    }
    OptimiserConfig recipe;
    recipe.momentum = 0.9;
    recipe.nesterov = true;
    recipe.weight_decay = 5e-4;
    std::vector<at::Tensor> trained = student->parameters();
    for (const at::Tensor& parameter : objective->parameters()) trained.push_back(parameter);
    Sgd sgd(trained, recipe);
    GradientStep step(*student, teacher, sgd, objective, Precision::fp32);
    student->train();
    const StepReport report = step.run(images, labels, 0.02, /*epoch=*/7);
    const at::Tensor method = report.method.defined() ? report.method : at::zeros({}, images.options());
    compare("parts", at::stack({report.loss, report.ce, report.kl, method}), fixture[prefix + "parts"]);
    const auto parameters = student->named_parameters();
    for (const char* name : {"conv1.weight", "layer2.0.bn1.weight", "layer3.0.bn2.bias", "fc.bias"}) {
      compare(name, parameters[name].detach(), fixture[prefix + name]);
    }
    for (const auto& entry : objective->named_parameters()) {
      if (entry.value().numel() <= 128) compare(entry.key(), entry.value().detach(), fixture[prefix + entry.key()]);
    }
  }
};

TEST_P(MethodStep, AStepIsThatOfPyTorchInDouble) {
  run(at::kDouble, [](const std::string& name, const at::Tensor& found, const at::Tensor& expected) {
    EXPECT_LT(largest_difference(found, expected), 1e-9 * std::max(1.0, expected.abs().max().item<double>())) << name;
  });
}

TEST_P(MethodStep, AStepIsNearlyThatInFloat) {
  run(at::kFloat, [](const std::string& name, const at::Tensor& found, const at::Tensor& expected) {
    EXPECT_LT(largest_difference(found, expected), 1e-4 * expected.abs().max().item<double>()) << name;
  });
}

INSTANTIATE_TEST_SUITE_P(Methods, MethodStep,
                         testing::Values("at", "fitnets", "cckd", "dkd", "dist", "sp", "pkt", "rkd", "vid", "lskd",
                                         "ctkd"),
                         [](const auto& tried) { return tried.param; });

TEST(GradientStep, AMethodOfTheLogitsAsksForNoFeatures) {
  /// Answers with logits alone and remembers what it was asked.
  class Asked final : public Network {
   public:
    NetworkOutput forward(const at::Tensor& images, bool with_features) override {
      asked = asked || with_features;
      return {inner->forward(images, with_features)};
    }
    [[nodiscard]] std::shared_ptr<Network> folded() const override { return inner; }
    [[nodiscard]] std::vector<std::string> tap_names() const override { return inner->tap_names(); }
    std::shared_ptr<Network> inner = register_module("inner", make_network("resnet8", {1, 10}, 1).value());
    bool asked = false;
  };
  const at::Tensor images = wave({3, 1, 16, 16}, 0.05, 0.0).to(at::kFloat);
  for (const std::string method : {"kd", "slkd", "dkd", "dist", "at"}) {
    Asked student;
    const auto teacher = std::make_shared<Asked>();
    DistillationConfig config;
    config.method = method;
    const auto objective =
        make_objective(config, tap_shapes(*student.inner, images), tap_shapes(*teacher->inner, images), 10, 1);
    Sgd sgd(student.parameters(), {});
    GradientStep step(student, teacher, sgd, *objective, Precision::fp32);
    const StepReport report = step.run(images, at::tensor({1, 2, 3}, at::kLong), 0.01, 1);
    EXPECT_EQ(student.asked, method == "at") << method;
    EXPECT_EQ(teacher->asked, method == "at") << method;
    EXPECT_EQ(report.method.defined(), method != "kd" && method != "slkd") << method;
  }
}

TEST(GradientStep, TrainsInBfloat16WithEveryMethod) {
  const at::Tensor images = wave({6, 1, 16, 16}, 0.05, 0.0).to(at::kFloat).contiguous(at::MemoryFormat::ChannelsLast);
  for (const char* method : {"at", "fitnets", "cckd", "dkd", "dist", "sp", "pkt", "rkd", "vid"}) {
    const auto student = make_network("resnet8", {1, 10}, 1).value();
    const auto teacher = make_network("resnet14", {1, 10}, 2).value()->folded();
    DistillationConfig config;
    config.method = method;
    const auto objective =
        make_objective(config, tap_shapes(*student, images), tap_shapes(*teacher, images), 10, 1).value();
    std::vector<at::Tensor> trained = student->parameters();
    for (const at::Tensor& parameter : objective->parameters()) trained.push_back(parameter);
    Sgd sgd(trained, {});
    GradientStep step(*student, teacher, sgd, objective, Precision::bf16);
    student->train();
    const StepReport report = step.run(images, at::tensor({0, 3, 6, 9, 1, 2}, at::kLong), 0.01, 1);
    EXPECT_TRUE(report.loss.isfinite().item<bool>()) << method;
    EXPECT_EQ(report.method.scalar_type(), at::kFloat) << method;
  }
}

}  // namespace
}  // namespace tc3kd
