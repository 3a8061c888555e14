// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/domain/result.h"

namespace tc3kd {

/// One batch of CIFAR's Python version.
struct CifarBatch {
  std::int64_t samples = 0;
  std::vector<std::uint8_t> pixels;  ///< [samples, 3, 32, 32], row-major: red plane, green, blue
  std::vector<std::int64_t> labels;  ///< [samples], 0 … classes − 1
};

/// Reads a batch that Python 2 or 3 pickled: a dict with `data`, uint8 [N, 3072], and `labels` (10 classes) or
/// `fine_labels` (100). `file_malformed` names `path` and what is wrong: no such dict, another shape or element type,
/// other numbers of pictures and labels, a label out of range, a pickle that would call anything but what rebuilds a
/// numpy array. Allocates no more than a few times the file's size.
[[nodiscard]] Result<CifarBatch> parse_cifar_python(std::span<const std::byte> bytes, std::int64_t classes,
                                                    const std::string& path);

/// Reads `batches.meta` (10 classes, `label_names`) or `meta` (100, `fine_label_names`): the classes' names in label
/// order. `file_malformed` where there are not exactly `classes` of them.
[[nodiscard]] Result<std::vector<std::string>> parse_cifar_python_meta(std::span<const std::byte> bytes,
                                                                       std::int64_t classes, const std::string& path);

}  // namespace tc3kd
