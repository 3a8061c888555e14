// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include <torch/torch.h>

namespace tc3kd {

/// float64 stays, anything else becomes float32: losses are never computed in less.
[[nodiscard]] at::Tensor widened(const at::Tensor& tensor);

/// Each row of [N, D] divided by max(‖row‖₂, 1e-12), as F.normalize. A row of zeros stays one and gets no gradient.
[[nodiscard]] at::Tensor unit_rows(const at::Tensor& rows);

/// Two maps [B, ·, H, W] at the size of the lower one: the higher is average-pooled adaptively.
[[nodiscard]] std::pair<at::Tensor, at::Tensor> at_common_size(const at::Tensor& a, const at::Tensor& b);

/// How many pairs (f1, f1), (f2, f2), … of maps two networks have, the stem and the pooled feature apart.
[[nodiscard]] std::size_t map_pairs(std::size_t student_taps, std::size_t teacher_taps);

/// Mean over all elements of the Huber function with its bend at 1 (smooth-L1).
[[nodiscard]] at::Tensor smooth_l1(const at::Tensor& a, const at::Tensor& b);

/// Draws every convolution's and linear layer's parameters within `module` from one stream, in the order of their
/// registration: uniform in ±1/√fan_in, weights and biases alike (PyTorch's default). Norms keep 1 and 0.
void default_initialise(torch::nn::Module& module, std::uint64_t seed);

}  // namespace tc3kd
