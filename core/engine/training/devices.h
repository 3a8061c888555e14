// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <c10/core/Device.h>

#include "core/domain/environment.h"
#include "core/domain/result.h"
#include "core/engine/training/machine.h"
#include "core/engine/training/precision.h"

namespace tc3kd {

/// Opens LibTorch's CUDA half and our plug-in, where they and a driver are there, and lists what can be computed on:
/// the processor first. Call once a process, before the first tensor.
[[nodiscard]] std::vector<DeviceInfo> find_devices(const Machine& machine);

/// "auto" is the first CUDA device, else the processor; "cuda" is "cuda:0". `device_missing` lists what is there.
[[nodiscard]] Result<c10::Device> choose_device(const std::string& wanted, const std::vector<DeviceInfo>& devices);

/// "auto" is bf16 where the device computes it in hardware (any CUDA device that LibTorch 2.11 serves, or a processor
/// with `bf16_hardware`), else fp32: emulated bf16 is slower than fp32.
[[nodiscard]] Precision choose_precision(const std::string& wanted, const c10::Device& device, bool bf16_hardware);

}  // namespace tc3kd
