// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tc3kd {

struct DeviceInfo {
  std::string name;         ///< "cpu", "cuda:0"
  std::string description;  ///< "AMD EPYC 9B14", "NVIDIA H100"
  std::int64_t memory_bytes = 0;
  friend bool operator==(const DeviceInfo&, const DeviceInfo&) = default;
};

/// What a run ran on: enough to say why two histories differ.
struct Environment {
  std::string program;          ///< "0.1.0 (a1b2c3d)"
  std::string libtorch;         ///< "2.11.0+cu130"; "none" for the fake engine
  std::string instruction_set;  ///< "AVX512", as ATen dispatches
  bool bf16_hardware = false;   ///< avx512_bf16 or amx_bf16
  std::int64_t threads = 0;     ///< of LibTorch's pool
  std::string device;           ///< resolved: "cpu", "cuda:0"; empty where no run is meant
  std::string precision;        ///< resolved: "fp32" | "bf16"; empty where no run is meant
  std::string host, system;     ///< host name; "Debian GNU/Linux 12, x86_64"
  std::vector<DeviceInfo> devices;
  friend bool operator==(const Environment&, const Environment&) = default;
};

}  // namespace tc3kd
