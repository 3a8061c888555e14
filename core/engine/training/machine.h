// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace tc3kd {

/// What the operating system says of this computer. Free of torch.
struct Machine {
  std::string host;          ///< its name
  std::string system;        ///< "Debian GNU/Linux 12 (bookworm), x86_64"
  std::string processor;     ///< "AMD EPYC 9B14"
  std::int64_t memory_bytes = 0;
  std::int64_t cores = 1;    ///< physical cores that this process may use
  bool bf16 = false;         ///< avx512_bf16 or amx_bf16
  bool nvidia_driver = false;
};

[[nodiscard]] Machine inspect_machine();

}  // namespace tc3kd
