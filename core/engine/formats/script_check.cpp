// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/formats/script_check.h"

#include <array>
#include <optional>
#include <string_view>

#include "core/engine/formats/zip_archive.h"

namespace tc3kd {
namespace {

/// Operators that reach beyond the module, by their last name.
constexpr std::array<std::string_view, 5> forbidden{"save", "from_file", "rpc_async", "rpc_sync", "rpc_remote"};
/// What reaches beyond it behind `torch.`: classes written in C++, other processes.
constexpr std::array<std::string_view, 2> forbidden_of_torch{"classes", "distributed"};

bool in_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

/// Calls `use(word, rest)` for each word, with the text behind it.
template <class Use>
void for_each_word(std::string_view code, Use use) {
  for (std::size_t at = 0; at < code.size();) {
    if (!in_word(code[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < code.size() && in_word(code[end])) ++end;
    use(code.substr(at, end - at), code.substr(end));
    at = end;
  }
}

/// The next word behind white space and one dot: "prim" of " . prim.x".
std::string_view member(std::string_view rest) {
  const auto from = rest.find_first_not_of(" \t\r\n\\.");
  if (from == std::string_view::npos) return {};
  std::size_t end = from;
  while (end < rest.size() && in_word(rest[end])) ++end;
  return rest.substr(from, end - from);
}

/// What speaks against a piece of code.
std::optional<std::string> objection(std::string_view code) {
  std::optional<std::string> found;
  bool named_by_text = false;
  std::string_view before;
  for_each_word(code, [&](std::string_view word, std::string_view rest) {
    for (const std::string_view name : forbidden) {
      if (word == name) found = "its code names " + std::string(name);
    }
    for (const std::string_view name : forbidden_of_torch) {
      if (word == name && before == "torch") found = "its code names torch." + std::string(name);
    }
    before = word;
    // Operators of other libraries; LibTorch's own are written `torch.x`, a few `ops.prim.x`.
    if (word == "ops" && member(rest) != "prim" && member(rest) != "aten") {
      found = "its code calls operators of another library, ops." + std::string(member(rest));
    }
    named_by_text = named_by_text || word == "getattr";
  });
  // getattr takes its name from a text, and a text can be written in escapes.
  for (std::size_t at = code.find('\\'); named_by_text && at != std::string_view::npos; at = code.find('\\', at + 2)) {
    const char letter = at + 1 < code.size() ? code[at + 1] : '\0';
    if (std::string_view("xuUN01234567").find(letter) != std::string_view::npos) found = "its code hides names";
  }
  return found;
}

}  // namespace

Result<void> check_script(std::span<const std::byte> bytes, const std::string& path) {
  const auto zip = ZipArchive::open(bytes, path);
  if (!zip) return tl::unexpected(zip.error());
  for (const auto& [name, entry] : zip->entries()) {
    Bytes unpacked;
    const auto data = zip->read(name, unpacked);
    if (!data) return tl::unexpected(data.error());
    if (name.find("/code/") == std::string::npos || name.ends_with(".debug_pkl")) continue;
    const std::string_view code(reinterpret_cast<const char*>(data->data()), data->size());
    if (const auto wrong = objection(code)) {
      return fail(ErrorCode::file_malformed,
                  {{"path", path}, {"detail", *wrong + ", and a teacher has to compute and no more"}});
    }
  }
  return {};
}

}  // namespace tc3kd
