// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/training/sgd.h"

#include <gtest/gtest.h>

#include "core/engine/training/gradient_step.h"
#include "tests/core/engine/fixture.h"

namespace tc3kd {
namespace {

using test::Fixture;
using test::largest_difference;
using test::network_by_formula;
using test::wave;

OptimiserConfig recipe(double momentum, bool nesterov, double decay) {
  OptimiserConfig config;
  config.momentum = momentum;
  config.nesterov = nesterov;
  config.weight_decay = decay;
  return config;
}

void take_step(Sgd& sgd, at::Tensor parameter, const at::Tensor& gradient, double rate) {
  sgd.zero_grad();
  parameter.mutable_grad() = gradient.clone();
  sgd.step(rate);
}

TEST(Sgd, TwoStepsByHand) {
  // p = 1, decay 0.1, μ = 0.5, lr = 0.1, gradients 1 and 2, Nesterov:
  //   g' = 1.1, v = 1.1, p = 1 − 0.1·(1.1 + 0.55) = 0.835
  //   g' = 2.0835, v = 0.55 + 2.0835 = 2.6335, p = 0.835 − 0.1·(2.0835 + 1.31675) = 0.494975
  const at::Tensor parameter = at::ones({1}, at::kDouble).requires_grad_();
  Sgd sgd({parameter}, recipe(0.5, true, 0.1));
  take_step(sgd, parameter, at::full({1}, 1.0, at::kDouble), 0.1);
  EXPECT_NEAR(parameter.item<double>(), 0.835, 1e-15);
  take_step(sgd, parameter, at::full({1}, 2.0, at::kDouble), 0.1);
  EXPECT_NEAR(parameter.item<double>(), 0.494975, 1e-15);
}

TEST(Sgd, FollowsPyTorch) {
  const Fixture fixture("training/training.safetensors");
  const struct {
    const char* name;
    OptimiserConfig config;
  } cases[] = {
      {"plain", recipe(0, false, 0)}, {"momentum", recipe(0.9, false, 0)}, {"nesterov_decay", recipe(0.9, true, 5e-4)}};
  for (const auto& [name, config] : cases) {
    const std::string prefix = std::string("sgd/") + name + "/";
    const at::Tensor parameter = fixture[prefix + "start"].requires_grad_();
    Sgd sgd({parameter}, config);
    for (std::int64_t i = 0; i < 6; ++i) {
      take_step(sgd, parameter, fixture[prefix + "gradients"][i], fixture[prefix + "rates"][i].item<double>());
      EXPECT_LT(largest_difference(parameter.detach(), fixture[prefix + "course"][i]), 1e-14) << name << " step " << i;
    }
  }
}

TEST(Sgd, ARestartForgetsTheMomentum) {
  const at::Tensor kept = at::ones({3}, at::kDouble).requires_grad_(),
                   fresh = at::ones({3}, at::kDouble).requires_grad_();
  Sgd used({kept}, recipe(0.9, true, 0));
  take_step(used, kept, at::ones({3}, at::kDouble), 0.1);
  used.restart();
  kept.data().fill_(1.0);
  Sgd other({fresh}, recipe(0.9, true, 0));
  take_step(used, kept, at::full({3}, 0.5, at::kDouble), 0.1);
  take_step(other, fresh, at::full({3}, 0.5, at::kDouble), 0.1);
  EXPECT_TRUE(kept.equal(fresh));
}

TEST(GradientStep, SixStepsOfDistillationAreThoseOfPyTorch) {
  const Fixture fixture("training/training.safetensors");
  const auto student = network_by_formula("resnet8", {1, 10}, at::kDouble);
  const auto teacher = network_by_formula("resnet20", {1, 10}, at::kDouble);
  OptimiserConfig config = recipe(0.9, true, 5e-4);
  Sgd sgd(student->parameters(), config);
  GradientStep step(*student, teacher->folded(), sgd, {0.5, 0.5, 5.0}, Precision::fp32);
  const at::Tensor images = wave({8, 1, 28, 28}, 0.05, 0.0) + wave({8, 1, 28, 28}, 1.3, 0.5);
  const at::Tensor labels = at::tensor({0, 3, 6, 9, 1, 2, 5, 7}, at::kLong);
  student->train();
  for (std::int64_t i = 0; i < 6; ++i) {
    const StepReport report = step.run(images, labels, 0.05, 1);
    EXPECT_NEAR(report.loss.item<double>(), fixture["kd/losses"][i].item<double>(), 1e-9) << "step " << i;
    EXPECT_NEAR(report.loss.item<double>(), 0.5 * report.ce.item<double>() + 0.5 * report.kl.item<double>(), 1e-12);
  }
  student->eval();
  const at::NoGradGuard no_grad;
  EXPECT_LT(largest_difference(student->forward(images).logits, fixture["kd/logits"]), 1e-7);
  EXPECT_LT(largest_difference(student->named_parameters()["fc.weight"], fixture["kd/fc.weight"]), 1e-8);
}

}  // namespace
}  // namespace tc3kd
