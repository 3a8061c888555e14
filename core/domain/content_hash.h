// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/domain/ids.h"

namespace tc3kd {

/// SHA-256 of bytes that arrive in pieces (OpenSSL's libcrypto).
class ContentHasher {
 public:
  ContentHasher();
  ~ContentHasher();
  ContentHasher(ContentHasher&&) noexcept;
  ContentHasher& operator=(ContentHasher&&) noexcept;

  ContentHasher& add(std::span<const std::byte> bytes);
  ContentHasher& add(std::string_view text);
  /// The hash of everything added; the hasher must not be used afterwards.
  [[nodiscard]] ContentHash finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

[[nodiscard]] ContentHash content_hash(std::span<const std::byte> bytes);
[[nodiscard]] ContentHash content_hash(std::string_view text);

/// MD5 as 32 lower-case hexadecimal digits: what data sets are published with. Not a guard against anyone. Empty where
/// libcrypto offers none (a FIPS build).
[[nodiscard]] std::string md5_hex(std::span<const std::byte> bytes);

}  // namespace tc3kd
