// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/models/layers.h"
#include "core/engine/models/network.h"

namespace tc3kd {

/// Counts a network's parameters and multiply-accumulates layer by layer without allocating one, following the size
/// of the map for one picture.
class LayerCounter {
 public:
  explicit LayerCounter(const NetworkShape& shape) : shape_(shape), height_(shape.height), width_(shape.width) {}

  void conv(const ConvShape& c) {
    height_ = (height_ + c.stride - 1) / c.stride;  // the padding of ConvShape
    width_ = (width_ + c.stride - 1) / c.stride;
    beside(c);
  }
  void conv_norm(const ConvShape& c) {
    conv(c);
    norm(c.out);
  }
  /// A convolution that runs beside those just counted and ends in a map of the same size: a shortcut's.
  void beside(const ConvShape& c) {
    const std::int64_t weights = c.out * (c.in / c.groups) * c.kernel * c.kernel;
    parameters_ += weights + (c.bias ? c.out : 0);
    macs_ += weights * height_ * width_;
  }
  void norm(std::int64_t channels) { parameters_ += 2 * channels; }
  /// The classifier, after global pooling.
  void linear(std::int64_t in) {
    parameters_ += (in + 1) * shape_.classes;
    macs_ += in * shape_.classes;
  }
  void max_pool(std::int64_t kernel, std::int64_t stride, std::int64_t padding) {
    height_ = (height_ + 2 * padding - kernel) / stride + 1;
    width_ = (width_ + 2 * padding - kernel) / stride + 1;
  }

  [[nodiscard]] const NetworkShape& shape() const { return shape_; }
  [[nodiscard]] std::int64_t parameters() const { return parameters_; }
  [[nodiscard]] std::int64_t macs() const { return macs_; }

 private:
  NetworkShape shape_;
  std::int64_t height_, width_, parameters_ = 0, macs_ = 0;
};

}  // namespace tc3kd
