// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <ATen/autocast_mode.h>
#include <c10/core/Device.h>

namespace tc3kd {

/// In which type convolutions and linear layers compute while training. Measuring and evaluation are always fp32, so
/// that what a run reports is what its exported weights give.
enum class Precision { fp32, bf16 };

[[nodiscard]] inline const char* to_string(Precision precision) {
  return precision == Precision::bf16 ? "bf16" : "fp32";
}

/// While it lives, this thread's operators on `device` compute in bfloat16 where that is safe (autocast); does nothing
/// for fp32. Restores what was set before, and drops the cached casts of weights with the outermost guard.
class AutocastGuard {
 public:
  AutocastGuard(Precision precision, c10::DeviceType device) : active_(precision == Precision::bf16), device_(device) {
    if (!active_) return;
    was_enabled_ = at::autocast::is_autocast_enabled(device_);
    old_type_ = at::autocast::get_autocast_dtype(device_);
    at::autocast::set_autocast_dtype(device_, at::kBFloat16);
    at::autocast::set_autocast_enabled(device_, true);
    at::autocast::increment_nesting();
  }
  ~AutocastGuard() {
    if (!active_) return;
    if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
    at::autocast::set_autocast_enabled(device_, was_enabled_);
    at::autocast::set_autocast_dtype(device_, old_type_);
  }
  AutocastGuard(const AutocastGuard&) = delete;
  AutocastGuard& operator=(const AutocastGuard&) = delete;

 private:
  bool active_;
  c10::DeviceType device_;
  bool was_enabled_ = false;
  at::ScalarType old_type_ = at::kFloat;
};

}  // namespace tc3kd
