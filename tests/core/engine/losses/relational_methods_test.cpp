// SPDX-License-Identifier: GPL-3.0-or-later
// CCKD, SP, PKT and RKD: cases by hand, limits and gradients.
#include <cmath>

#include <gtest/gtest.h>

#include "core/engine/losses/correlation_congruence.h"
#include "core/engine/losses/loss_maths.h"
#include "core/engine/losses/probabilistic_transfer.h"
#include "core/engine/losses/relational_kd.h"
#include "core/engine/losses/similarity_preserving.h"
#include "tests/core/engine/fixture.h"
#include "tests/core/engine/gradients.h"

namespace tc3kd {
namespace {

using test::expect_gradients;
using test::largest_difference;
using test::leaf;

at::Tensor rows(std::vector<double> values, std::int64_t columns) {
  return at::tensor(values, at::kDouble).view({-1, columns});
}

MethodInput pooled(const at::Tensor& student, const at::Tensor& teacher) {
  MethodInput input;
  input.student.features = {student};
  input.teacher.features = {teacher};
  input.labels = at::zeros({student.size(0)}, at::kLong);
  return input;
}

TEST(NeighbourCorrelation, ByHand) {
  // |e_s − e_t| = (1, 2), (3, 0), (1, 4): products of neighbours 3 + 0 and 3 + 0, mean 3.
  EXPECT_NEAR(neighbour_correlation(rows({1, 2, 3, 1, 0, 0}, 2), rows({0, 0, 0, 1, 1, 4}, 2)).item<double>(), 3.0,
              1e-15);
  const at::Tensor s = rows({1, 1, 2, 2, 5, 1}, 2), t = at::zeros({3, 2}, at::kDouble);
  EXPECT_NEAR(neighbour_correlation(s, t).item<double>(), (4 + 12) / 2.0, 1e-15);
  EXPECT_NE(neighbour_correlation(s.flip(0).roll(1, 0), t).item<double>(), 8.0) << "the order matters";
  EXPECT_EQ(neighbour_correlation(s, s).item<double>(), 0.0);
}

TEST(KernelCorrelation, IsTheTaylorPolynomialOfTheGaussianKernel) {
  const at::Tensor embedding = rows({2, 0, 0, 3, 1, 1}, 2);  // directions 0°, 90°, 45°
  const at::Tensor kernel = kernel_correlation(embedding);
  const double c = std::cos(std::atan(1.0));
  EXPECT_NEAR(kernel[0][0].item<double>(), std::exp(-0.8) * (1 + 0.8 + 0.32), 1e-15);
  EXPECT_NEAR(kernel[0][1].item<double>(), std::exp(-0.8), 1e-15);
  EXPECT_NEAR(kernel[1][2].item<double>(), std::exp(-0.8) * (1 + 0.8 * c + 0.32 * c * c), 1e-15);
  // With many terms it is the kernel itself: exp(−γ‖u_i − u_j‖²).
  const double square = 2 - 2 * c;
  EXPECT_NEAR(kernel_correlation(embedding, 0.4, 20)[1][2].item<double>(), std::exp(-0.4 * square), 1e-15);
}

TEST(CorrelationCongruence, TrainsBothEmbeddingsAndNeverTheTeacher) {
  for (const auto form : {CorrelationForm::neighbours, CorrelationForm::paper, CorrelationForm::torchdistill}) {
    CorrelationCongruence method(3, 2, form, 4);
    default_initialise(method, 1);
    method.to(at::kDouble);
    const at::Tensor student = leaf({4, 3}, 0.9, 0.2), teacher = leaf({4, 2}, 1.1, 0.5);
    std::vector<at::Tensor> leaves = method.parameters();
    ASSERT_EQ(leaves.size(), 4U);
    leaves.push_back(student);
    const MethodInput input = pooled(student, teacher);
    expect_gradients([&] { return method.loss(input); }, leaves);
    EXPECT_FALSE(teacher.grad().defined());
  }
}

TEST(CorrelationCongruence, ThePapersFormIsTheSquareOfTheOther) {
  CorrelationCongruence paper(3, 2, CorrelationForm::paper), norm(3, 2, CorrelationForm::torchdistill);
  for (auto* method : {&paper, &norm}) {
    default_initialise(*method, 1);
    method->to(at::kDouble);
  }
  const MethodInput input = pooled(leaf({4, 3}, 0.9, 0.2), leaf({4, 2}, 1.1, 0.5));
  const double n = norm.loss(input).item<double>();
  EXPECT_NEAR(paper.loss(input).item<double>(), n * n * 16, 1e-12);
}

TEST(SimilarityPreserving, ByHand) {
  // Student rows (1, 0), (0, 1): G = I. Teacher rows (1, 0), (1, 0): G all 1, rows of norm 1: all 1/√2.
  const double a = 1 / std::sqrt(2.0);
  EXPECT_NEAR(similarity_preserving(rows({1, 0, 0, 1}, 2), rows({1, 0, 1, 0}, 2)).item<double>(),
              (2 * (1 - a) * (1 - a) + 2 * a * a) / 4, 1e-15);
}

TEST(SimilarityPreserving, SeesNeitherScaleNorShapeOfAFeature) {
  const at::Tensor map = leaf({4, 2, 3, 3}, 0.7, 0.3).detach();
  EXPECT_LT(similarity_preserving(map, map).item<double>(), 1e-30);
  EXPECT_LT(similarity_preserving(map * 3, map.flatten(1)).item<double>(), 1e-30);
  EXPECT_LT(similarity_preserving(at::cat({map, map}, 1), map).item<double>(), 1e-30);
}

TEST(ProbabilisticTransfer, ByHand) {
  // Cosines: teacher rows equal: 1 everywhere, P = 1/2. Student rows orthogonal: (1 + 1)/2 and 1/2, P = 2/3, 1/3.
  const double tiny = 1e-7;
  const double expected =
      (0.5 * std::log((0.5 + tiny) / (2.0 / 3 + tiny)) + 0.5 * std::log((0.5 + tiny) / (1.0 / 3 + tiny))) / 2;
  EXPECT_NEAR(probabilistic_transfer(rows({1, 0, 0, 2}, 2), rows({3, 0, 1, 0}, 2)).item<double>(), expected, 1e-7);
}

TEST(ProbabilisticTransfer, EqualDirectionsCostNothingAndZerosAreNumbers) {
  const at::Tensor feature = leaf({4, 3}, 0.9, 0.2).detach();
  EXPECT_NEAR(probabilistic_transfer(feature, feature).item<double>(), 0.0, 1e-15);
  EXPECT_NEAR(probabilistic_transfer(feature * 7, feature).item<double>(), 0.0, 1e-7);
  const at::Tensor zeros = at::zeros({4, 3}, at::kDouble).requires_grad_();
  const at::Tensor loss = probabilistic_transfer(zeros, feature);
  loss.backward();
  EXPECT_TRUE(std::isfinite(loss.item<double>()));
  EXPECT_TRUE(zeros.grad().isfinite().all().item<bool>());
}

TEST(RelationalKd, DistancesAndAnglesByHand) {
  // A right angle at 0 with legs 3 and 4: distances 3, 4, 5, whose mean over all pairs is 4.
  const at::Tensor triangle = rows({0, 0, 3, 0, 0, 4}, 2);
  const at::Tensor distances = relative_distances(triangle);
  EXPECT_NEAR(distances[0][1].item<double>(), 0.75, 1e-14);
  EXPECT_NEAR(distances[2][0].item<double>(), 1.0, 1e-14);
  EXPECT_NEAR(distances[1][2].item<double>(), 1.25, 1e-14);
  EXPECT_EQ(distances[1][1].item<double>(), 0.0);
  const at::Tensor cosines = angle_cosines(triangle);
  EXPECT_NEAR(cosines[0][1][2].item<double>(), 0.0, 1e-14);
  EXPECT_NEAR(cosines[1][0][2].item<double>(), 0.6, 1e-14);
  EXPECT_NEAR(cosines[2][0][1].item<double>(), 0.8, 1e-14);
  EXPECT_NEAR(cosines[2][1][1].item<double>(), 1.0, 1e-14);
  EXPECT_EQ(cosines[2][2][1].item<double>(), 0.0);
}

TEST(RelationalKd, SeesNeitherScaleNorPlace) {
  RelationalKd method(25, 50);
  const at::Tensor feature = leaf({5, 3}, 0.9, 0.2).detach();
  EXPECT_LT(method.loss(pooled(feature * 4 + 7, feature)).item<double>(), 1e-20);
  const at::Tensor turned = at::stack({feature.select(1, 2), -feature.select(1, 0), feature.select(1, 1)}, 1);
  EXPECT_LT(method.loss(pooled(turned, feature)).item<double>(), 1e-20);
}

TEST(RelationalKd, HugeDifferencesCountLinearlyAndEachPartHasItsWeight) {
  EXPECT_NEAR(smooth_l1(rows({0, 0.5, 3}, 3), at::zeros({1, 3}, at::kDouble)).item<double>(), (0 + 0.125 + 2.5) / 3,
              1e-15);
  const MethodInput input = pooled(leaf({4, 3}, 0.9, 0.2), leaf({4, 2}, 1.1, 0.5));
  const double distance = RelationalKd(1, 0).loss(input).item<double>(),
               angle = RelationalKd(0, 1).loss(input).item<double>();
  EXPECT_NEAR(RelationalKd(25, 50).loss(input).item<double>(), 25 * distance + 50 * angle, 1e-12);
}

TEST(RelationalKd, TheSamePictureTwiceIsNoExplosion) {
  const at::Tensor twice = rows({1, 2, 1, 2, 0, 1}, 2).requires_grad_();
  const at::Tensor loss = RelationalKd(25, 50).loss(pooled(twice, leaf({3, 2}, 1.1, 0.5)));
  loss.backward();
  EXPECT_TRUE(std::isfinite(loss.item<double>()));
  EXPECT_LT(twice.grad().abs().max().item<double>(), 1e3);
}

TEST(Relations, GradientsAreThoseOfCentralDifferencesAndNoneIsTheTeachers) {
  const at::Tensor student = leaf({4, 3}, 0.9, 0.2), teacher = leaf({4, 2}, 1.1, 0.5);
  expect_gradients([&] { return similarity_preserving(student, teacher); }, {student});
  expect_gradients([&] { return probabilistic_transfer(student, teacher); }, {student});
  const MethodInput input = pooled(student, teacher);
  RelationalKd method(25, 50);
  expect_gradients([&] { return method.loss(input); }, {student});
  EXPECT_FALSE(teacher.grad().defined());
}

}  // namespace
}  // namespace tc3kd
