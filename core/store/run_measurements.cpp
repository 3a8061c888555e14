// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/run_measurements.h"

#include "core/domain/config/config_json.h"

namespace tc3kd {
namespace {

Result<std::vector<std::int64_t>> integers(RunReader& reader, const ContentHash& hash) {
  const auto bytes = reader.blob(hash);
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  return decode_integers(*bytes);
}

Result<std::vector<float>> floats(RunReader& reader, const std::optional<ContentHash>& hash) {
  if (!hash) return std::vector<float>();
  const auto bytes = reader.blob(*hash);
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  return decode_floats(*bytes);
}

}  // namespace

Result<StoredMeasurements> read_measurements(RunReader& reader, const RunSummary& run) {
  const auto config = parse_config(run.config_json, "run " + run.id);
  if (!config) return tl::unexpected<Error>(config.error());
  const auto history = reader.history(run.id);
  if (!history) return tl::unexpected<Error>(history.error());
  if (!history->data() || history->stages().empty() || !history->stages().front().selected) {
    return fail(ErrorCode::invalid_value,
                {{"key", "RUN"}, {"value", run.name}, {"allowed", "a run that has selected its first stage"}});
  }
  auto samples = integers(reader, history->data()->indices);
  if (!samples) return tl::unexpected<Error>(samples.error());
  auto labels = integers(reader, history->data()->labels);
  if (!labels) return tl::unexpected<Error>(labels.error());

  StoredMeasurements stored;
  stored.fingerprint = history->data()->fingerprint;
  stored.samples = std::move(*samples);
  stored.classes = history->data()->classes;
  RunMeasurements& m = stored.measurements;
  m.config = *config;
  m.labels = std::move(*labels);
  m.classes = std::ssize(stored.classes);
  for (const StageHistory& stage : history->stages()) {
    if (!stage.selected) break;
    auto teacher = floats(reader, stage.selected->ce_teacher);
    if (!teacher) return tl::unexpected<Error>(teacher.error());
    if (m.ce_teacher.empty()) m.ce_teacher = std::move(*teacher);
    auto student = floats(reader, stage.selected->ce_student);
    if (!student) return tl::unexpected<Error>(student.error());
    auto subset = integers(reader, stage.selected->subset);
    if (!subset) return tl::unexpected<Error>(subset.error());
    m.stages.push_back({std::move(*student), std::move(*subset)});
  }
  return stored;
}

}  // namespace tc3kd
