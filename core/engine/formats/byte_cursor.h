// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tc3kd {

/// Thrown inside a reader where its input cannot be right, caught where the reader hands out its Result: parsers of
/// nested formats read like the format then, and no check can be forgotten on the way out.
struct Damage {
  std::string detail;
};

/// A place in some bytes. Everything that would leave them throws Damage.
class ByteCursor {
 public:
  explicit ByteCursor(std::span<const std::byte> bytes, std::uint64_t at = 0) : bytes_(bytes), at_(0) { skip(at); }

  [[nodiscard]] std::uint64_t at() const { return at_; }
  [[nodiscard]] std::uint64_t left() const { return bytes_.size() - at_; }
  void skip(std::uint64_t size) { (void)take(size); }

  std::span<const std::byte> take(std::uint64_t size) {
    if (size > left()) throw Damage{"it ends too early"};
    const auto part = bytes_.subspan(at_, size);
    at_ += size;
    return part;
  }
  /// An unsigned little-endian number of up to eight bytes.
  std::uint64_t little(int size) {
    const auto part = take(static_cast<std::uint64_t>(size));
    std::uint64_t value = 0;
    for (std::size_t i = part.size(); i-- > 0;) value = value << 8 | std::to_integer<std::uint64_t>(part[i]);
    return value;
  }
  std::uint8_t byte() { return static_cast<std::uint8_t>(little(1)); }
  /// Up to the next line feed, which is passed and not returned.
  std::string_view line() {
    const std::string_view rest(reinterpret_cast<const char*>(bytes_.data()) + at_, left());
    const auto end = rest.find('\n');
    if (end == std::string_view::npos) throw Damage{"it ends too early"};
    at_ += end + 1;
    return rest.substr(0, end);
  }

 private:
  std::span<const std::byte> bytes_;
  std::uint64_t at_;
};

}  // namespace tc3kd
