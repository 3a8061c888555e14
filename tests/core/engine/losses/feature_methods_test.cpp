// SPDX-License-Identifier: GPL-3.0-or-later
// AT, FitNets and VID: cases by hand, limits and gradients.
#include <cmath>

#include <gtest/gtest.h>

#include "core/engine/losses/attention_transfer.h"
#include "core/engine/losses/fitnets.h"
#include "core/engine/losses/loss_maths.h"
#include "core/engine/losses/variational_information.h"
#include "tests/core/engine/fixture.h"
#include "tests/core/engine/gradients.h"

namespace tc3kd {
namespace {

using test::expect_gradients;
using test::largest_difference;
using test::leaf;

at::Tensor doubles(std::vector<double> values, at::IntArrayRef shape) {
  return at::tensor(values, at::kDouble).view(shape);
}

std::int64_t count(const torch::nn::Module& module) {
  std::int64_t sum = 0;
  for (const at::Tensor& parameter : module.parameters()) sum += parameter.numel();
  return sum;
}

TEST(AttentionTransfer, TwoPixelsByHand) {
  // Student: channels (3, 0) and (0, 4) → mean squares (4.5, 8); teacher: one channel (1, 0) → (1, 0).
  const at::Tensor student = doubles({3, 0, 0, 4}, {1, 2, 1, 2}), teacher = doubles({1, 0}, {1, 1, 1, 2});
  const double norm = std::sqrt(4.5 * 4.5 + 8.0 * 8.0), x = 4.5 / norm - 1, y = 8.0 / norm;
  EXPECT_NEAR(attention_transfer(student, teacher, false).item<double>(), (x * x + y * y) / 2, 1e-15);
  EXPECT_NEAR(attention_transfer(student, teacher, true).item<double>(), std::sqrt(x * x + y * y), 1e-15);
}

TEST(AttentionTransfer, LooksAtPlacesOnly) {
  // Another scale, or the same map in more channels, looks at the same places.
  const at::Tensor map = leaf({3, 2, 4, 4}, 0.7, 0.3).detach();
  EXPECT_LT(attention_transfer(map, map * 5, false).item<double>(), 1e-30);
  EXPECT_LT(attention_transfer(map, at::cat({map, map, map}, 1), false).item<double>(), 1e-30);
  // The higher map is pooled, on either side.
  const at::Tensor high = map.repeat_interleave(2, 2).repeat_interleave(2, 3);
  EXPECT_LT(attention_transfer(high, map, false).item<double>(), 1e-30);
  EXPECT_LT(attention_transfer(map, high, false).item<double>(), 1e-30);
}

TEST(AttentionTransfer, AMapOfZerosIsNoDivisionByZero) {
  const at::Tensor student = at::zeros({2, 2, 3, 3}, at::kDouble).requires_grad_();
  const at::Tensor loss = attention_transfer(student, leaf({2, 2, 3, 3}, 0.7, 0.3), false);
  loss.backward();
  EXPECT_NEAR(loss.item<double>(), 1.0 / 9.0, 1e-15) << "the teacher's map has norm 1";
  EXPECT_EQ(student.grad().abs().max().item<double>(), 0.0);
}

TEST(AttentionTransfer, GradientsAreThoseOfCentralDifferencesAndNoneIsTheTeachers) {
  const at::Tensor student = leaf({2, 3, 4, 4}, 0.9, 0.2), teacher = leaf({2, 2, 2, 2}, 1.1, 0.5);
  for (const bool paper : {false, true}) {
    expect_gradients([&] { return attention_transfer(student, teacher.detach(), paper); }, {student});
  }
  attention_transfer(student, teacher, false).backward();
  EXPECT_FALSE(teacher.grad().defined());
}

TEST(Regressor, HasTheParametersOfTheTable) {
  EXPECT_EQ(count(Regressor({32, 16, 16}, {64, 16, 16}, true)), 2240);
  EXPECT_EQ(count(Regressor({32, 16, 16}, {32, 16, 16}, true)), 1120);
  EXPECT_EQ(count(Regressor({16, 8, 8}, {64, 16, 16}, true)), 16576);
  EXPECT_EQ(count(Regressor({16, 8, 8}, {32, 16, 16}, true)), 8288);
}

TEST(Regressor, BringsEverySizeToTheTeachers) {
  const struct {
    TapShape student, teacher;
  } cases[] = {{{3, 8, 8}, {5, 4, 4}}, {{3, 7, 7}, {5, 14, 14}}, {{3, 7, 9}, {5, 4, 4}}, {{3, 5, 5}, {2, 5, 5}}};
  for (const auto& [student, teacher] : cases) {
    ASSERT_TRUE(Regressor::fits(student, teacher));
    const at::Tensor found = Regressor(student, teacher, true).forward(at::ones({2, 3, student[1], student[2]}));
    EXPECT_EQ(found.sizes().slice(1).vec(), teacher);
  }
  EXPECT_FALSE(Regressor::fits({3, 5, 5}, {5, 8, 8}));
  EXPECT_FALSE(Regressor::fits({64}, {64}));
}

TEST(FitNets, LossesByHand) {
  const at::Tensor prediction = doubles({1, 2, 3, 4}, {2, 1, 1, 2}), teacher = doubles({1, 0, 0, 0}, {2, 1, 1, 2});
  EXPECT_NEAR(hint_mean_square(prediction, teacher).item<double>(), (0 + 4 + 9 + 16) / 4.0, 1e-15);
  EXPECT_NEAR(hint_loss(prediction, teacher).item<double>(), 0.5 * (4 + 25) / 2.0, 1e-15);
}

TEST(FitNets, TheReluIsASwitchAndTheStateHasStableNames) {
  const TapShape map{2, 3, 3};
  FitNets with(1, map, map, true), without(1, map, map, false);
  int place = 0;
  test::fill_by_formula(with, "", place);
  test::fill_by_formula(without, "", place = 0);
  with.to(at::kDouble);
  without.to(at::kDouble);
  MethodInput input;
  input.student.features = input.teacher.features = {{}, leaf({4, 2, 3, 3}, 0.8, 0.1).detach()};
  EXPECT_NE(with.loss(input).item<double>(), without.loss(input).item<double>());
  std::vector<std::string> names;
  for (const auto& entry : with.named_parameters()) names.push_back(entry.key());
  EXPECT_EQ(names, (std::vector<std::string>{"regressor.conv.weight", "regressor.conv.bias", "regressor.bn.weight",
                                             "regressor.bn.bias"}));
  EXPECT_TRUE(with.named_buffers().contains("regressor.bn.running_mean"));
}

TEST(FitNets, OnePixelNeedsTwoSamples) {
  EXPECT_EQ(FitNets(1, {2, 1, 1}, {3, 1, 1}, true).smallest_batch(), 2);
  EXPECT_EQ(FitNets(1, {2, 2, 2}, {3, 2, 2}, true).smallest_batch(), 1);
}

TEST(VariationalInformation, AtTheMeanOnlyTheVarianceIsLeft) {
  const at::Tensor map = leaf({2, 3, 2, 2}, 0.7, 0.3).detach();
  const at::Tensor variance = doubles({1, 2, 4}, {3});
  EXPECT_NEAR(gaussian_surprise(map, map, variance).item<double>(), 0.5 * (std::log(2.0) + std::log(4.0)) / 3, 1e-15);
  EXPECT_NEAR(gaussian_surprise(map + 2, map, at::full({3}, 4.0, at::kDouble)).item<double>(),
              0.5 * (1 + std::log(4.0)), 1e-14);
  EXPECT_LT(gaussian_surprise(map, map, at::full({3}, 0.1, at::kDouble)).item<double>(), 0.0) << "it can be negative";
}

TEST(VariationalInformation, TheVarianceBeginsAtFive) {
  const VariationalPair pair(2, 3);
  EXPECT_EQ(pair.variance().sizes(), (std::vector<std::int64_t>{3}));
  EXPECT_NEAR(pair.variance().min().item<double>(), 5.0, 1e-6);
  EXPECT_NEAR(pair.variance().max().item<double>(), 5.0, 1e-6);
}

TEST(VariationalInformation, GradientsAreThoseOfCentralDifferences) {
  VariationalPair pair(2, 3);
  int place = 0;
  test::fill_by_formula(pair, "", place);
  pair.to(at::kDouble);
  const at::Tensor student = leaf({2, 2, 4, 4}, 0.9, 0.2), teacher = leaf({2, 3, 2, 2}, 1.1, 0.5).detach();
  std::vector<at::Tensor> leaves = pair.parameters();
  leaves.push_back(student);
  expect_gradients([&] { return pair.loss(student, teacher); }, leaves);
}

TEST(DefaultInitialisation, IsPyTorchsAndItsSeedsAlone) {
  const auto weights = [](std::uint64_t seed) {
    auto regressor = std::make_shared<Regressor>(TapShape{16, 8, 8}, TapShape{64, 16, 16}, true);
    FitNets method(1, {16, 8, 8}, {64, 16, 16}, true);
    default_initialise(method, seed);
    return method.parameters();
  };
  const auto one = weights(5), again = weights(5), other = weights(6);
  EXPECT_TRUE(one[0].equal(again[0]));
  EXPECT_FALSE(one[0].equal(other[0]));
  // A transposed convolution [16, 64, 4, 4] counts 64·16 inputs: uniform in ±1/32.
  EXPECT_LE(one[0].abs().max().item<double>(), 1.0 / 32);
  // The standard error of a uniform sample's deviation is √(0.8/4n) of it: 6.3e-5 for these 16,384; five of them.
  EXPECT_NEAR(one[0].std().item<double>(), 1.0 / 32 / std::sqrt(3.0), 3.2e-4);
  EXPECT_GT(one[1].abs().max().item<double>(), 0.9 / 32) << "the bias is drawn, too";
  EXPECT_EQ(one[2].min().item<float>(), 1.0F) << "a batch norm keeps 1";
}

}  // namespace
}  // namespace tc3kd
