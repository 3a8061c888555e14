// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/domain/config/experiment_config.h"
#include "core/domain/result.h"

namespace tc3kd {

using Json = nlohmann::ordered_json;

enum class FieldKind { integer, real, boolean, choice, text, real_list };

/// One value of a choice field. `label` is English; the window translates it.
struct FieldChoice {
  std::string value;
  std::string label;
};

/// One configuration parameter: the single place that JSON, checks, form, command line, comparison and help read.
struct Field {
  std::string key;    ///< "curriculum.stages"
  std::string label;  ///< "Stages m" (English; the window translates it)
  std::string help;   ///< one sentence
  std::string unit;   ///< "epochs", or empty
  FieldKind kind = FieldKind::text;
  std::optional<double> minimum;  ///< inclusive unless `minimum_excluded`
  std::optional<double> maximum;
  bool minimum_excluded = false;
  std::vector<FieldChoice> choices;  ///< of a choice
  /// Of a choice that takes more than it offers: whether this text is one, and how people are told of them.
  std::function<bool(std::string_view)> accepts;
  std::string further;  ///< "wrn_d_k with d = 6n+4"
  bool nullable = false;             ///< null means: derived from other fields
  bool advanced = false;             ///< folded away in the form
  Json default_value;

  std::function<Json(const ExperimentConfig&)> get;
  /// Stores a value that fits kind, range and choices; else `invalid_value` with key, value, allowed, and
  /// the nearest choice where there are any.
  std::function<Result<void>(ExperimentConfig&, const Json&)> set;
  /// Whether the run that this configuration describes uses the field at all (a temperature without a teacher…).
  std::function<bool(const ExperimentConfig&)> relevant;

  [[nodiscard]] std::string group() const;    ///< "curriculum"; empty for top-level keys
  [[nodiscard]] std::string allowed() const;  ///< "1 to 1000", "one of remove, keep"
};

/// Every field, in the order of the forms and of printed configurations.
[[nodiscard]] const std::vector<Field>& fields();

/// nullptr when there is no such key.
[[nodiscard]] const Field* find_field(std::string_view key);

/// The known key that is nearest to a mistyped one (edit distance, also on the last part alone).
[[nodiscard]] std::string nearest_key(std::string_view key);

/// The nearest of some candidates; empty when there are none.
[[nodiscard]] std::string nearest(std::string_view text, const std::vector<std::string>& candidates);

}  // namespace tc3kd
