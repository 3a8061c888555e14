// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "app/command_line/commands.h"
#include "app/command_line/output.h"
#include "core/domain/config/check.h"
#include "core/domain/config/config_json.h"
#include "core/domain/config/presets.h"

namespace tc3kd {
namespace {

Result<ExperimentConfig> read_source(const std::string& source) {
  const auto preset = find_preset(source);
  if (preset) return preset->config;
  if (!std::filesystem::exists(source)) {
    // A name without a dot or a slash was meant as a preset, and that error names the nearest one.
    if (source.find_first_of("./") == std::string::npos) return tl::unexpected(preset.error());
    return fail(ErrorCode::file_missing, {{"path", source}});
  }
  std::ifstream file(source, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  if (!file || std::filesystem::is_directory(source)) {
    return fail(ErrorCode::file_unreadable, {{"path", source}, {"detail", "it cannot be read as a file"}});
  }
  return parse_config(text.str(), source);
}

const char* kind_name(FieldKind kind) {
  switch (kind) {
    case FieldKind::integer: return "integer";
    case FieldKind::real: return "real";
    case FieldKind::boolean: return "boolean";
    case FieldKind::choice: return "choice";
    case FieldKind::text: return "text";
    case FieldKind::real_list: return "real list";
  }
  return "";
}

Json field_document(const Field& field) {
  Json document{{"key", field.key},   {"kind", kind_name(field.kind)}, {"default", field.default_value},
                {"unit", field.unit}, {"allowed", field.allowed()},    {"help", field.help}};
  if (!field.choices.empty()) {
    document["choices"] = Json::array();
    for (const FieldChoice& choice : field.choices) document["choices"].push_back(choice.value);
  }
  return document;
}

}  // namespace

Result<ExperimentConfig> load_config(const std::string& source, const std::vector<std::string>& settings,
                                     double scale_epochs, double scale_data) {
  auto config = read_source(source);
  if (!config) return config;
  if (scale_epochs < 1 || scale_data < 1) *config = scaled(std::move(*config), scale_epochs, scale_data);
  for (const std::string& setting : settings) {
    const auto equals = setting.find('=');
    if (equals == std::string::npos) {
      return fail(ErrorCode::usage, {{"detail", "--set wants key=value, not \"" + setting + "\""}});
    }
    const auto set = set_from_text(*config, setting.substr(0, equals), setting.substr(equals + 1));
    if (!set) return tl::unexpected(set.error());
  }
  return config;
}

int print_config_command(const RunOptions& options) {
  const auto config = load_config(options.source, options.settings, options.scale_epochs, options.scale_data);
  if (!config) return report(config.error());
  if (const auto errors = check(*config); !errors.empty()) return report(errors);
  print_json(to_json(resolve(*config)));
  return exit_code::done;
}

int presets_command(const CommandContext& context) {
  if (context.json) {
    Json list = Json::array();
    for (const Preset& preset : presets()) {
      list.push_back({{"name", preset.name},
                      {"label", preset.label},
                      {"description", preset.description},
                      {"study", preset.study.empty() ? Json() : Json(preset.study)},
                      {"pair", preset.pair.empty() ? Json() : Json(preset.pair)}});
    }
    print_json({{"presets", list}});
    return exit_code::done;
  }
  TextTable table({"preset", "what it is"});
  for (const Preset& preset : presets()) {
    const std::string row = preset.study + ", " + preset.pair + ", " + preset.label;
    table.add({preset.name, preset.study.empty() ? preset.description : row});
  }
  std::cout << table.text();
  return exit_code::done;
}

int fields_command(const CommandContext& context) {
  if (context.json) {
    Json list = Json::array();
    for (const Field& field : fields()) list.push_back(field_document(field));
    print_json({{"fields", list}});
    return exit_code::done;
  }
  TextTable table({"key", "default", "allowed", "unit", "what it is"});
  for (const Field& field : fields()) {
    table.add({field.key, value_text(field.default_value), field.allowed(), field.unit, field.help});
  }
  std::cout << table.text();
  return exit_code::done;
}

}  // namespace tc3kd
