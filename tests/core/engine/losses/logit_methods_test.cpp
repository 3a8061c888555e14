// SPDX-License-Identifier: GPL-3.0-or-later
// DKD, DIST, logit standardisation, the learnt temperature, and the objective that puts everything together.
#include <cmath>
#include <numbers>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/engine/losses/decoupled_kd.h"
#include "core/engine/losses/dist.h"
#include "core/engine/losses/objective.h"
#include "tests/core/engine/fixture.h"
#include "tests/core/engine/gradients.h"

namespace tc3kd {
namespace {

using test::expect_gradients;
using test::largest_difference;
using test::leaf;

at::Tensor tau(double value) { return at::scalar_tensor(value, at::kDouble); }
at::Tensor labels() { return at::tensor({1, 0, 3}, at::kLong); }

MethodInput of_logits(const at::Tensor& student, const at::Tensor& teacher, std::int64_t epoch = 1) {
  return {{student, {}}, {teacher, {}}, labels(), tau(4.0), epoch};
}

TEST(DecoupledKl, ThreeClassesByHand) {
  // τ = 1, softmaxes (1/2, 1/4, 1/4) and (1/4, 1/2, 1/4), the label is 0.
  const at::Tensor teacher = at::tensor({0.5, 0.25, 0.25}, at::kDouble).log().view({1, 3});
  const at::Tensor student = at::tensor({0.25, 0.5, 0.25}, at::kDouble).log().view({1, 3});
  const DecoupledKl parts = decoupled_kl(student, teacher, at::tensor({0}, at::kLong), tau(1));
  EXPECT_NEAR(parts.target.item<double>(), 0.5 * std::log(0.5 / 0.25) + 0.5 * std::log(0.5 / 0.75), 1e-15);
  EXPECT_NEAR(parts.others.item<double>(), 0.5 * std::log(0.5 / (2.0 / 3)) + 0.5 * std::log(0.5 / (1.0 / 3)), 1e-15);
}

TEST(DecoupledKl, TheTwoPartsMakeTheWholeKl) {
  const at::Tensor student = leaf({3, 5}, 0.9, 0.2).detach() * 3, teacher = leaf({3, 5}, 1.3, 0.7).detach() * 3;
  for (const double t : {1.0, 4.0}) {
    const DecoupledKl parts = decoupled_kl(student, teacher, labels(), tau(t));
    const at::Tensor p = (teacher / t).softmax(1).gather(1, labels().unsqueeze(1)).squeeze(1);
    const at::Tensor sum = (parts.target + (1 - p) * parts.others) / (t * t);
    EXPECT_LT(largest_difference(sum, kl_per_sample(student, teacher, t)), 1e-14);
  }
}

TEST(DecoupledKl, CertaintyIsANumber) {
  for (const auto type : {at::kFloat, at::kDouble}) {
    const at::Tensor student = at::tensor({200.0, 0.0, -50.0}).to(type).view({1, 3}).requires_grad_();
    const at::Tensor teacher = at::tensor({-100.0, 90.0, 0.0}).to(type).view({1, 3});
    const DecoupledKl parts = decoupled_kl(student, teacher, at::tensor({0}, at::kLong), tau(1));
    const at::Tensor loss = (parts.target + parts.others).sum();
    loss.backward();
    EXPECT_EQ(loss.scalar_type(), type);
    EXPECT_TRUE(std::isfinite(loss.item<double>()));
    EXPECT_TRUE(student.grad().isfinite().all().item<bool>());
  }
}

TEST(DecoupledKd, WeighsItsPartsAndWarmsUp) {
  const at::Tensor student = leaf({3, 5}, 0.9, 0.2), teacher = leaf({3, 5}, 1.3, 0.7).detach();
  const auto value = [&](double alpha, double beta, std::int64_t warm_up, std::int64_t epoch) {
    return DecoupledKd(alpha, beta, warm_up).loss(of_logits(student, teacher, epoch)).item<double>();
  };
  const double target = value(1, 0, 0, 1), others = value(0, 1, 0, 1);
  EXPECT_NEAR(value(2, 8, 0, 1), 2 * target + 8 * others, 1e-13);
  EXPECT_NEAR(value(1, 8, 20, 5), 0.25 * (target + 8 * others), 1e-13);
  EXPECT_NEAR(value(1, 8, 20, 20), target + 8 * others, 1e-13);
  EXPECT_NEAR(value(1, 8, 20, 90), target + 8 * others, 1e-13);
}

TEST(RowCorrelation, ByHand) {
  const at::Tensor a = at::tensor({1.0, 2.0, 3.0, 5.0, 5.0, 5.0}, at::kDouble).view({2, 3});
  const at::Tensor b = at::tensor({1.0, 3.0, 2.0, 1.0, 2.0, 9.0}, at::kDouble).view({2, 3});
  EXPECT_NEAR(row_correlation(a, b)[0].item<double>(), 0.5, 1e-8);
  EXPECT_EQ(row_correlation(a, b)[1].item<double>(), 0.0) << "a constant correlates with nothing";
  EXPECT_NEAR(row_correlation(a, a * -3 + 2)[0].item<double>(), -1.0, 1e-8);
}

TEST(Dist, EqualOutputsCostNothingAndOneSampleIsANumber) {
  const at::Tensor teacher = leaf({3, 5}, 1.3, 0.7).detach() * 5;
  // Nothing but what the denominator's 1e-8 leaves: 1e-8/(Σx² + 1e-8) of every row.
  const auto left = [](const at::Tensor& p) {
    const at::Tensor square = (p - p.mean(1, true)).square().sum(1);
    return (1e-8 / (square + 1e-8)).mean().item<double>();
  };
  const at::Tensor p = (teacher / 4).softmax(1);
  EXPECT_NEAR(dist_parts(teacher, teacher, tau(4)).inter.item<double>(), 16 * left(p), 1e-13);
  EXPECT_NEAR(dist_parts(teacher, teacher, tau(4)).intra.item<double>(), 16 * left(p.t()), 1e-13);
  EXPECT_LT(16 * left(p), 1e-5);
  // An affine map of the probabilities keeps the correlation within every row: only `intra` sees it.
  const at::Tensor mixed = (teacher.softmax(1) * 0.5 + 0.1).log();
  EXPECT_NEAR(dist_parts(mixed, teacher, tau(1)).inter.item<double>(), 0.0, 1e-6);
  const at::Tensor one = leaf({1, 5}, 0.9, 0.2);
  const DistParts parts = dist_parts(one, teacher.slice(0, 0, 1), tau(4));
  (parts.inter + parts.intra).backward();
  EXPECT_TRUE(one.grad().isfinite().all().item<bool>());
}

TEST(Standardised, SeesNeitherShiftNorScale) {
  const at::Tensor logits = leaf({3, 5}, 0.9, 0.2).detach();
  const at::Tensor z = standardised(logits);
  EXPECT_LT(largest_difference(z, standardised(logits * 7 - 100)), 1e-6);
  EXPECT_LT(z.mean(1).abs().max().item<double>(), 1e-15);
  EXPECT_LT(largest_difference(z.std(1, true), at::ones({3})), 1e-6);
  // (0, 1, 2): mean 1, deviation 1 (of C − 1 = 2).
  EXPECT_NEAR(standardised(at::tensor({0.0, 1.0, 2.0}, at::kDouble).view({1, 3}))[0][0].item<double>(), -1.0, 1e-6);
  const at::Tensor flat = at::zeros({2, 4}, at::kDouble).requires_grad_();
  standardised(flat).square().sum().backward();
  EXPECT_TRUE(flat.grad().isfinite().all().item<bool>());
}

TEST(LearntTemperature, BeginsAtFifteenAndClimbsWithACosine) {
  EXPECT_NEAR(reversal(1), -(1 - std::cos(std::numbers::pi / 10)) / 2, 1e-15);
  EXPECT_NEAR(reversal(5), -0.5, 1e-15);
  EXPECT_EQ(reversal(10), -1.0);
  EXPECT_EQ(reversal(200), -1.0);
  LearntTemperature temperature;
  temperature.to(at::kDouble);
  const double sigma = 1 / (1 + std::exp(-1.0));
  for (const std::int64_t epoch : {1, 5, 30}) {
    temperature.zero_grad();
    const at::Tensor value = temperature.forward(epoch);
    EXPECT_NEAR(value.item<double>(), 1 + 20 * sigma, 1e-14);
    value.backward();
    EXPECT_NEAR(temperature.parameters()[0].grad().item<double>(), 20 * sigma * (1 - sigma) * reversal(epoch), 1e-14);
  }
}

TEST(SoftenedKl, IsTheKlOfAFixedTemperatureAndHasItsGradient) {
  const at::Tensor student = leaf({3, 5}, 0.9, 0.2), teacher = leaf({3, 5}, 1.3, 0.7).detach();
  const at::Tensor t = tau(4.0).requires_grad_();
  EXPECT_NEAR(softened_kl(student, teacher, t).item<double>(),
              kd_loss(student, teacher, labels(), {0, 1, 4.0}).total.item<double>(), 1e-14);
  expect_gradients([&] { return softened_kl(student, teacher, t); }, {student, t});
}

TEST(Logits, GradientsAreThoseOfCentralDifferencesAndNoneIsTheTeachers) {
  const at::Tensor student = leaf({3, 5}, 0.9, 0.2), teacher = leaf({3, 5}, 1.3, 0.7), t = tau(3.0).requires_grad_();
  MethodInput input = of_logits(student, teacher, 7);
  input.temperature = t;
  DecoupledKd dkd(1, 8, 20);
  Dist dist(1, 2);
  for (DistillationMethod* method : std::initializer_list<DistillationMethod*>{&dkd, &dist}) {
    expect_gradients([&] { return method->loss(input); }, {student, t});
  }
  expect_gradients([&] { return (standardised(student) * teacher.detach()).sum(); }, {student});
  EXPECT_FALSE(teacher.grad().defined());
}

DistillationConfig config_of(const std::string& method) {
  DistillationConfig config;
  config.method = method;
  return config;
}

const TapShapes student_taps{{2, 8, 8}, {3, 8, 8}, {4, 4, 4}, {4}}, teacher_taps{{2, 8, 8}, {3, 8, 8}, {5, 3, 3}, {5}};

TEST(MakeMethod, KnowsEveryMethodThatHasALoss) {
  for (const char* name : {"none", "kd", "slkd"}) {
    EXPECT_EQ(make_method(config_of(name), {}, {}, 10, 1).value(), nullptr) << name;
  }
  for (const char* name : {"dkd", "dist"}) {
    const auto method = make_method(config_of(name), {}, {}, 10, 1).value();
    EXPECT_FALSE(method->needs_features()) << name;
    EXPECT_TRUE(method->parameters().empty()) << name;
  }
  for (const char* name : {"at", "fitnets", "cckd", "sp", "pkt", "rkd", "vid"}) {
    EXPECT_TRUE(make_method(config_of(name), student_taps, teacher_taps, 10, 1).value()->needs_features()) << name;
    const auto without = make_method(config_of(name), {}, {}, 10, 1);
    ASSERT_FALSE(without) << name;
    EXPECT_EQ(without.error()["key"], "distillation.method");
  }
  for (const char* name : {"cckd", "sp", "pkt", "rkd"}) {
    EXPECT_EQ(make_method(config_of(name), student_taps, teacher_taps, 10, 1).value()->smallest_batch(), 2) << name;
  }
}

TEST(MakeMethod, AHintLayerThatDoesNotFitIsNamed) {
  DistillationConfig config = config_of("fitnets");
  config.hint_layer = 3;
  const auto beyond = make_method(config, student_taps, teacher_taps, 10, 1);
  ASSERT_FALSE(beyond);
  EXPECT_EQ(beyond.error().code, ErrorCode::invalid_value);
  EXPECT_EQ(beyond.error()["key"], "distillation.hint_layer");
  EXPECT_EQ(beyond.error()["value"], "3");
  EXPECT_EQ(beyond.error()["allowed"], "0 to 2");
  const TapShapes higher{{2, 8, 8}, {3, 8, 8}, {5, 7, 7}, {5}};  // from 4 to 7 there is no rule
  config.hint_layer = 2;
  const auto odd = make_method(config, student_taps, higher, 10, 1);
  ASSERT_FALSE(odd);
  EXPECT_THAT(odd.error()["allowed"], testing::HasSubstr("4×4×4 and 5×7×7"));
}

TEST(TapShapes, AreFoundWithoutTouchingTheNetwork) {
  const auto network = make_network("resnet8", {1, 10}, 1).value();
  network->train();
  const at::Tensor mean = network->named_buffers()["bn1.running_mean"].clone();
  const TapShapes expected{{16, 28, 28}, {16, 28, 28}, {32, 14, 14}, {64, 7, 7}, {64}};
  EXPECT_EQ(tap_shapes(*network, at::zeros({2, 1, 28, 28})), expected);
  EXPECT_EQ(tap_shapes(*network->folded(), at::zeros({2, 1, 28, 28})), expected);
  EXPECT_TRUE(network->is_training());
  EXPECT_TRUE(network->named_buffers()["bn1.running_mean"].equal(mean));
}

NetworkOutput answer(double phase, std::int64_t batch) {
  NetworkOutput output{leaf({batch, 5}, 0.9, phase), {}};
  for (const TapShape& shape : student_taps) {
    TapShape with_batch = shape;
    with_batch.insert(with_batch.begin(), batch);
    output.features.push_back(leaf(with_batch, 0.7, phase));
  }
  return output;
}

TEST(Objective, SumsItsPartsWithTheirWeights) {
  for (const char* name : {"at", "fitnets", "cckd", "dkd", "dist", "sp", "pkt", "rkd", "vid"}) {
    DistillationConfig config = config_of(name);
    config.ce_weight = 0.3;
    config.method_weight = 2.5;
    const auto objective = make_objective(config, student_taps, student_taps, 5, 1).value();
    objective->to(at::kDouble);
    const ObjectiveParts parts = objective->parts(answer(0.2, 3), answer(0.7, 3), labels(), 1);
    const double kappa = kd_weight(config);
    EXPECT_NEAR(parts.total.item<double>(),
                0.3 * parts.ce.item<double>() + kappa * parts.kl.item<double>() + 2.5 * parts.method.item<double>(),
                1e-12)
        << name;
  }
}

TEST(Objective, WithoutAMethodItIsTheKdLossBitForBit) {
  const NetworkOutput student = answer(0.2, 3), teacher = answer(0.7, 3);
  for (const char* name : {"kd", "slkd"}) {
    const auto objective = make_objective(config_of(name), {}, {}, 5, 1).value();
    const ObjectiveParts parts = objective->parts(student, teacher, labels(), 1);
    const KdLoss loss = kd_loss(student.logits, teacher.logits, labels(), {0.5, 0.5, 5.0});
    EXPECT_TRUE(parts.total.equal(loss.total)) << name;
    EXPECT_TRUE(parts.kl.equal(loss.kl)) << name;
    EXPECT_FALSE(parts.method.defined()) << name;
    EXPECT_TRUE(objective->parameters().empty()) << name;
  }
}

TEST(Objective, ABatchOfOneIsTrainedWithoutRelations) {
  const at::Tensor one = at::tensor({2}, at::kLong);
  for (const char* name : {"cckd", "sp", "pkt", "rkd", "at", "vid", "fitnets", "dkd", "dist"}) {
    const auto objective = make_objective(config_of(name), student_taps, student_taps, 5, 1).value();
    objective->to(at::kDouble);
    const ObjectiveParts parts = objective->parts(answer(0.2, 1), answer(0.7, 1), one, 1);
    const bool relation = std::string("cckd sp pkt rkd").find(name) != std::string::npos;
    EXPECT_EQ(parts.method.defined(), !relation) << name;
    EXPECT_TRUE(parts.total.isfinite().item<bool>()) << name;
  }
}

TEST(Objective, ModifiersOfTheKlTermWorkWithAnyMethod) {
  for (const char* name : {"kd", "at", "dkd", "dist"}) {
    DistillationConfig config = config_of(name);
    config.standardise_logits = true;
    config.temperature_schedule = "ctkd";
    const auto objective = make_objective(config, student_taps, student_taps, 5, 1).value();
    objective->to(at::kDouble);
    const NetworkOutput student = answer(0.2, 3), teacher = answer(0.7, 3);
    const ObjectiveParts parts = objective->parts(student, teacher, labels(), 10);
    parts.total.backward();
    const double t = 1 + 20 / (1 + std::exp(-1.0));
    EXPECT_NEAR(parts.temperature.item<double>(), t, 1e-12) << name;
    EXPECT_NEAR(parts.kl.item<double>(),
                softened_kl(standardised(student.logits), standardised(teacher.logits), tau(t)).item<double>(), 1e-13)
        << name;
    EXPECT_TRUE(objective->named_parameters()["temperature.u"].grad().defined()) << name;
  }
}

TEST(Objective, NarrowFeaturesAreWidenedFirst) {
  const auto narrowed = [](NetworkOutput output) {
    output.logits = output.logits.detach().to(at::kBFloat16).requires_grad_();
    for (at::Tensor& feature : output.features) feature = feature.detach().to(at::kBFloat16).requires_grad_();
    return output;
  };
  for (const char* name : {"at", "fitnets", "cckd", "sp", "pkt", "rkd", "vid", "dkd"}) {
    const auto objective = make_objective(config_of(name), student_taps, student_taps, 5, 1).value();
    const NetworkOutput student = narrowed(answer(0.2, 3));
    const ObjectiveParts parts = objective->parts(student, narrowed(answer(0.7, 3)), labels(), 1);
    EXPECT_EQ(parts.method.scalar_type(), at::kFloat) << name;
    EXPECT_EQ(parts.total.scalar_type(), at::kFloat) << name;
    parts.total.backward();
    EXPECT_EQ(student.logits.grad().scalar_type(), at::kBFloat16) << name;
  }
}

}  // namespace
}  // namespace tc3kd
