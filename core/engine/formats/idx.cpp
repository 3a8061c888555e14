// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/formats/idx.h"

namespace tc3kd {

Result<IdxArray> parse_idx(std::span<const std::byte> bytes, int dimensions, const std::string& path) {
  const auto malformed = [&](const std::string& detail) {
    return fail(ErrorCode::file_malformed, {{"path", path}, {"detail", detail}});
  };
  const auto byte_at = [&](std::size_t i) { return std::to_integer<std::uint64_t>(bytes[i]); };
  const std::size_t header = 4 + 4 * static_cast<std::size_t>(dimensions);
  if (bytes.size() < header) return malformed("it ends within its header");
  if (byte_at(0) != 0 || byte_at(1) != 0 || byte_at(2) != 8)
    return malformed("it does not begin like an IDX file of bytes");
  if (byte_at(3) != static_cast<std::uint64_t>(dimensions)) {
    return malformed("it has " + std::to_string(byte_at(3)) + " dimensions instead of " + std::to_string(dimensions));
  }
  IdxArray array;
  std::uint64_t values = 1;
  for (int d = 0; d < dimensions; ++d) {
    std::uint64_t size = 0;
    for (std::size_t i = 0; i < 4; ++i) size = size << 8 | byte_at(4 + 4 * static_cast<std::size_t>(d) + i);
    // Sizes below 2^32 times at most the bytes that are there: the product cannot overflow before it is refused.
    if (size == 0 || values > bytes.size()) return malformed("its sizes cannot be right");
    values *= size;
    array.shape.push_back(static_cast<std::int64_t>(size));
  }
  if (bytes.size() - header != values) {
    return malformed("its header promises " + std::to_string(values) + " values, and " +
                     std::to_string(bytes.size() - header) + " follow");
  }
  array.values = {reinterpret_cast<const std::uint8_t*>(bytes.data()) + header, static_cast<std::size_t>(values)};
  return array;
}

}  // namespace tc3kd
