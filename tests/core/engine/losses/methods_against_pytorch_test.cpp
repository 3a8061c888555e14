// SPDX-License-Identifier: GPL-3.0-or-later
// Values and gradients of every method against tests/data/losses/make_method_fixtures.py.
#include <functional>
#include <ostream>

#include <gtest/gtest.h>

#include "core/engine/losses/objective.h"
#include "tests/core/engine/fixture.h"

namespace tc3kd {
namespace {

using test::Fixture;
using test::largest_difference;

struct Case {
  const char* name;
  const char* method;
  void (*adjust)(DistillationConfig&) = [](DistillationConfig&) {};
  bool pretraining = false;
};

void PrintTo(const Case& tried, std::ostream* out) { *out << tried.name; }

const Case cases[] = {
    {"at", "at"},
    {"at_paper", "at", [](DistillationConfig& d) { d.at_form = "paper"; }},
    {"fitnets", "fitnets"},
    {"fitnets_f0", "fitnets", [](DistillationConfig& d) { d.hint_layer = 0; }},
    {"fitnets_f1", "fitnets", [](DistillationConfig& d) { d.hint_layer = 1; }},
    {"fitnets_signed", "fitnets", [](DistillationConfig& d) { d.regressor_relu = false; }},
    {"fitnets_hint", "fitnets", [](DistillationConfig&) {}, true},
    {"cckd", "cckd"},
    {"cckd_paper", "cckd", [](DistillationConfig& d) { d.cckd_form = "paper"; }},
    {"cckd_torchdistill", "cckd", [](DistillationConfig& d) { d.cckd_form = "torchdistill"; }},
    {"dkd", "dkd"},
    {"dist", "dist"},
    {"sp", "sp"},
    {"pkt", "pkt"},
    {"rkd", "rkd"},
    {"vid", "vid"},
};

const char* const taps[] = {"f0", "f1", "f2", "f3", "f4"};

/// The fixture's answers in a type, the student's as leaves.
MethodInput read_input(const Fixture& fixture, at::ScalarType type) {
  const auto network = [&](const std::string& name, bool leaf) {
    const auto read = [&](const std::string& what) {
      return fixture["input/" + name + "/" + what].to(type).requires_grad_(leaf);
    };
    NetworkOutput output{read("logits"), {}};
    for (const char* tap : taps) output.features.push_back(read(tap));
    return output;
  };
  return {network("student", true), network("teacher", false), fixture["input/labels"], at::scalar_tensor(4.0, type),
          /*epoch=*/5};
}

TapShapes shapes_of(const NetworkOutput& output) {
  TapShapes shapes;
  for (const at::Tensor& feature : output.features) shapes.push_back(feature.sizes().slice(1).vec());
  return shapes;
}

/// Relative to the largest value, as the tolerances are meant; never looser than 1.
double scaled(const at::Tensor& found, const at::Tensor& expected) {
  EXPECT_EQ(found.sizes(), expected.sizes());
  return largest_difference(found, expected) / std::min(1.0, expected.abs().max().item<double>());
}
double relative(const at::Tensor& found, const at::Tensor& expected) {
  EXPECT_EQ(found.sizes(), expected.sizes());
  return largest_difference(found, expected) / expected.abs().max().item<double>();
}

class MethodsAgainstPyTorch : public testing::TestWithParam<Case> {
 protected:
  /// The loss of a case and how many gradients of it there were to compare, each given to `compare`.
  void run(at::ScalarType type, const std::function<void(const std::string&, at::Tensor, at::Tensor)>& compare) {
    const Case& tried = GetParam();
    const Fixture fixture("losses/methods.safetensors");
    const MethodInput input = read_input(fixture, type);
    DistillationConfig config;
    config.method = tried.method;
    tried.adjust(config);
    const auto method = make_method(config, shapes_of(input.student), shapes_of(input.teacher), 7, 1).value();
    method->to(type);
    int place = 0;
    test::fill_by_formula(*method, "", place);
    const at::Tensor loss = tried.pretraining ? method->pretraining_loss(input) : method->loss(input);
    loss.backward();
    const std::string prefix = std::string(tried.name) + "/";
    compare("loss", loss, fixture[prefix + "loss"]);
    int compared = 0;
    const auto gradient = [&](const std::string& name, const at::Tensor& leaf) {
      const auto expected = fixture.find(prefix + "grad/" + name);
      ASSERT_TRUE(expected || leaf.numel() > 400 || !leaf.grad().defined()) << name << " has a gradient";
      if (!expected) return;
      ASSERT_TRUE(leaf.grad().defined()) << name;
      ++compared;
      if (expected->abs().max().item<double>() < 1e-12) {  // a bias before a batch norm has no gradient but rounding
        EXPECT_LT(leaf.grad().abs().max().item<double>(), type == at::kDouble ? 1e-12 : 1e-4) << name;
        return;
      }
      compare(name, leaf.grad(), *expected);
    };
    gradient("logits", input.student.logits);
    for (std::size_t i = 0; i < 5; ++i) gradient(taps[i], input.student.features[i]);
    for (const auto& entry : method->named_parameters()) gradient(entry.key(), entry.value());
    EXPECT_GT(compared, 0);
  }
};

TEST_P(MethodsAgainstPyTorch, TheSameNumbersInDouble) {
  run(at::kDouble, [](const std::string& name, const at::Tensor& found, const at::Tensor& expected) {
    EXPECT_LT(scaled(found, expected), 1e-9) << name;
  });
}

TEST_P(MethodsAgainstPyTorch, NearlyTheSameInFloat) {
  run(at::kFloat, [](const std::string& name, const at::Tensor& found, const at::Tensor& expected) {
    EXPECT_EQ(found.scalar_type(), at::kFloat);
    EXPECT_LT(relative(found, expected), name == "loss" ? 1e-5 : 1e-4) << name;
  });
}

INSTANTIATE_TEST_SUITE_P(Methods, MethodsAgainstPyTorch, testing::ValuesIn(cases),
                         [](const auto& tried) { return std::string(tried.param.name); });

TEST(ModifiersAgainstPyTorch, StandardisedLogitsAndTheLearntTemperature) {
  const Fixture fixture("losses/methods.safetensors");
  for (const std::string name : {"lskd", "ctkd"}) {
    const MethodInput input = read_input(fixture, at::kDouble);
    DistillationConfig config;
    config.temperature = 2;
    config.standardise_logits = name == "lskd";
    config.temperature_schedule = name == "ctkd" ? "ctkd" : "fixed";
    const auto objective = make_objective(config, {}, {}, 7, 1).value();
    objective->to(at::kDouble);
    const ObjectiveParts parts = objective->parts(input.student, input.teacher, input.labels, 3);
    parts.total.backward();
    EXPECT_LT(scaled(parts.total, fixture[name + "/loss"]), 1e-9) << name;
    EXPECT_LT(scaled(input.student.logits.grad(), fixture[name + "/grad/logits"]), 1e-9) << name;
    ASSERT_EQ(objective->parameters().size(), name == "ctkd" ? 1U : 0U);
    if (name == "ctkd") {
      EXPECT_LT(scaled(objective->named_parameters()["temperature.u"].grad(), fixture["ctkd/grad/u"]), 1e-9);
    }
  }
}

}  // namespace
}  // namespace tc3kd
