// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/history/run_document.h"

#include <array>
#include <ctime>

#include "core/domain/config/config_json.h"
#include "core/domain/config/presets.h"
#include "core/domain/events/event_codec.h"

namespace tc3kd {
namespace {

Json optional_json(const std::optional<double>& value) { return value ? Json(*value) : Json(); }

Json seconds_document(const PhaseSeconds& s) {
  return {
      {"measuring", s.measuring}, {"selecting", s.selecting}, {"training", s.training}, {"evaluating", s.evaluating}};
}

Json stage_document(const StageHistory& stage) {
  PhaseSeconds seconds{0, 0, stage.training_seconds, stage.evaluating_seconds};
  if (stage.selected) {
    seconds.measuring = stage.selected->measuring_seconds;
    seconds.selecting = stage.selected->selecting_seconds;
  }
  if (stage.ended) seconds = stage.ended->seconds;
  Json document{{"stage", stage.started.stage},
                {"alpha", stage.started.alpha},
                {"selected", stage.selected ? Json(stage.selected->subset_size) : Json()},
                {"seconds", seconds_document(seconds)}};
  document["entered"] = stage.selected ? Json(stage.selected->entered_count) : Json();
  document["measured"] = stage.selected ? Json(stage.selected->measured) : Json();
  document["epochs"] = stage.epochs_done;
  document["converged_at"] = stage.ended && stage.ended->converged_at ? Json(*stage.ended->converged_at) : Json();
  document["test_top1"] = stage.ended ? Json(stage.ended->test_top1) : Json();
  return document;
}

Json teacher_document(const std::optional<TeacherReady>& ready) {
  if (!ready) return {};
  const TeacherReady& t = *ready;
  return {{"test_top1", t.test_top1}, {"test_top5", t.test_top5}, {"test_loss", t.test_loss},
          {"model", t.model},         {"origin", t.origin},       {"seconds", t.seconds}};
}

/// The configuration as it was stored; a document of its own, so keys and order are the run's, not this program's.
Json stored_config(const RunSummary& run) { return Json::parse(run.config_json, nullptr, false); }

}  // namespace

std::string iso_time(std::int64_t unix_ms) {
  const std::time_t seconds = unix_ms / 1000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 32> buffer{};
  std::strftime(buffer.data(), buffer.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return buffer.data();
}

Json list_entry(const RunSummary& run) {
  Json entry{
      {"id", run.id}, {"name", run.name}, {"status", to_string(run.status)}, {"created", iso_time(run.created_ms)}};
  const auto config = parse_config(run.config_json, "run " + run.id);
  entry["dataset"] = config ? Json(config->data.name) : Json();
  entry["teacher"] = config && needs_teacher(*config) ? Json(config->teacher.model) : Json();
  entry["student"] = config ? Json(config->student.model) : Json();
  entry["method"] = config ? Json(config->distillation.method) : Json();
  entry["curriculum"] = config ? Json(curriculum_name(*config)) : Json();
  entry["test_top1"] = optional_json(run.test_top1);
  return entry;
}

Json epoch_document(const EpochEnded& e) {
  // The contract's members first, in its order; what this program knows besides follows.
  Json document{{"epoch", e.epoch},
                {"stage", e.stage},
                {"learning_rate", e.learning_rate},
                {"train_loss", e.train_loss},
                {"test_loss", optional_json(e.test_loss)},
                {"test_top1", optional_json(e.test_top1)},
                {"test_top5", optional_json(e.test_top5)},
                {"agreement", optional_json(e.agreement)},
                {"teacher_kl", optional_json(e.teacher_kl)}};
  const Json whole = event_to_json(e);
  for (const auto& [name, value] : whole.items()) {
    if (!document.contains(name)) document[name] = value;
  }
  return document;
}

Json run_document(const RunSummary& run, const RunHistory& history) {
  Json document{{"id", run.id}, {"name", run.name}, {"status", to_string(run.status)}};
  document["config"] = stored_config(run);
  document["environment"] = history.started() ? event_to_json(*history.started()).at("environment") : Json();
  document["teacher"] = teacher_document(history.teacher());
  document["stages"] = Json::array();
  for (const StageHistory& stage : history.stages()) document["stages"].push_back(stage_document(stage));
  document["warm_up"] = history.warm_up() ? stage_document(*history.warm_up()) : Json();
  document["epochs"] = Json::array();
  for (const EpochEnded& epoch : history.epochs()) document["epochs"].push_back(epoch_document(epoch));
  document["summary"] = {{"test_top1", optional_json(history.last_top1())},
                         {"test_top5", optional_json(history.last_top5())},
                         {"best_test_top1", optional_json(history.best_top1())},
                         {"seconds", history.ended() ? Json(history.ended()->seconds) : Json()}};
  document["created"] = iso_time(run.created_ms);
  document["judge"] = teacher_document(history.judge());
  document["parent"] = run.parent.empty() ? Json() : Json(run.parent);
  document["error"] = Json();
  if (run.error) document["error"] = {{"code", to_string(run.error->code)}, {"message", describe(*run.error)}};
  document["data_fingerprint"] = history.data() ? Json(history.data()->fingerprint) : Json();
  return document;
}

}  // namespace tc3kd
