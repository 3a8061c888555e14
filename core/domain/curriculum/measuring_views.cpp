// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/curriculum/measuring_views.h"

#include <charconv>

namespace tc3kd {

std::optional<std::int64_t> measuring_views(std::string_view transform) {
  if (transform == "test") return 0;
  if (transform == "train") return 1;
  if (!transform.starts_with("tta:")) return std::nullopt;
  const std::string_view digits = transform.substr(4);
  std::int64_t views = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), views);
  const bool number = error == std::errc{} && end == digits.data() + digits.size();
  return number && views >= 1 && views <= 1000 ? std::optional(views) : std::nullopt;
}

}  // namespace tc3kd
