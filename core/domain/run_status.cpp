// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/run_status.h"

namespace tc3kd {

const char* to_string(RunStatus status) {
  switch (status) {
    case RunStatus::queued: return "queued";
    case RunStatus::running: return "running";
    case RunStatus::paused: return "paused";
    case RunStatus::stopped: return "stopped";
    case RunStatus::finished: return "finished";
    case RunStatus::failed: return "failed";
    case RunStatus::interrupted: return "interrupted";
  }
  return "failed";
}

std::optional<RunStatus> run_status_from(std::string_view text) {
  for (const RunStatus status : {RunStatus::queued, RunStatus::running, RunStatus::paused, RunStatus::stopped,
                                 RunStatus::finished, RunStatus::failed, RunStatus::interrupted}) {
    if (text == to_string(status)) return status;
  }
  return std::nullopt;
}

}  // namespace tc3kd
