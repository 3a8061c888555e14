// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <torch/torch.h>

#include "core/domain/config/experiment_config.h"
#include "core/engine/data/dataset.h"
#include "core/engine/data/picture_split.h"

namespace tc3kd {

/// The view of a sample in an epoch, from the counter-based stream (seed, "view", epoch, sample): known without drawing
/// any other sample's. `sample` is the index in the whole training split, so that a limit changes no picture's views.
[[nodiscard]] View draw_view(const DataConfig& config, std::uint64_t seed, std::int64_t epoch, std::int64_t sample);

/// The order of an epoch: a permutation of 0…n−1 from the stream (seed, "order", epoch).
[[nodiscard]] std::vector<std::int64_t> epoch_order(std::int64_t n, std::uint64_t seed, std::int64_t epoch);

/// One split on the training device, whole: uint8 [N, C, H, W].
class ResidentSplit final : public PictureSplit {
 public:
  /// Takes the samples `indices` of `split` (all of them when empty), in that order.
  ResidentSplit(const ImageSplit& split, std::span<const std::int64_t> indices,
                const NormalisationConfig& normalisation, torch::Device device);

  [[nodiscard]] torch::Tensor plain(std::span<const std::int64_t> positions) const override;
  [[nodiscard]] torch::Tensor augmented(std::span<const std::int64_t> positions, std::span<const View> views,
                                        std::int64_t padding) const override;

 private:
  [[nodiscard]] torch::Tensor gather_on_device(std::span<const std::int64_t> positions, std::span<const View> views,
                                               std::int64_t padding) const;
  [[nodiscard]] torch::Tensor fill_on_cpu(std::span<const std::int64_t> positions, std::span<const View> views,
                                          std::int64_t padding) const;

  torch::Tensor pixels_;
  Normaliser normaliser_;
};

}  // namespace tc3kd
