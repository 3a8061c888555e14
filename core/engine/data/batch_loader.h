// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <torch/torch.h>

#include "core/domain/config/experiment_config.h"
#include "core/engine/data/dataset.h"

namespace tc3kd {

/// One of the (2p+1)²·2 views that crop and flip make of a picture: the crop's offset into the padded picture, and
/// whether it is mirrored.
struct View {
  std::int64_t dy = 0, dx = 0;
  bool flip = false;
  /// (dy·(2p+1) + dx)·2 + flip
  [[nodiscard]] std::int64_t number(std::int64_t padding) const {
    return (dy * (2 * padding + 1) + dx) * 2 + (flip ? 1 : 0);
  }
};

/// The view of a sample in an epoch, from the counter-based stream (seed, "view", epoch, sample): known without drawing
/// any other sample's. `sample` is the index in the whole training split, so that a limit changes no picture's views.
[[nodiscard]] View draw_view(const DataConfig& config, std::uint64_t seed, std::int64_t epoch, std::int64_t sample);

/// The order of an epoch: a permutation of 0…n−1 from the stream (seed, "order", epoch).
[[nodiscard]] std::vector<std::int64_t> epoch_order(std::int64_t n, std::uint64_t seed, std::int64_t epoch);

/// One split, resident on the training device as uint8 [N, C, H, W] with its labels int64 [N].
class ResidentSplit {
 public:
  /// Takes the samples `indices` of `split` (all of them when empty), in that order.
  ResidentSplit(const ImageSplit& split, std::span<const std::int64_t> indices,
                const NormalisationConfig& normalisation, torch::Device device);

  [[nodiscard]] std::int64_t size() const { return labels_.size(0); }
  [[nodiscard]] const torch::Tensor& labels() const { return labels_; }

  /// Labels of some samples, int64 [B].
  [[nodiscard]] torch::Tensor labels_of(std::span<const std::int64_t> positions) const;
  /// Normalised pictures as they are: float [B, C, H, W], channels-last.
  [[nodiscard]] torch::Tensor plain(std::span<const std::int64_t> positions) const;
  /// Pictures padded with `padding` black pixels a side, cropped at their view's offset, mirrored where it says so,
  /// then normalised: black is (0 − mean)/std after it, as in torchvision. float [B, C, H, W], channels-last.
  [[nodiscard]] torch::Tensor augmented(std::span<const std::int64_t> positions, std::span<const View> views,
                                        std::int64_t padding) const;

 private:
  [[nodiscard]] torch::Tensor gather_on_device(std::span<const std::int64_t> positions, std::span<const View> views,
                                               std::int64_t padding) const;
  [[nodiscard]] torch::Tensor fill_on_cpu(std::span<const std::int64_t> positions, std::span<const View> views,
                                          std::int64_t padding) const;

  torch::Tensor pixels_, labels_;
  torch::Tensor scale_, shift_;  ///< float [1, C, 1, 1]: x' = x·scale + shift with x in 0…255
  std::vector<float> table_;     ///< [C × 256], the same per value: a lookup is exact and quick
};

}  // namespace tc3kd
