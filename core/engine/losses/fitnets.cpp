// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/losses/fitnets.h"

namespace tc3kd {
namespace {

using Options = torch::nn::Conv2dOptions;

Options downward(const TapShape& s, const TapShape& t) {
  if (s[1] == 2 * t[1] && s[2] == 2 * t[2]) return Options(s[0], t[0], 3).stride(2).padding(1);
  return Options(s[0], t[0], {1 + s[1] - t[1], 1 + s[2] - t[2]});
}

bool half_as_large(const TapShape& s, const TapShape& t) { return 2 * s[1] == t[1] && 2 * s[2] == t[2]; }

}  // namespace

bool Regressor::fits(const TapShape& student, const TapShape& teacher) {
  if (student.size() != 3 || teacher.size() != 3) return false;
  return half_as_large(student, teacher) || (student[1] >= teacher[1] && student[2] >= teacher[2]);
}

Regressor::Regressor(const TapShape& student, const TapShape& teacher, bool relu)
    : norm_(torch::nn::BatchNorm2d(teacher[0])), relu_(relu) {
  if (half_as_large(student, teacher)) {
    upward_ = register_module(
        "conv",
        torch::nn::ConvTranspose2d(torch::nn::ConvTranspose2dOptions(student[0], teacher[0], 4).stride(2).padding(1)));
  } else {
    conv_ = register_module("conv", torch::nn::Conv2d(downward(student, teacher)));
  }
  register_module("bn", norm_);
}

at::Tensor Regressor::forward(const at::Tensor& feature) {
  const at::Tensor predicted = norm_(upward_ ? upward_(feature) : conv_(feature));
  return relu_ ? predicted.relu() : predicted;
}

at::Tensor hint_mean_square(const at::Tensor& prediction, const at::Tensor& teacher) {
  return (prediction - teacher.detach()).square().mean();
}

at::Tensor hint_loss(const at::Tensor& prediction, const at::Tensor& teacher) {
  return (prediction - teacher.detach()).square().flatten(1).sum(1).mean() * 0.5;
}

FitNets::FitNets(std::size_t layer, const TapShape& student, const TapShape& teacher, bool relu)
    : layer_(layer),
      smallest_batch_(teacher[1] * teacher[2] > 1 ? 1 : 2),
      regressor_(register_module("regressor", std::make_shared<Regressor>(student, teacher, relu))) {}

at::Tensor FitNets::loss(const MethodInput& input) {
  return hint_mean_square(regressor_->forward(input.student.features[layer_]), input.teacher.features[layer_]);
}

at::Tensor FitNets::pretraining_loss(const MethodInput& input) {
  return hint_loss(regressor_->forward(input.student.features[layer_]), input.teacher.features[layer_]);
}

}  // namespace tc3kd
