// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/domain/config/config_json.h"
#include "core/domain/config/field_table.h"

namespace tc3kd::detail {
namespace {

bool in_range(const Field& field, double value) {
  if (!std::isfinite(value)) return false;
  if (field.minimum && (field.minimum_excluded ? value <= *field.minimum : value < *field.minimum)) return false;
  return !field.maximum || value <= *field.maximum;
}

/// Whole numbers may be written as 1e3 or 5.0; what is not whole is refused, never rounded.
std::optional<double> whole(const Field& field, const Json& json) {
  if (!json.is_number()) return std::nullopt;
  const double value = json.get<double>();
  if (!in_range(field, value) || value != std::floor(value) || std::abs(value) > 9007199254740992.0)
    return std::nullopt;
  return value;
}

}  // namespace

bool read(const Field& field, const Json& json, std::int64_t& value) {
  const auto number = whole(field, json);
  if (number) value = static_cast<std::int64_t>(*number);
  return number.has_value();
}

bool read(const Field& field, const Json& json, std::uint64_t& value) {
  const auto number = whole(field, json);
  if (!number || *number < 0) return false;
  value = static_cast<std::uint64_t>(*number);
  return true;
}

bool read(const Field& field, const Json& json, double& value) {
  if (!json.is_number() || !in_range(field, json.get<double>())) return false;
  value = json.get<double>();
  return true;
}

bool read(const Field&, const Json& json, bool& value) {
  if (json.is_boolean()) value = json.get<bool>();
  return json.is_boolean();
}

bool read(const Field& field, const Json& json, std::string& value) {
  if (!json.is_string()) return false;
  const auto text = json.get<std::string>();
  const auto is_text = [&](const FieldChoice& choice) { return choice.value == text; };
  if (!field.choices.empty() && std::none_of(field.choices.begin(), field.choices.end(), is_text) &&
      !(field.accepts && field.accepts(text))) {
    return false;
  }
  value = text;
  return true;
}

bool read(const Field& field, const Json& json, std::vector<double>& value) {
  if (!json.is_array()) return false;
  std::vector<double> numbers;
  for (const Json& element : json) {
    double number = 0;
    if (!read(field, element, number)) return false;
    numbers.push_back(number);
  }
  value = std::move(numbers);
  return true;
}

namespace {

template <class Number>
bool read_nullable(const Field& field, const Json& json, std::optional<Number>& value) {
  if (json.is_null()) {
    value.reset();
    return true;
  }
  Number number = 0;
  if (!read(field, json, number)) return false;
  value = number;
  return true;
}

}  // namespace

bool read(const Field& field, const Json& json, std::optional<double>& value) {
  return read_nullable(field, json, value);
}

bool read(const Field& field, const Json& json, std::optional<std::int64_t>& value) {
  return read_nullable(field, json, value);
}

tl::unexpected<Error> refuse(const Field& field, const Json& value) {
  Error error{ErrorCode::invalid_value,
              {{"key", field.key},
               {"value", value.is_string() ? value.get<std::string>() : value.dump()},
               {"allowed", field.allowed()}}};
  if (field.kind == FieldKind::choice && value.is_string()) {
    std::vector<std::string> offered;
    for (const FieldChoice& choice : field.choices) offered.push_back(choice.value);
    error.context.emplace("nearest", nearest(value.get<std::string>(), offered));
  }
  return tl::unexpected(std::move(error));
}

}  // namespace tc3kd::detail
