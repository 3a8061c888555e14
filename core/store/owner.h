// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace tc3kd {

/// A process, told apart from every other one: process ids are reused, so its start time and the machine's boot belong
/// to it, and its pid namespace, since containers on one machine cannot see each other's processes.
struct Owner {
  std::int64_t pid = 0;
  std::int64_t started = 0;  ///< clock ticks after the boot
  std::string boot;          ///< the kernel's boot id, and the pid namespace
  std::string host;
  friend bool operator==(const Owner&, const Owner&) = default;
};

[[nodiscard]] Owner this_process();

/// Whether the owner has ended. On this machine /proc tells; another machine's (or container's) owner counts as dead
/// when its last heartbeat is older than a minute. An owner without a pid is dead.
[[nodiscard]] bool is_dead(const Owner& owner, std::int64_t heartbeat_ms, std::int64_t now_ms);

}  // namespace tc3kd
