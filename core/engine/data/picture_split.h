// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <torch/torch.h>

#include "core/domain/config/experiment_config.h"

namespace tc3kd {

/// One of the (2p+1)²·2 views that crop and flip make of a picture: the crop's offset into the padded picture, and
/// whether it is mirrored.
struct View {
  std::int64_t dy = 0, dx = 0;
  bool flip = false;
  /// Of `resized_crop`: what its part of the picture is drawn from (dataset_resize.h); dy and dx are 0 then.
  std::uint64_t crop_draw = 0;
  /// (dy·(2p+1) + dx)·2 + flip
  [[nodiscard]] std::int64_t number(std::int64_t padding) const {
    return (dy * (2 * padding + 1) + dx) * 2 + (flip ? 1 : 0);
  }
};

/// The values 0…255 of each channel as (x/255 − mean)/std.
struct Normaliser {
  Normaliser(const NormalisationConfig& normalisation, std::int64_t channels, torch::Device device);

  torch::Tensor scale, shift;  ///< float [1, C, 1, 1] on the device: x' = x·scale + shift
  std::vector<float> table;    ///< [C × 256], the same per value: a lookup is exact and quick
};

/// The pictures of one split of a run, with their labels, as batches on the training device. What a batch holds depends
/// on nothing but what is asked for; how it comes about is the classes' business.
class PictureSplit {
 public:
  virtual ~PictureSplit() = default;

  [[nodiscard]] std::int64_t size() const { return labels_.size(0); }
  /// int64 [N], on the device.
  [[nodiscard]] const torch::Tensor& labels() const { return labels_; }
  /// Labels of some samples, int64 [B].
  [[nodiscard]] torch::Tensor labels_of(std::span<const std::int64_t> positions) const;

  /// Normalised pictures as they are evaluated: float [B, C, H, W], channels-last. Throws RunFailure where a file
  /// cannot be read.
  [[nodiscard]] virtual torch::Tensor plain(std::span<const std::int64_t> positions) const = 0;
  /// Pictures padded with `padding` black pixels a side, cropped at their view's offset, mirrored where it says so,
  /// then normalised: black is (0 − mean)/std after it, as in torchvision. With `data.augmentation` = resized_crop the
  /// part that the view draws, resized to H × W, instead of the padded crop. float [B, C, H, W], channels-last.
  [[nodiscard]] virtual torch::Tensor augmented(std::span<const std::int64_t> positions, std::span<const View> views,
                                                std::int64_t padding) const = 0;

  /// What will be asked for from now on, in this order and in any batches: `plain` where `views` is empty, else
  /// `augmented`. A split that has to work for its pictures begins at once, ahead of what is asked; asking for
  /// something else is slower and not wrong. The spans need not outlive the call.
  virtual void announce(std::span<const std::int64_t> positions, std::span<const View> views,
                        std::int64_t padding) const;

 protected:
  explicit PictureSplit(torch::Tensor labels) : labels_(std::move(labels)) {}

 private:
  torch::Tensor labels_;
};

/// An int64 tensor of some numbers.
[[nodiscard]] torch::Tensor to_tensor(std::span<const std::int64_t> values, torch::Device device);

}  // namespace tc3kd
