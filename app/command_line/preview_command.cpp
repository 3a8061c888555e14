// SPDX-License-Identifier: GPL-3.0-or-later
#include <iostream>

#include "app/command_line/commands.h"
#include "app/command_line/output.h"
#include "core/domain/analysis/selection_preview.h"
#include "core/domain/config/config_json.h"
#include "core/store/run_measurements.h"

namespace tc3kd {
namespace {

Result<CurriculumConfig> with_settings(ExperimentConfig config, const std::vector<std::string>& settings) {
  config = unresolve(std::move(config));
  for (const std::string& setting : settings) {
    const auto equals = setting.find('=');
    if (equals == std::string::npos || !setting.starts_with("curriculum.")) {
      return fail(ErrorCode::usage, {{"detail", "--set wants curriculum.key=value here, not \"" + setting + "\""}});
    }
    const auto set = set_from_text(config, setting.substr(0, equals), setting.substr(equals + 1));
    if (!set) return tl::unexpected(set.error());
  }
  return config.curriculum;
}

Json numbers(const std::vector<std::int64_t>& positions, const std::vector<std::int64_t>& samples) {
  Json list = Json::array();
  for (const std::int64_t position : positions) list.push_back(samples[static_cast<std::size_t>(position)]);
  return list;
}

Json stage_document(const PreviewStage& stage, const std::vector<std::int64_t>& samples) {
  const bool known = stage.kind != PreviewKind::not_measured;
  return {{"stage", stage.stage},
          {"alpha", stage.alpha},
          {"kind", to_string(stage.kind)},
          {"snapshot_stage", stage.snapshot_stage > 0 ? Json(stage.snapshot_stage) : Json()},
          {"selected", known ? Json(stage.subset.size()) : Json()},
          {"class_entered", known ? Json(stage.class_entered) : Json()},
          {"overlap", stage.overlap ? Json(*stage.overlap) : Json()},
          {"entered", known ? numbers(stage.entered, samples) : Json()}};
}

std::string how(const PreviewStage& stage) {
  if (stage.kind != PreviewKind::approximate) return to_string(stage.kind);
  if (stage.snapshot_stage == 0) return "approximate (built on an approximate stage)";
  return "approximate (from the snapshot of stage " + std::to_string(stage.snapshot_stage) + ")";
}

}  // namespace

int preview_command(const CommandContext& context, const std::string& name, const std::vector<std::string>& settings) {
  auto reader = open_store(context.store);
  if (!reader) return report(reader.error());
  const auto run = reader->find(name);
  if (!run) return report(run.error());
  const auto stored = read_measurements(*reader, *run);
  if (!stored) return report(stored.error());
  const auto curriculum = with_settings(stored->measurements.config, settings);
  if (!curriculum) return report(curriculum.error());
  const auto stages = preview_selection(stored->measurements, *curriculum);
  if (!stages) return report(stages.error());
  if (context.json) {
    Json list = Json::array();
    for (const PreviewStage& stage : *stages) list.push_back(stage_document(stage, stored->samples));
    print_json({{"run", run->id}, {"stages", list}});
    return exit_code::done;
  }
  TextTable table({"stage", "alpha", "selected", "new", "overlap with the run", "how sure"});
  for (const PreviewStage& stage : *stages) {
    const bool known = stage.kind != PreviewKind::not_measured;
    table.add({std::to_string(stage.stage), decimals(stage.alpha, 3), known ? std::to_string(stage.subset.size()) : "—",
               known ? std::to_string(stage.entered.size()) : "—",
               stage.overlap ? decimals(100.0 * *stage.overlap, 1) + " %" : "—", how(stage)});
  }
  std::cout << table.text();
  return exit_code::done;
}

}  // namespace tc3kd
