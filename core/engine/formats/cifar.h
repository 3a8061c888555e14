// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/domain/result.h"

namespace tc3kd {

/// Pictures and labels of one of CIFAR's files, whatever its layout: uint8 [N, 3, 32, 32] (planes red, green, blue,
/// row-major), labels [N].
struct CifarRecords {
  std::vector<std::uint8_t> pixels;
  std::vector<std::int64_t> labels;
};

inline constexpr std::int64_t cifar_picture_bytes = 3 * 32 * 32;

/// The binary version's records: `label_classes.size()` label bytes, then 3,072 pixels. The last label byte is the one
/// that is used (CIFAR-10: {10}; CIFAR-100: {20, 100}, coarse then fine); every label byte must lie below its number of
/// classes. `file_malformed` names `path`: empty, not a whole number of records, a label out of range.
[[nodiscard]] Result<CifarRecords> parse_cifar_binary(std::span<const std::byte> bytes,
                                                      std::span<const std::int64_t> label_classes,
                                                      const std::string& path);

}  // namespace tc3kd
