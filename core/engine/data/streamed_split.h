// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/engine/data/dataset_pictures.h"
#include "core/engine/data/dataset_read_ahead.h"
#include "core/engine/data/picture_split.h"

namespace tc3kd {

struct StreamOptions {
  bool resized_crop = false;  ///< of augmented pictures, in place of pad and crop
  std::int64_t height = 0, width = 0, channels = 3;
  NormalisationConfig normalisation;
  int workers = 0;                                      ///< decoding threads; 0: one a core
  std::int64_t window_bytes = std::int64_t{256} << 20;  ///< decoded pictures that may wait to be taken
  std::function<void(const Error&)> on_damaged;         ///< told before RunFailure is thrown; may be empty
};

/// Pictures that are made when they are needed: decoded from files, or cut out of ones in memory. Threads work ahead of
/// the training in the announced order, so that it waits for none while they keep up. The same pictures whatever the
/// number of threads, and for `crop` the same as ResidentSplit's, bit for bit. One thread asks.
class StreamedSplit final : public PictureSplit {
 public:
  /// Takes the samples `indices` of the source (all of them when empty), in that order; `labels` are the source's.
  StreamedSplit(std::shared_ptr<const PictureSource> source, std::span<const std::int64_t> labels,
                std::span<const std::int64_t> indices, StreamOptions options, torch::Device device);
  ~StreamedSplit() override;

  [[nodiscard]] torch::Tensor plain(std::span<const std::int64_t> positions) const override;
  [[nodiscard]] torch::Tensor augmented(std::span<const std::int64_t> positions, std::span<const View> views,
                                        std::int64_t padding) const override;
  void announce(std::span<const std::int64_t> positions, std::span<const View> views,
                std::int64_t padding) const override;

 private:
  struct Ahead;
  [[nodiscard]] Result<Picture> make(std::int64_t position, const View* view, std::int64_t padding) const;
  [[nodiscard]] torch::Tensor batch(std::span<const std::int64_t> positions, std::span<const View> views,
                                    std::int64_t padding) const;
  [[nodiscard]] torch::Tensor assembled(const std::vector<Picture>& pictures) const;
  [[noreturn]] void give_up(const Error& error) const;

  std::shared_ptr<const PictureSource> source_;
  std::vector<std::int64_t> indices_;
  StreamOptions options_;
  torch::Device device_;
  Normaliser normaliser_;
  mutable std::unique_ptr<Ahead> ahead_;  ///< a cache: what is in it changes no answer
};

}  // namespace tc3kd
