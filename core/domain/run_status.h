// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tc3kd {

/// The life of a run. `stopped` is a finished run that the user ended early, never an error;
/// `interrupted` is one whose process died.
enum class RunStatus { queued, running, paused, stopped, finished, failed, interrupted };

[[nodiscard]] const char* to_string(RunStatus status);
[[nodiscard]] std::optional<RunStatus> run_status_from(std::string_view text);

/// True for running and paused: a process owns the run.
[[nodiscard]] constexpr bool is_active(RunStatus status) {
  return status == RunStatus::running || status == RunStatus::paused;
}

/// True for a run that ended before its time and can go on from its checkpoint.
[[nodiscard]] constexpr bool is_resumable(RunStatus status) {
  return status == RunStatus::stopped || status == RunStatus::failed || status == RunStatus::interrupted;
}

}  // namespace tc3kd
