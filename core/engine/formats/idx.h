// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/domain/result.h"

namespace tc3kd {

/// An IDX array of unsigned bytes (MNIST's format): dimensions and values, row-major.
struct IdxArray {
  std::vector<std::int64_t> shape;
  std::span<const std::uint8_t> values;  ///< into the bytes that were parsed
};

/// Reads magic 00 00 08 <dimensions>, big-endian sizes and the values. `file_malformed` names `path` and what is wrong:
/// another magic, other dimensions than asked for, a size of zero, too few or too many bytes. Allocates nothing of what
/// the header asks for.
[[nodiscard]] Result<IdxArray> parse_idx(std::span<const std::byte> bytes, int dimensions, const std::string& path);

}  // namespace tc3kd
