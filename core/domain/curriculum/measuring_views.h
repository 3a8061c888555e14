// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tc3kd {

/// How many drawn views of a picture the difficulty is measured on: 0 for `test` (the picture as it is, the paper's
/// reading, algorithms §1.2 A11), 1 for `train`, N for `tta:N`, 1 ≤ N ≤ 1000. A sample's cross-entropy is then the mean
/// over its views. Nothing for a text that is none of these.
[[nodiscard]] std::optional<std::int64_t> measuring_views(std::string_view transform);

}  // namespace tc3kd
