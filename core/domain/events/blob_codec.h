// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/domain/result.h"

namespace tc3kd {

using Bytes = std::vector<std::byte>;

/// Arrays as little-endian bytes without a header; the event that names the blob says what it is.
[[nodiscard]] Bytes encode_floats(std::span<const float> values);
[[nodiscard]] Bytes encode_integers(std::span<const std::int64_t> values);
/// `file_malformed` where the length is no multiple of the element's size.
[[nodiscard]] Result<std::vector<float>> decode_floats(std::span<const std::byte> bytes);
[[nodiscard]] Result<std::vector<std::int64_t>> decode_integers(std::span<const std::byte> bytes);

/// What a network said of each test picture.
struct Predictions {
  std::vector<std::int32_t> label;        ///< [N] arg max
  std::vector<float> probability;         ///< [N] softmax probability of `label`
  std::vector<float> true_probability;    ///< [N] softmax probability of the true class
  friend bool operator==(const Predictions&, const Predictions&) = default;
};

/// int32[N], float32[N], float32[N], one after the other.
[[nodiscard]] Bytes encode_predictions(const Predictions& predictions);
[[nodiscard]] Result<Predictions> decode_predictions(std::span<const std::byte> bytes);

}  // namespace tc3kd
