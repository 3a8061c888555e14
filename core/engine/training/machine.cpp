// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/training/machine.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <utility>
#include <vector>

#include <sched.h>
#include <sys/utsname.h>
#include <unistd.h>

namespace tc3kd {
namespace {

/// The value of the first line "key<separator>value" of a text file; empty where there is none.
std::string value_in(const std::string& path, const std::string& key, char separator) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with(key)) continue;
    const auto at = line.find(separator);
    if (at == std::string::npos) continue;
    const auto begin = line.find_first_not_of(" \t\"", at + 1);
    const auto end = line.find_last_not_of(" \t\"");
    return begin == std::string::npos ? std::string() : line.substr(begin, end - begin + 1);
  }
  return {};
}

std::string first_line(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

/// Threads of one core share its arithmetic units: a second one per core slows convolutions down.
std::int64_t usable_cores() {
  cpu_set_t allowed;
  CPU_ZERO(&allowed);
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0)
    return std::max<std::int64_t>(1, sysconf(_SC_NPROCESSORS_ONLN));
  std::set<std::string> cores;
  for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
    if (!CPU_ISSET(cpu, &allowed)) continue;
    const std::string siblings =
        first_line("/sys/devices/system/cpu/cpu" + std::to_string(cpu) + "/topology/thread_siblings_list");
    cores.insert(siblings.empty() ? std::to_string(cpu) : siblings);
  }
  return std::max<std::int64_t>(1, static_cast<std::int64_t>(cores.size()));
}

/// The processor time that a container may use, in cores: "200000 100000" in cpu.max is two.
std::int64_t quota_cores(std::int64_t cores) {
  std::istringstream line(first_line("/sys/fs/cgroup/cpu.max"));
  double quota = 0, period = 0;
  if (!(line >> quota >> period) || quota <= 0 || period <= 0) return cores;
  return std::clamp<std::int64_t>(std::llround(std::ceil(quota / period)), 1, cores);
}

std::string system_name() {
  utsname name{};
  uname(&name);
  const std::string pretty = value_in("/etc/os-release", "PRETTY_NAME=", '=');
  return (pretty.empty() ? std::string(name.sysname) + " " + name.release : pretty) + ", " + name.machine;
}

std::string host_name() {
  std::vector<char> name(256, '\0');
  gethostname(name.data(), name.size() - 1);
  return name.data();
}

bool has_flag(const std::string& flags, const std::string& flag) {
  return (" " + flags + " ").find(" " + flag + " ") != std::string::npos;
}

}  // namespace

Machine inspect_machine() {
  Machine machine;
  machine.host = host_name();
  machine.system = system_name();
  machine.processor = value_in("/proc/cpuinfo", "model name", ':');
  machine.memory_bytes = static_cast<std::int64_t>(sysconf(_SC_PHYS_PAGES)) * sysconf(_SC_PAGE_SIZE);
  machine.cores = quota_cores(usable_cores());
  const std::string flags = value_in("/proc/cpuinfo", "flags", ':');
  machine.bf16 = has_flag(flags, "avx512_bf16") || has_flag(flags, "amx_bf16");
  std::error_code none;
  // The second place is a container's, the third Windows' subsystem for Linux.
  for (const char* path : {"/proc/driver/nvidia/version", "/dev/nvidiactl", "/dev/dxg"}) {
    machine.nvidia_driver = machine.nvidia_driver || std::filesystem::exists(path, none);
  }
  return machine;
}

}  // namespace tc3kd
