// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/losses/kd_loss.h"

#include <array>
#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "tests/core/engine/fixture.h"

namespace tc3kd {
namespace {

using test::Fixture;
using test::largest_difference;

at::Tensor small_student() {
  return at::tensor({1.0, 2.0, 0.5, -1.0, 0.0, -0.5, 1.5, 0.25, 2.0, 0.1, -0.3, 0.7}, at::kDouble).view({3, 4});
}
at::Tensor small_teacher() {
  return at::tensor({2.0, 3.5, 0.0, -2.0, 0.5, -1.0, 3.0, 0.0, 1.0, 0.0, 0.5, 2.5}, at::kDouble).view({3, 4});
}
at::Tensor small_labels() { return at::tensor({1, 2, 3}, at::kLong); }

TEST(KdLoss, TwoClassesByHand) {
  // z_s = (ln 3, 0): softmax (3/4, 1/4); z_t = (0, 0): (1/2, 1/2); the label is 0; τ = 1.
  const at::Tensor student = at::tensor({std::log(3.0), 0.0}, at::kDouble).view({1, 2});
  const at::Tensor teacher = at::zeros({1, 2}, at::kDouble);
  const KdLoss loss = kd_loss(student, teacher, at::tensor({0}, at::kLong), {0.5, 0.5, 1.0});
  EXPECT_NEAR(loss.ce.item<double>(), std::log(4.0 / 3.0), 1e-15);
  EXPECT_NEAR(loss.kl.item<double>(), 0.5 * std::log(2.0 / 3.0) + 0.5 * std::log(2.0), 1e-15);
  EXPECT_NEAR(loss.total.item<double>(), 0.5 * std::log(4.0 / 3.0) + 0.25 * std::log(4.0 / 3.0), 1e-15);
}

TEST(KdLoss, MatchesTheReferenceVectors) {
  const at::Tensor ce = ce_per_sample(small_student(), small_labels());
  EXPECT_NEAR(ce[0].item<double>(), 0.495181898085856, 1e-14);
  EXPECT_NEAR(ce[1].item<double>(), 0.4977222930173577, 1e-14);
  EXPECT_NEAR(ce[2].item<double>(), 1.7202612736223888, 1e-14);
  const at::Tensor kl = kl_per_sample(small_student(), small_teacher(), 4.0);
  EXPECT_NEAR(kl[0].item<double>(), 0.02857311100006258, 1e-14);
  EXPECT_NEAR(kl[2].item<double>(), 0.03868611145116599, 1e-14);
  EXPECT_NEAR(kd_loss(small_student(), small_teacher(), small_labels(), {0.5, 0.5, 5.0}).total.item<double>(),
              0.688747833285273, 1e-14);
  EXPECT_NEAR(kd_loss(small_student(), small_teacher(), small_labels(), {0.1, 0.9, 4.0}).total.item<double>(),
              0.5144895169959156, 1e-14);
}

TEST(KdLoss, MatchesPyTorchWithItsGradient) {
  const Fixture fixture("losses/kd_loss.safetensors");
  const struct {
    const char* name;
    KdWeights weights;
  } cases[] = {{"1_0.5_0.5", {0.5, 0.5, 1.0}},
               {"4_0.1_0.9", {0.1, 0.9, 4.0}},
               {"5_0.5_0.5", {0.5, 0.5, 5.0}},
               {"20_1_2.5", {1.0, 2.5, 20.0}},
               {"0.5_0_1", {0.0, 1.0, 0.5}}};
  for (const auto& [name, weights] : cases) {
    const at::Tensor student = fixture["student"].requires_grad_();
    const KdLoss loss = kd_loss(student, fixture["teacher"], fixture["labels"], weights);
    loss.total.backward();
    const std::string prefix = std::string(name) + "/";
    EXPECT_LT(largest_difference(loss.total, fixture[prefix + "total"]), 1e-12) << name;
    EXPECT_LT(largest_difference(loss.ce, fixture[prefix + "ce"]), 1e-12) << name;
    EXPECT_LT(largest_difference(loss.kl, fixture[prefix + "kl"]), 1e-12) << name;
    EXPECT_LT(largest_difference(student.grad(), fixture[prefix + "grad"]), 1e-12) << name;
  }
  EXPECT_LT(largest_difference(ce_per_sample(fixture["student"], fixture["labels"]), fixture["ce_per_sample"]), 1e-12);
}

TEST(KdLoss, GradientIsThatOfCentralDifferences) {
  const KdWeights weights{0.3, 0.7, 3.0};
  const at::Tensor student = small_student().requires_grad_();
  kd_loss(student, small_teacher(), small_labels(), weights).total.backward();
  const double h = 1e-5;
  for (std::int64_t i = 0; i < 12; ++i) {
    const auto shifted = [&](double by) {
      at::Tensor moved = small_student();
      moved.view({-1})[i] += by;
      return kd_loss(moved, small_teacher(), small_labels(), weights).total.item<double>();
    };
    EXPECT_NEAR(student.grad().view({-1})[i].item<double>(), (shifted(h) - shifted(-h)) / (2 * h), 1e-9) << i;
  }
}

TEST(KdLoss, EqualLogitsLeaveOnlyTheCrossEntropy) {
  const KdLoss loss = kd_loss(small_teacher(), small_teacher(), small_labels(), {0.5, 0.5, 5.0});
  EXPECT_NEAR(loss.kl.item<double>(), 0.0, 1e-15);
  EXPECT_NEAR(loss.total.item<double>(), 0.5 * loss.ce.item<double>(), 1e-15);
}

TEST(KdLoss, GreatTemperaturesMatchTheLogits) {
  // Hinton's limit: τ²·KL → Σ_c ((z_s,c − mean z_s) − (z_t,c − mean z_t))² / 2C.
  const at::Tensor s = small_student() - small_student().mean(1, true),
                   t = small_teacher() - small_teacher().mean(1, true);
  const double limit = ((s - t).pow(2).sum(1) / 8.0).mean().item<double>();
  const double at_1e4 = kd_loss(small_student(), small_teacher(), small_labels(), {0.0, 1.0, 1e4}).total.item<double>();
  EXPECT_NEAR(at_1e4, limit, 1e-3 * limit);
}

TEST(KdLoss, WithoutATeacherItIsTheCrossEntropyWhateverTheWeights) {
  const KdLoss loss = kd_loss(small_student(), {}, small_labels(), {0.1, 0.9, 4.0});
  EXPECT_FALSE(loss.kl.defined());
  EXPECT_NEAR(loss.total.item<double>(), 0.9043884882418675, 1e-14);
}

TEST(KdLoss, TheTeacherGetsNoGradient) {
  const at::Tensor student = small_student().requires_grad_(), teacher = small_teacher().requires_grad_();
  kd_loss(student, teacher, small_labels(), {0.5, 0.5, 5.0}).total.backward();
  EXPECT_TRUE(student.grad().defined());
  EXPECT_FALSE(teacher.grad().defined());
}

TEST(KdLoss, NarrowLogitsAreWidenedBeforeAnythingIsSummed) {
  const at::Tensor narrow = small_student().to(at::kBFloat16);
  const KdLoss loss = kd_loss(narrow, small_teacher().to(at::kFloat), small_labels(), {0.5, 0.5, 5.0});
  EXPECT_EQ(loss.total.scalar_type(), at::kFloat);
  const KdLoss wide = kd_loss(narrow.to(at::kFloat), small_teacher().to(at::kFloat), small_labels(), {0.5, 0.5, 5.0});
  EXPECT_EQ(loss.total.item<float>(), wide.total.item<float>());
}

TEST(KdLoss, GreatMarginsKeepTheirOrder) {
  // In float32 both of these would be exactly 0, and the order of the two samples one of their indices.
  const at::Tensor logits = at::tensor({20.0F, 0.0F, 25.0F, 0.0F}).view({2, 2});
  const at::Tensor ce = ce_per_sample(logits, at::tensor({0, 0}, at::kLong));
  EXPECT_NEAR(ce[0].item<double>() / std::exp(-20.0), 1.0, 1e-6);
  EXPECT_NEAR(ce[1].item<double>() / std::exp(-25.0), 1.0, 1e-4);
}

}  // namespace
}  // namespace tc3kd
