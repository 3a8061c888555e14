// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/owner.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

namespace tc3kd {
namespace {

constexpr std::int64_t heartbeat_limit_ms = 60'000;

std::string first_line(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

/// Fields 3 (state) and 22 (start time) of /proc/PID/stat. The second field, the program's name, may hold blanks and
/// brackets, so reading starts behind its last bracket. Empty for a process that is gone or a zombie.
std::optional<std::int64_t> start_time(std::int64_t pid) {
  const std::string line = first_line("/proc/" + std::to_string(pid) + "/stat");
  const auto bracket = line.rfind(')');
  if (bracket == std::string::npos) return std::nullopt;
  std::istringstream rest(line.substr(bracket + 1));
  std::string state, skipped;
  rest >> state;
  if (state == "Z" || state == "X") return std::nullopt;
  for (int field = 4; field < 22; ++field) rest >> skipped;
  std::int64_t ticks = 0;
  if (!(rest >> ticks)) return std::nullopt;
  return ticks;
}

std::string boot_and_namespace() {
  std::error_code none;
  const auto space = std::filesystem::read_symlink("/proc/self/ns/pid", none);
  return first_line("/proc/sys/kernel/random/boot_id") + " " + space.string();
}

std::string host_name() {
  char name[256] = {};
  return gethostname(name, sizeof name - 1) == 0 ? name : "";
}

/// The boot id alone: two containers of one boot differ in the part behind the blank.
std::string boot_id(const Owner& owner) { return owner.boot.substr(0, owner.boot.find(' ')); }

}  // namespace

Owner this_process() {
  const std::int64_t pid = getpid();
  return {pid, start_time(pid).value_or(0), boot_and_namespace(), host_name()};
}

bool is_dead(const Owner& owner, std::int64_t heartbeat_ms, std::int64_t now_ms) {
  if (owner.pid == 0) return true;
  const Owner self = this_process();
  if (owner.host == self.host && owner.boot == self.boot) return start_time(owner.pid) != owner.started;
  if (owner.host == self.host && boot_id(owner) != boot_id(self)) return true;  // this machine was started anew
  return now_ms - heartbeat_ms > heartbeat_limit_ms;
}

}  // namespace tc3kd
