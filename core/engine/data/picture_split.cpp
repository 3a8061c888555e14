// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/data/picture_split.h"

namespace tc3kd {

torch::Tensor to_tensor(std::span<const std::int64_t> values, torch::Device device) {
  return torch::tensor(torch::ArrayRef<std::int64_t>(values.data(), values.size()), torch::kInt64).to(device);
}

Normaliser::Normaliser(const NormalisationConfig& normalisation, std::int64_t channels, torch::Device device) {
  std::vector<float> scales, shifts;
  for (std::size_t c = 0; c < static_cast<std::size_t>(channels); ++c) {
    const double mean = normalisation.mean.at(c), std = normalisation.std.at(c);
    scales.push_back(static_cast<float>(1.0 / (255.0 * std)));
    shifts.push_back(static_cast<float>(-mean / std));
    for (int value = 0; value < 256; ++value) table.push_back(static_cast<float>((value / 255.0 - mean) / std));
  }
  scale = torch::tensor(scales).view({1, channels, 1, 1}).to(device);
  shift = torch::tensor(shifts).view({1, channels, 1, 1}).to(device);
}

torch::Tensor PictureSplit::labels_of(std::span<const std::int64_t> positions) const {
  return labels_.index_select(0, to_tensor(positions, labels_.device()));
}

void PictureSplit::announce(std::span<const std::int64_t>, std::span<const View>, std::int64_t) const {}

}  // namespace tc3kd
