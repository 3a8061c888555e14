// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/config/config_json.h"

#include <charconv>
#include <cmath>
#include <set>
#include <sstream>
#include <utility>

#include "core/domain/config/dataset_catalogue.h"
#include "core/domain/config/distillation_methods.h"

namespace tc3kd {
namespace {

/// A JSON document whose objects name no member twice: of two values for one key, neither can be believed.
Result<Json> parse_strictly(std::string_view text, const std::string& what) {
  std::vector<std::set<std::string>> open;
  std::string twice;
  const auto callback = [&](int, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::object_start) open.emplace_back();
    if (event == Json::parse_event_t::object_end) open.pop_back();
    if (event == Json::parse_event_t::key && !open.back().insert(parsed.get<std::string>()).second) {
      twice = parsed.get<std::string>();
    }
    return true;
  };
  try {
    Json json = Json::parse(text, callback);
    if (!twice.empty()) {
      return fail(ErrorCode::invalid_json,
                  {{"path", what}, {"detail", "the key \"" + twice + "\" stands there twice"}});
    }
    return json;
  } catch (const Json::exception& error) {
    return fail(ErrorCode::invalid_json, {{"path", what}, {"detail", error.what()}});
  }
}

/// Whether some field lies below this key ("data", "data.normalisation").
bool is_group(const std::string& key) {
  for (const Field& field : fields()) {
    if (field.key.starts_with(key + ".")) return true;
  }
  return false;
}

Result<void> apply(ExperimentConfig& config, const std::string& prefix, const Json& object) {
  for (const auto& [name, value] : object.items()) {
    const std::string key = prefix + name;
    if (const Field* field = find_field(key)) {
      if (auto set = field->set(config, value); !set) return set;
    } else if (is_group(key)) {
      if (!value.is_object()) {
        return fail(ErrorCode::invalid_value,
                    {{"key", key}, {"value", value.dump()}, {"allowed", "an object of keys"}});
      }
      if (auto set = apply(config, key + ".", value); !set) return set;
    } else {
      return fail(ErrorCode::unknown_key, {{"key", key}, {"nearest", nearest_key(key)}});
    }
  }
  return {};
}

std::optional<double> to_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// "0.3,0.6" or "[0.3, 0.6]".
Json list_from_text(std::string_view text) {
  if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
  Json list = Json::array();
  std::stringstream stream{std::string(text)};
  for (std::string part; std::getline(stream, part, ',');) {
    part.erase(0, part.find_first_not_of(' '));
    part.erase(part.find_last_not_of(' ') + 1);
    const auto number = to_number(part);
    list.push_back(number ? Json(*number) : Json(part));
  }
  return list;
}

/// The text as the field's kind reads it; a text that does not fit stays one, and the field refuses it with its own
/// words.
Json value_from_text(const Field& field, std::string_view text) {
  if (field.nullable && (text == "null" || text.empty())) return {};
  switch (field.kind) {
    case FieldKind::integer:
    case FieldKind::real:
      if (const auto number = to_number(text)) return *number;
      break;
    case FieldKind::boolean:
      if (text == "true" || text == "false") return text == "true";
      break;
    case FieldKind::real_list: return list_from_text(text);
    case FieldKind::choice:
    case FieldKind::text: break;
  }
  return std::string(text);
}

}  // namespace

Json to_json(const ExperimentConfig& config) {
  Json json = Json::object();
  for (const Field& field : fields()) {
    Json* place = &json;
    std::stringstream parts(field.key);
    for (std::string part; std::getline(parts, part, '.');) place = &(*place)[part];
    *place = field.get(config);
  }
  return json;
}

Result<ExperimentConfig> config_from_json(const Json& json, const ExperimentConfig& base) {
  if (!json.is_object()) {
    return fail(ErrorCode::invalid_json, {{"path", "the configuration"}, {"detail", "it must be an object of keys"}});
  }
  ExperimentConfig config = base;
  if (auto applied = apply(config, "", json); !applied) return tl::unexpected(applied.error());
  return config;
}

Result<ExperimentConfig> parse_config(std::string_view text, const std::string& what) {
  const auto json = parse_strictly(text, what);
  if (!json) return tl::unexpected(json.error());
  if (!json->is_object()) {
    return fail(ErrorCode::invalid_json, {{"path", what}, {"detail", "a configuration is an object of keys"}});
  }
  return config_from_json(*json);
}

Result<void> set_from_text(ExperimentConfig& config, std::string_view key, std::string_view text) {
  const Field* field = find_field(key);
  if (field == nullptr) {
    return fail(ErrorCode::unknown_key, {{"key", std::string(key)}, {"nearest", nearest_key(key)}});
  }
  return field->set(config, value_from_text(*field, text));
}

std::string value_text(const Json& value) {
  if (value.is_null()) return "—";
  if (value.is_string()) return value.get<std::string>();
  if (value.is_array()) {
    std::string text;
    for (const Json& element : value) text += (text.empty() ? "" : ", ") + value_text(element);
    return "[" + text + "]";
  }
  // 5.0 is 5 for a person.
  if (value.is_number_float() && value.get<double>() == std::floor(value.get<double>()) &&
      std::abs(value.get<double>()) < 1e15) {
    return std::to_string(value.get<std::int64_t>());
  }
  return value.dump();
}

ExperimentConfig resolve(ExperimentConfig config) {
  if (const DatasetFacts* facts = find_dataset(config.data.name)) {
    if (config.data.normalisation.mean.empty()) config.data.normalisation.mean = facts->mean;
    if (config.data.normalisation.std.empty()) config.data.normalisation.std = facts->std;
  }
  if (!config.teacher.weights.empty()) {
    NormalisationConfig &teacher = config.teacher.normalisation, &data = config.data.normalisation;
    if (teacher.mean.empty()) teacher.mean = data.mean;
    if (teacher.std.empty()) teacher.std = data.std;
  }
  DistillationConfig& d = config.distillation;
  d.kd_weight = kd_weight(d);
  if (!d.method_weight) d.method_weight = default_method_weight(d);
  config.curriculum.warm_up = warm_up_epochs(config);
  return config;
}

ExperimentConfig unresolve(ExperimentConfig config) {
  if (config.teacher.normalisation.mean == config.data.normalisation.mean) config.teacher.normalisation.mean.clear();
  if (config.teacher.normalisation.std == config.data.normalisation.std) config.teacher.normalisation.std.clear();
  if (const DatasetFacts* facts = find_dataset(config.data.name)) {
    if (config.data.normalisation.mean == facts->mean) config.data.normalisation.mean.clear();
    if (config.data.normalisation.std == facts->std) config.data.normalisation.std.clear();
  }
  DistillationConfig derived = config.distillation;
  derived.kd_weight.reset();
  if (config.distillation.kd_weight == kd_weight(derived)) config.distillation.kd_weight.reset();
  if (config.distillation.method_weight == default_method_weight(derived)) config.distillation.method_weight.reset();
  const auto warm_up = std::exchange(config.curriculum.warm_up, std::nullopt);
  if (warm_up != warm_up_epochs(config)) config.curriculum.warm_up = warm_up;
  return config;
}

}  // namespace tc3kd
