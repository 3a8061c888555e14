// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/cuda/cuda_plugin_api.h"

#include <algorithm>
#include <cstring>

#include <cuda_runtime_api.h>

namespace tc3kd {
namespace {

std::int32_t device_count() {
  int count = 0;
  return cudaGetDeviceCount(&count) == cudaSuccess ? count : 0;
}

std::int64_t describe(std::int32_t device, char* name, std::size_t size) {
  cudaDeviceProp properties{};
  if (size == 0) return 0;
  name[0] = '\0';
  if (cudaGetDeviceProperties(&properties, device) != cudaSuccess) return 0;
  const std::size_t length = std::min(std::strlen(properties.name), size - 1);
  std::memcpy(name, properties.name, length);
  name[length] = '\0';
  return static_cast<std::int64_t>(properties.totalGlobalMem);
}

/// Makes a device current for one question and gives the old one back.
class CurrentDevice {
 public:
  explicit CurrentDevice(std::int32_t device) {
    cudaGetDevice(&before_);
    good_ = cudaSetDevice(device) == cudaSuccess;
  }
  ~CurrentDevice() { cudaSetDevice(before_); }
  CurrentDevice(const CurrentDevice&) = delete;
  CurrentDevice& operator=(const CurrentDevice&) = delete;
  [[nodiscard]] bool good() const { return good_; }

 private:
  int before_ = 0;
  bool good_ = false;
};

std::int64_t free_memory(std::int32_t device) {
  const CurrentDevice current(device);
  std::size_t free = 0, total = 0;
  if (!current.good() || cudaMemGetInfo(&free, &total) != cudaSuccess) return 0;
  return static_cast<std::int64_t>(free);
}

void synchronize(std::int32_t device) {
  const CurrentDevice current(device);
  if (current.good()) cudaDeviceSynchronize();
}

}  // namespace
}  // namespace tc3kd

extern "C" const tc3kd::CudaPlugin* tc3kd_cuda_plugin() {
  static constexpr tc3kd::CudaPlugin table{tc3kd::cuda_plugin_version, tc3kd::device_count, tc3kd::describe,
                                           tc3kd::free_memory, tc3kd::synchronize};
  return &table;
}
