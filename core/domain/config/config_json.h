// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/domain/config/field.h"

namespace tc3kd {

/// A configuration nested by group: {"seed": 1, …, "data": {"name": …, "normalisation": {"mean": […]}}, …}.
[[nodiscard]] Json to_json(const ExperimentConfig& config);

/// Reads what `to_json` writes, over the defaults (or over `base`). Missing keys keep the base's value; unknown keys
/// and values out of range are errors that name the key, and the nearest known one.
[[nodiscard]] Result<ExperimentConfig> config_from_json(const Json& json, const ExperimentConfig& base = {});

/// Parses text (UTF-8, JSON). `invalid_json` names `what` and the position.
[[nodiscard]] Result<ExperimentConfig> parse_config(std::string_view text, const std::string& what);

/// `--set key=value`: the text is read as the field's kind wants it ("0.1", "true", "0.3,0.6", "null").
[[nodiscard]] Result<void> set_from_text(ExperimentConfig& config, std::string_view key, std::string_view text);

/// A value as a person reads it in a table ("0.1", "remove", "[0.3, 0.6]", "—" for null).
[[nodiscard]] std::string value_text(const Json& value);

/// Fills in what is derived: the data set's normalisation constants, an imported teacher's, κ, β and the warm-up. What
/// is stored, shown and printed.
[[nodiscard]] ExperimentConfig resolve(ExperimentConfig config);

/// Undoes `resolve` where a value equals what would be derived, so that an edited copy derives it anew.
[[nodiscard]] ExperimentConfig unresolve(ExperimentConfig config);

}  // namespace tc3kd
