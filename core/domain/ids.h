// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace tc3kd {

/// A run's identity in every store that it is ever merged into: 12 lower-case hexadecimal digits, random.
using RunId = std::string;

/// The content hash of a blob or file: SHA-256, 64 lower-case hexadecimal digits.
using ContentHash = std::string;

[[nodiscard]] RunId new_run_id();

}  // namespace tc3kd
