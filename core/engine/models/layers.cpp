// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/models/layers.h"

#include <utility>

namespace tc3kd {
namespace {

constexpr double epsilon = 1e-5, momentum = 0.1;

/// The registered tensor gets values, type, device and layout of `values`; its registration stays.
void take(torch::Tensor& tensor, const torch::Tensor& values) {
  tensor.set_requires_grad(false);
  tensor.set_data(values.detach().clone());
}

}  // namespace

BatchNorm::BatchNorm(std::int64_t channels)
    : weight(register_parameter("weight", torch::ones({channels}))),
      bias(register_parameter("bias", torch::zeros({channels}))),
      running_mean(register_buffer("running_mean", torch::zeros({channels}))),
      running_var(register_buffer("running_var", torch::ones({channels}))),
      num_batches_tracked(register_buffer("num_batches_tracked", torch::zeros({}, torch::kLong))) {}

torch::Tensor BatchNorm::forward(const torch::Tensor& x) {
  const bool training = is_training();
  if (training) {
    TORCH_CHECK(x.numel() > x.size(1), "a batch of one picture whose map is one pixel cannot train a batch norm");
    num_batches_tracked.add_(1);
  }
  return at::batch_norm(x, weight, bias, running_mean, running_var, training, momentum, epsilon,
                        at::globalContext().userEnabledCuDNN());
}

torch::Tensor BatchNorm::scale() const {
  return weight.to(torch::kDouble) / (running_var.to(torch::kDouble) + epsilon).sqrt();
}

torch::Tensor BatchNorm::shift() const { return bias.to(torch::kDouble) - running_mean.to(torch::kDouble) * scale(); }

void BatchNorm::freeze_as(const BatchNorm& other) {
  take(weight, other.weight);
  take(bias, other.bias);
  take(running_mean, other.running_mean);
  take(running_var, other.running_var);
  take(num_batches_tracked, other.num_batches_tracked);
}

Conv::Conv(const ConvShape& shape_)
    : shape(shape_),
      weight(register_parameter("weight",
                                torch::empty({shape.out, shape.in / shape.groups, shape.kernel, shape.kernel}))) {
  if (shape.bias) bias = register_parameter("bias", torch::zeros({shape.out}));
}

torch::Tensor Conv::forward(const torch::Tensor& x) const {
  const std::int64_t padding = shape.kernel / 2;
  const auto y = at::conv2d(x, weight, bias, {shape.stride, shape.stride}, {padding, padding}, {1, 1}, shape.groups);
  return norm_ ? norm_->forward(y) : y;
}

void Conv::freeze_as(const Conv& other) {
  auto folded = other.weight.detach();
  auto constant = other.bias.defined() ? other.bias.detach() : torch::Tensor();
  if (other.norm_) {
    const auto scale = other.norm_->scale().detach();
    constant = other.norm_->shift().detach() +
               (constant.defined() ? constant.to(torch::kDouble) * scale : torch::zeros_like(scale));
    constant = constant.to(folded.scalar_type());
    folded = (folded.to(torch::kDouble) * scale.view({-1, 1, 1, 1})).to(folded.scalar_type());
  }
  take(weight, folded.clone(torch::MemoryFormat::ChannelsLast));
  if (constant.defined()) {
    if (!bias.defined()) bias = register_parameter("bias", torch::empty({shape.out}), /*requires_grad=*/false);
    take(bias, constant);
  }
  if (norm_) std::exchange(norm_, nullptr)->absorbed = true;
}

Linear::Linear(std::int64_t in, std::int64_t out)
    : weight(register_parameter("weight", torch::empty({out, in}))),
      bias(register_parameter("bias", torch::zeros({out}))) {}

void Linear::freeze_as(const Linear& other) {
  take(weight, other.weight);
  take(bias, other.bias);
}

torch::nn::Module& add_level(torch::nn::Module& parent, const std::string& name) {
  return *parent.register_module(name, std::make_shared<torch::nn::Module>());
}

std::shared_ptr<Conv> add_conv_norm(torch::nn::Module& parent, const std::string& conv, const std::string& norm,
                                    const ConvShape& shape) {
  auto layer = parent.register_module(conv, std::make_shared<Conv>(shape));
  layer->followed_by(parent.register_module(norm, std::make_shared<BatchNorm>(shape.out)));
  return layer;
}

}  // namespace tc3kd
