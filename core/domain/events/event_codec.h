// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/domain/events/run_event.h"

namespace tc3kd {

/// The stable name of an event's kind: "run_started", "data", "teacher_epoch", "teacher", "progress", "stage_started",
/// "stage_selected", "epoch", "stage_ended", "warning", "pause", "run_ended".
[[nodiscard]] const char* event_kind(const RunEventBody& body);

/// The body as JSON without its kind. Numbers that JSON has no word for are the texts "nan", "inf", "-inf".
[[nodiscard]] Json event_to_json(const RunEventBody& body);

/// Unknown kinds and missing members are `invalid_json` that names them; a missing optional is an empty one.
[[nodiscard]] Result<RunEventBody> event_from_json(std::string_view kind, const Json& json);

[[nodiscard]] const char* to_string(Phase phase);

}  // namespace tc3kd
