// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/formats/pickle_text.h"

#include <charconv>

#include "core/engine/formats/byte_cursor.h"

namespace tc3kd {
namespace {

/// `digits` hexadecimal digits at `at`, which passes them.
std::uint32_t hexadecimal(std::string_view line, std::size_t& at, std::size_t digits) {
  std::uint32_t value = 0;
  const char* begin = line.data() + at;
  if (line.size() - at < digits) throw Damage{"a text has half an escape"};
  const auto [end, error] = std::from_chars(begin, begin + digits, value, 16);
  if (error != std::errc() || end != begin + digits) throw Damage{"a text has a wrong escape"};
  at += digits;
  return value;
}

/// The character that a one-letter escape stands for.
char simple_escape(char letter) {
  switch (letter) {
    case '\\':
    case '\'':
    case '"': return letter;
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: throw Damage{"a text has a wrong escape"};
  }
}

}  // namespace

void append_utf8(std::string& text, std::uint32_t code) {
  const auto tail = [&](int shift) { text += static_cast<char>(0x80 | (code >> shift & 0x3F)); };
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xC0 | code >> 6);
    tail(0);
  } else if (code < 0x10000) {
    text += static_cast<char>(0xE0 | code >> 12);
    tail(6);
    tail(0);
  } else {
    text += static_cast<char>(0xF0 | code >> 18);
    tail(12);
    tail(6);
    tail(0);
  }
}

std::string unquoted(std::string_view line) {
  const bool quoted = line.size() >= 2 && (line.front() == '\'' || line.front() == '"') && line.back() == line.front();
  if (!quoted) throw Damage{"a text has no quotes"};
  line = line.substr(1, line.size() - 2);
  std::string text;
  for (std::size_t at = 0; at < line.size();) {
    const char c = line[at++];
    if (c != '\\') {
      text += c;
    } else if (at == line.size()) {
      throw Damage{"a text has half an escape"};
    } else if (line[at] == 'x') {
      text += static_cast<char>(hexadecimal(line, ++at, 2));
    } else {
      text += simple_escape(line[at++]);
    }
  }
  return text;
}

std::string raw_unicode_unescaped(std::string_view line) {
  std::string text;
  for (std::size_t at = 0; at < line.size();) {
    const char c = line[at++];
    const bool escape = c == '\\' && at < line.size() && (line[at] == 'u' || line[at] == 'U');
    if (!escape) {
      append_utf8(text, static_cast<unsigned char>(c));
      continue;
    }
    const std::size_t digits = line[at] == 'u' ? 4 : 8;
    const std::uint32_t code = hexadecimal(line, ++at, digits);
    if (code >= 0x110000) throw Damage{"a text has a wrong escape"};
    append_utf8(text, code);
  }
  return text;
}

std::string latin1_bytes(std::string_view utf8) {
  std::string bytes;
  bytes.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size(); ++at) {
    const auto first = static_cast<unsigned char>(utf8[at]);
    if (first < 0x80) {
      bytes += utf8[at];
      continue;
    }
    // 128…255 are C2 80 … C3 BF; anything else is no such text.
    const bool pair = (first == 0xC2 || first == 0xC3) && at + 1 < utf8.size() &&
                      (static_cast<unsigned char>(utf8[at + 1]) & 0xC0) == 0x80;
    if (!pair) throw Damage{"a text stands for bytes and is not Latin-1"};
    ++at;
    bytes += static_cast<char>((first & 3) << 6 | (static_cast<unsigned char>(utf8[at]) & 0x3F));
  }
  return bytes;
}

}  // namespace tc3kd
