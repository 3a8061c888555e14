// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>

#include "core/domain/result.h"

namespace tc3kd {

/// Looks at a TorchScript module before LibTorch does. The zip must be sane (every entry's checksum, sizes and place)
/// and its code must compute and no more: TorchScript can also write and map files and call other machines, and a
/// teacher has no use for that. `file_malformed` names what was found. Code is judged by its words, strictly: a module
/// with a method called `save` is refused too.
[[nodiscard]] Result<void> check_script(std::span<const std::byte> bytes, const std::string& path);

}  // namespace tc3kd
