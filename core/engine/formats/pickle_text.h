// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tc3kd {

/// Appends a code point below 0x110000 as UTF-8.
void append_utf8(std::string& text, std::uint32_t code);

/// The bytes of a quoted Python 2 string with its escapes ("'a\\x00b'"), as protocol 0 writes them. Throws Damage.
[[nodiscard]] std::string unquoted(std::string_view line);

/// Python's raw-unicode-escape (Latin-1, \uXXXX, \UXXXXXXXX) as UTF-8. Throws Damage.
[[nodiscard]] std::string raw_unicode_unescaped(std::string_view line);

/// UTF-8 whose code points are all below 256, as one byte each: what `_codecs.encode(text, "latin1")` gives. Throws
/// Damage.
[[nodiscard]] std::string latin1_bytes(std::string_view utf8);

}  // namespace tc3kd
