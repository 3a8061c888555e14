// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/run_tables.h"

#include <cmath>

#include "app/command_line/output.h"
#include "core/domain/config/config_json.h"
#include "core/domain/curriculum/difficulty.h"

namespace tc3kd {
namespace {

std::string cell(const std::optional<double>& value) { return value ? exact(*value) : std::string{}; }

template <class T>
std::string row(const std::vector<T>& cells) {
  std::string line;
  for (const auto& text : cells) line += (line.empty() ? "" : ",") + text;
  return line + "\n";
}

/// Whether the sample at each position of D is in an ascending list of positions.
std::vector<bool> members(const std::vector<std::int64_t>& positions, std::size_t samples) {
  std::vector<bool> in(samples, false);
  for (const std::int64_t p : positions) in.at(static_cast<std::size_t>(p)) = true;
  return in;
}

/// The arrays of one stage, all aligned with D.
struct StageArrays {
  std::vector<float> ce_teacher, ce_student;  ///< empty where the stage did not use them
  std::vector<bool> entered, subset;
};

Result<std::vector<float>> floats(RunReader& reader, const std::optional<ContentHash>& hash) {
  if (!hash) return std::vector<float>{};
  const auto bytes = reader.blob(*hash);
  if (!bytes) return tl::unexpected(bytes.error());
  return decode_floats(*bytes);
}

Result<std::vector<std::int64_t>> integers(RunReader& reader, const ContentHash& hash) {
  const auto bytes = reader.blob(hash);
  if (!bytes) return tl::unexpected(bytes.error());
  return decode_integers(*bytes);
}

Result<StageArrays> stage_arrays(RunReader& reader, const StageSelected& selected, std::size_t samples) {
  auto teacher = floats(reader, selected.ce_teacher);
  if (!teacher) return tl::unexpected(teacher.error());
  auto student = floats(reader, selected.ce_student);
  if (!student) return tl::unexpected(student.error());
  const auto entered = integers(reader, selected.entered);
  if (!entered) return tl::unexpected(entered.error());
  const auto subset = integers(reader, selected.subset);
  if (!subset) return tl::unexpected(subset.error());
  return StageArrays{std::move(*teacher), std::move(*student), members(*entered, samples), members(*subset, samples)};
}

float at(const std::vector<float>& values, std::size_t i) { return values.empty() ? not_measured : values[i]; }

/// g of every sample that the stage ranked, NaN of the others.
std::vector<double> ranked_difficulties(const StageSelected& stage, const StageArrays& arrays,
                                        const std::vector<bool>& gone) {
  std::vector<double> all(gone.size(), std::nan(""));
  if (stage.measured == 0) return all;
  std::vector<std::int64_t> pool;
  for (std::size_t i = 0; i < gone.size(); ++i) {
    if (!gone[i]) pool.push_back(static_cast<std::int64_t>(i));
  }
  const std::vector<double> g =
      difficulties(stage.alpha, score_norm_from(stage.score), arrays.ce_teacher, arrays.ce_student, pool);
  for (std::size_t p = 0; p < pool.size(); ++p) all[static_cast<std::size_t>(pool[p])] = g[p];
  return all;
}

std::string curriculum_row(const StageSelected& stage, std::int64_t sample, std::int64_t label, float ce_teacher,
                           float ce_student, double g, bool chosen) {
  return row<std::string>({std::to_string(stage.stage), exact(stage.alpha), std::to_string(sample),
                           std::to_string(label), exact(ce_teacher), exact(ce_student), exact(g), chosen ? "1" : "0"});
}

}  // namespace

std::string metrics_table(const RunHistory& history) {
  std::string text =
      "epoch,stage,learning_rate,train_loss,train_ce,train_kl,train_top1,test_loss,test_top1,test_top5,agreement,"
      "teacher_kl,validation_loss,validation_top1,samples,steps,training_seconds,evaluating_seconds,train_method,"
      "temperature\n";
  for (const EpochEnded& e : history.epochs()) {
    text += row<std::string>({std::to_string(e.epoch), std::to_string(e.stage),   exact(e.learning_rate),
                              exact(e.train_loss),     exact(e.train_ce),         cell(e.train_kl),
                              exact(e.train_top1),     cell(e.test_loss),         cell(e.test_top1),
                              cell(e.test_top5),       cell(e.agreement),         cell(e.teacher_kl),
                              cell(e.validation_loss), cell(e.validation_top1),   std::to_string(e.samples),
                              std::to_string(e.steps), exact(e.training_seconds), exact(e.evaluating_seconds),
                              cell(e.train_method),    cell(e.temperature)});
  }
  return text;
}

std::string stages_table(const RunHistory& history) {
  std::string text =
      "stage,alpha,measured,entered,selected,first_epoch,last_epoch,measuring_seconds,selecting_seconds,training_"
      "seconds,"
      "evaluating_seconds,test_loss,test_top1,test_top5\n";
  for (const StageHistory& stage : history.stages()) {
    std::vector<std::string> cells{std::to_string(stage.started.stage), exact(stage.started.alpha)};
    const auto& s = stage.selected;
    for (const std::int64_t count : {s ? s->measured : 0, s ? s->entered_count : 0, s ? s->subset_size : 0}) {
      cells.push_back(s ? std::to_string(count) : "");
    }
    cells.push_back(std::to_string(stage.started.first_epoch));
    cells.push_back(std::to_string(stage.started.last_epoch));
    const StageEnded ended = stage.ended.value_or(StageEnded{});
    for (const double value : {ended.seconds.measuring, ended.seconds.selecting, ended.seconds.training,
                               ended.seconds.evaluating, ended.test_loss, ended.test_top1, ended.test_top5}) {
      cells.push_back(stage.ended ? exact(value) : "");
    }
    text += row(cells);
  }
  return text;
}

Result<std::string> curriculum_table(RunReader& reader, const RunSummary& run, const RunHistory& history) {
  std::string text = "stage,alpha,sample,label,ce_teacher,ce_student,difficulty,selected\n";
  if (!history.data()) return text;
  const auto config = parse_config(run.config_json, "run " + run.id);
  if (!config) return tl::unexpected(config.error());
  const bool removes = config->curriculum.pool == "remove";
  const auto indices = integers(reader, history.data()->indices);
  if (!indices) return tl::unexpected(indices.error());
  const auto labels = integers(reader, history.data()->labels);
  if (!labels) return tl::unexpected(labels.error());

  std::vector<bool> gone(indices->size(), false);
  for (const StageHistory& stage : history.stages()) {
    if (!stage.selected) break;
    const auto arrays = stage_arrays(reader, *stage.selected, indices->size());
    if (!arrays) return tl::unexpected(arrays.error());
    const std::vector<double> g = ranked_difficulties(*stage.selected, *arrays, gone);
    for (std::size_t i = 0; i < indices->size(); ++i) {
      const bool ranked = stage.selected->measured > 0 && !gone[i];
      const bool chosen = removes ? arrays->entered[i] : arrays->subset[i];
      const float ce_student = at(arrays->ce_student, i);
      if (!ranked && !chosen && std::isnan(ce_student)) continue;
      text += curriculum_row(*stage.selected, (*indices)[i], (*labels)[i], at(arrays->ce_teacher, i), ce_student, g[i],
                             chosen);
    }
    if (removes) gone = arrays->subset;
  }
  return text;
}

Result<std::string> predictions_table(RunReader& reader, const RunHistory& history) {
  std::string text =
      "stage,sample,label,teacher_label,teacher_probability,student_label,student_probability,student_true_"
      "probability\n";
  if (!history.data()) return text;
  const auto labels = integers(reader, history.data()->test_labels);
  if (!labels) return tl::unexpected(labels.error());
  const auto predictions = [&](const ContentHash& hash) -> Result<Predictions> {
    const auto bytes = reader.blob(hash);
    if (!bytes) return tl::unexpected(bytes.error());
    return decode_predictions(*bytes);
  };
  std::optional<Predictions> teacher;
  if (history.teacher()) {
    auto read = predictions(history.teacher()->test_predictions);
    if (!read) return tl::unexpected(read.error());
    teacher = std::move(*read);
  }
  for (const StageHistory& stage : history.stages()) {
    if (!stage.ended) break;
    const auto student = predictions(stage.ended->test_predictions);
    if (!student) return tl::unexpected(student.error());
    for (std::size_t i = 0; i < labels->size(); ++i) {
      text += row<std::string>({std::to_string(stage.started.stage), std::to_string(i), std::to_string((*labels)[i]),
                                teacher ? std::to_string(teacher->label[i]) : "",
                                teacher ? exact(teacher->probability[i]) : "", std::to_string(student->label[i]),
                                exact(student->probability[i]), exact(student->true_probability[i])});
    }
  }
  return text;
}

}  // namespace tc3kd
