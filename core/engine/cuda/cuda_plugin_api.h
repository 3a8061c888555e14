// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace tc3kd {

/// What needs CUDA's own types at compile time, reached through plain ones (design §6).
///
/// The engine links LibTorch's CPU half alone. At start it opens libtorch_cuda.so (RTLD_NOW | RTLD_GLOBAL) and then
/// `libtc3kd_cuda.so` beside the program, looks up `tc3kd_cuda_plugin` and uses the table it returns when `version` is
/// `cuda_plugin_version`. Where either is missing the program runs on the processor.
struct CudaPlugin {
  std::int32_t version;
  /// Devices that can be used; 0 without a driver.
  std::int32_t (*device_count)();
  /// Writes the device's name, cut to `size` − 1 bytes and terminated; its memory in bytes, or 0 where it cannot be
  /// asked.
  std::int64_t (*describe)(std::int32_t device, char* name, std::size_t size);
  /// Bytes of the device's memory that nobody uses; 0 where it cannot be asked.
  std::int64_t (*free_memory)(std::int32_t device);
  /// Blocks until everything issued to the device is done; what a timer must wait for.
  void (*synchronize)(std::int32_t device);
};

inline constexpr std::int32_t cuda_plugin_version = 1;

}  // namespace tc3kd

extern "C" const tc3kd::CudaPlugin* tc3kd_cuda_plugin();
