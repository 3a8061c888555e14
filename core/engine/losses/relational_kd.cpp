// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/losses/relational_kd.h"

#include "core/engine/losses/loss_maths.h"

namespace tc3kd {

at::Tensor relative_distances(const at::Tensor& feature) {
  const std::int64_t samples = feature.size(0);
  const at::Tensor itself = at::eye(samples, feature.options().dtype(at::kBool));
  // From the differences themselves: ‖a‖² + ‖b‖² − 2·a·b loses the digits of close features in float32.
  constexpr std::int64_t without_products = 2;
  const at::Tensor distances =
      at::cdist(feature, feature, 2.0, without_products).clamp_min(1e-6).masked_fill(itself, 0.0);
  return distances / (distances.sum() / static_cast<double>(samples * (samples - 1)));
}

at::Tensor angle_cosines(const at::Tensor& feature) {
  const at::Tensor ways = unit_rows(feature.unsqueeze(0) - feature.unsqueeze(1));
  return ways.bmm(ways.transpose(1, 2));
}

at::Tensor RelationalKd::loss(const MethodInput& input) {
  const at::Tensor& s = input.student.features.back();
  const at::Tensor t = input.teacher.features.back().detach();
  at::Tensor sum = at::zeros({}, s.options());
  if (distance_ > 0) sum = sum + smooth_l1(relative_distances(s), relative_distances(t)) * distance_;
  if (angle_ > 0) sum = sum + smooth_l1(angle_cosines(s), angle_cosines(t)) * angle_;
  return sum;
}

}  // namespace tc3kd
