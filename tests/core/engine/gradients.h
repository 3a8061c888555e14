// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <functional>
#include <vector>

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace tc3kd::test {

/// Holds autograd's gradient of `loss` by each of the float64 leaves against central differences, element by element.
inline void expect_gradients(const std::function<at::Tensor()>& loss, const std::vector<at::Tensor>& leaves,
                             double tolerance = 1e-7) {
  for (at::Tensor leaf : leaves) leaf.mutable_grad().reset();
  loss().backward();
  const torch::NoGradGuard no_grad;
  constexpr double h = 1e-5;
  for (std::size_t l = 0; l < leaves.size(); ++l) {
    const at::Tensor leaf = leaves[l];
    ASSERT_TRUE(leaf.grad().defined()) << "leaf " << l;
    const at::Tensor found = leaf.grad().contiguous().view({-1}), values = leaf.view({-1});
    const double scale = std::max(1.0, found.abs().max().item<double>());
    for (std::int64_t i = 0; i < values.numel(); ++i) {
      const double here = values[i].item<double>();
      const auto at = [&](double value) {
        values[i].fill_(value);
        return loss().item<double>();
      };
      const double expected = (at(here + h) - at(here - h)) / (2 * h);
      values[i].fill_(here);
      ASSERT_NEAR(found[i].item<double>(), expected, tolerance * scale) << "leaf " << l << " element " << i;
    }
  }
}

/// Numbers without ties or zeros, by formula, as a leaf.
inline at::Tensor leaf(at::IntArrayRef shape, double step, double phase) {
  const std::int64_t count = c10::multiply_integers(shape);
  return ((at::arange(count, at::kDouble) * step + phase).sin() * 1.5).view(shape).clone().requires_grad_();
}

}  // namespace tc3kd::test
