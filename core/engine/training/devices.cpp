// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/training/devices.h"

#include <array>
#include <filesystem>

#include <dlfcn.h>
#include <torch/cuda.h>

#include "core/engine/cuda/cuda_plugin_api.h"

namespace tc3kd {
namespace {

/// The folder of the library or program that holds `symbol`.
std::filesystem::path folder_of(const void* symbol) {
  Dl_info info{};
  if (dladdr(symbol, &info) == 0 || info.dli_fname == nullptr) return {};
  std::error_code none;
  return std::filesystem::canonical(info.dli_fname, none).parent_path();
}

/// A library that is not there, or that misses one of its own, leaves the processor to compute on.
void* open_library(const std::filesystem::path& path) {
  std::error_code none;
  return std::filesystem::exists(path, none) ? dlopen(path.c_str(), RTLD_NOW | RTLD_GLOBAL) : nullptr;
}

const CudaPlugin* open_plugin(const std::filesystem::path& folder) {
  void* library = open_library(folder / "libtc3kd_cuda.so");
  if (library == nullptr) return nullptr;
  const auto entry = reinterpret_cast<decltype(&tc3kd_cuda_plugin)>(dlsym(library, "tc3kd_cuda_plugin"));
  const CudaPlugin* plugin = entry == nullptr ? nullptr : entry();
  return plugin != nullptr && plugin->version == cuda_plugin_version ? plugin : nullptr;
}

DeviceInfo describe_cuda(int index, const CudaPlugin* plugin) {
  DeviceInfo info{"cuda:" + std::to_string(index), "CUDA device", 0};
  if (plugin == nullptr) return info;
  std::array<char, 256> name{};
  info.memory_bytes = plugin->describe(index, name.data(), name.size());
  if (name[0] != '\0') info.description = name.data();
  return info;
}

}  // namespace

std::vector<DeviceInfo> find_devices(const Machine& machine) {
  std::vector<DeviceInfo> devices{{"cpu", machine.processor, machine.memory_bytes}};
  if (!machine.nvidia_driver) return devices;
  const auto torch_folder = folder_of(reinterpret_cast<const void*>(&torch::cuda::device_count));
  if (open_library(torch_folder / "libtorch_cuda.so") == nullptr) return devices;
  std::error_code none;
  const CudaPlugin* plugin = open_plugin(std::filesystem::canonical("/proc/self/exe", none).parent_path());
  for (int index = 0; index < static_cast<int>(torch::cuda::device_count()); ++index) {
    devices.push_back(describe_cuda(index, plugin));
  }
  return devices;
}

Result<c10::Device> choose_device(const std::string& wanted, const std::vector<DeviceInfo>& devices) {
  std::string name = wanted == "cuda" ? "cuda:0" : wanted;
  if (wanted == "auto") name = devices.size() > 1 ? devices[1].name : "cpu";
  std::string allowed = "auto";
  for (const DeviceInfo& device : devices) {
    if (device.name == name) return c10::Device(name);
    allowed += ", " + device.name;
  }
  return fail(ErrorCode::device_missing, {{"key", "device"}, {"value", wanted}, {"allowed", allowed}});
}

Precision choose_precision(const std::string& wanted, const c10::Device& device, bool bf16_hardware) {
  if (wanted == "fp32") return Precision::fp32;
  if (wanted == "bf16") return Precision::bf16;
  return device.is_cuda() || bf16_hardware ? Precision::bf16 : Precision::fp32;
}

}  // namespace tc3kd
