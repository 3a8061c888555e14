// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/losses/variational_information.h"

#include <cmath>
#include <string>

#include "core/engine/losses/loss_maths.h"

namespace tc3kd {
namespace {

constexpr double first_variance = 5.0, least_variance = 1e-5;

torch::nn::Conv2d pointwise(std::int64_t in, std::int64_t out) {
  return torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, 1).bias(false));
}

}  // namespace

at::Tensor gaussian_surprise(const at::Tensor& mean, const at::Tensor& teacher, const at::Tensor& variance) {
  const at::Tensor v = variance.view({1, -1, 1, 1});
  return ((mean - teacher.detach()).square() / v + v.log()).mean() * 0.5;
}

VariationalPair::VariationalPair(std::int64_t student_channels, std::int64_t teacher_channels)
    : rho_(register_parameter("rho",
                              at::full({teacher_channels}, std::log(std::exp(first_variance - least_variance) - 1.0)))),
      mean_(register_module("mean",
                            torch::nn::Sequential(pointwise(student_channels, teacher_channels), torch::nn::ReLU(),
                                                  pointwise(teacher_channels, teacher_channels), torch::nn::ReLU(),
                                                  pointwise(teacher_channels, teacher_channels)))) {}

at::Tensor VariationalPair::variance() const {
  // logaddexp and not softplus, which is the identity from 20 on: the same function without a step.
  return at::logaddexp(rho_, at::zeros_like(rho_)) + least_variance;
}

at::Tensor VariationalPair::loss(const at::Tensor& student, const at::Tensor& teacher) {
  const auto [s, t] = at_common_size(student, teacher);
  return gaussian_surprise(mean_->forward(s), t, variance());
}

VariationalInformation::VariationalInformation(const TapShapes& student, const TapShapes& teacher) {
  for (std::size_t i = 1; i <= map_pairs(student.size(), teacher.size()); ++i) {
    pairs_.push_back(
        register_module("pair" + std::to_string(i), std::make_shared<VariationalPair>(student[i][0], teacher[i][0])));
  }
}

at::Tensor VariationalInformation::loss(const MethodInput& input) {
  at::Tensor sum;
  for (std::size_t i = 0; i < pairs_.size(); ++i) {
    const at::Tensor pair = pairs_[i]->loss(input.student.features[i + 1], input.teacher.features[i + 1]);
    sum = sum.defined() ? sum + pair : pair;
  }
  return sum;
}

}  // namespace tc3kd
