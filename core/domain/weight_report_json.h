// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/config/field.h"
#include "core/domain/engine_api.h"

namespace tc3kd {

/// `normalisation` is null where nothing is known of it.
[[nodiscard]] Json to_json(const WeightReport& report);
/// Members that are absent stay as they are in an empty report; `invalid_json` for one of another type.
[[nodiscard]] Result<WeightReport> weight_report_from(const Json& json);

}  // namespace tc3kd
