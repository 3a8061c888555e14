// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/teacher_rows.h"

#include <set>

#include "core/domain/config/config_json.h"
#include "core/domain/weight_report_json.h"
#include "core/store/artefact_files.h"
#include "core/store/run_rows.h"

namespace tc3kd {
namespace {

std::vector<double> numbers_from(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  return json.is_array() ? json.get<std::vector<double>>() : std::vector<double>();
}

}  // namespace

void save_imported_teacher(SQLite::Database& database, const TeacherSummary& t) {
  SQLite::Statement insert(database,
                           "INSERT OR REPLACE INTO imported_teacher(weights, name, source, model, dataset, data_dir, "
                           "imported_ms, top1, top5, loss, test_samples, mean, std, report) "
                           "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
  SQLite::bind(insert, t.weights, t.name, t.source, t.model, t.dataset, t.data_dir, t.made_ms, t.top1, t.top5, t.loss,
               t.test_samples, Json(t.normalisation.mean).dump(), Json(t.normalisation.std).dump(),
               to_json(t.report).dump());
  insert.exec();
}

std::vector<TeacherSummary> imported_teachers(SQLite::Database& database, const StorePath& path) {
  std::vector<TeacherSummary> teachers;
  SQLite::Statement row(database,
                        "SELECT weights, name, source, model, dataset, data_dir, imported_ms, top1, top5, loss, "
                        "test_samples, mean, std, report FROM imported_teacher ORDER BY imported_ms DESC");
  while (row.executeStep()) {
    TeacherSummary t;
    t.origin = TeacherSummary::Origin::imported;
    t.weights = row.getColumn(0).getString();
    t.file = artefact_file(path, t.weights).string();
    t.name = row.getColumn(1).getString();
    t.source = row.getColumn(2).getString();
    t.model = row.getColumn(3).getString();
    t.dataset = row.getColumn(4).getString();
    t.data_dir = row.getColumn(5).getString();
    t.made_ms = row.getColumn(6).getInt64();
    t.top1 = row.getColumn(7).getDouble();
    t.top5 = row.getColumn(8).getDouble();
    t.loss = row.getColumn(9).getDouble();
    t.test_samples = row.getColumn(10).getInt64();
    t.normalisation = {numbers_from(row.getColumn(11).getString()), numbers_from(row.getColumn(12).getString())};
    const Json report = Json::parse(row.getColumn(13).getString(), nullptr, false);
    if (!report.is_discarded()) t.report = weight_report_from(report).value_or(WeightReport{});
    teachers.push_back(std::move(t));
  }
  return teachers;
}

std::vector<TeacherSummary> trained_teachers(SQLite::Database& database, const StorePath& path) {
  std::vector<TeacherSummary> teachers;
  std::set<ContentHash> known;
  SQLite::Statement row(database, "SELECT " + event_columns +
                                      ", run.id, run.name, run.config_json FROM teacher "
                                      "JOIN run ON run.id=teacher.run AND run.trashed=0 "
                                      "JOIN event ON event.run=teacher.run AND event.seq=teacher.seq "
                                      "WHERE teacher.trained=1 ORDER BY event.unix_ms");
  while (row.executeStep()) {
    const auto event = event_from(row, path);
    const auto* ready = event ? std::get_if<TeacherReady>(&event->body) : nullptr;
    const auto config = parse_config(row.getColumn(6).getString(), "the stored configuration");
    if (ready == nullptr || !config || ready->role != teacher_role || !known.insert(ready->weights).second) continue;
    TeacherSummary t;
    t.origin = TeacherSummary::Origin::trained;
    t.weights = ready->weights;
    t.file = artefact_file(path, t.weights).string();
    t.run = row.getColumn(4).getString();
    t.name = row.getColumn(5).getString();
    t.model = ready->model;
    t.dataset = config->data.name;
    t.data_dir = config->data.dir;
    t.made_ms = event->unix_ms;
    t.top1 = ready->test_top1;
    t.top5 = ready->test_top5;
    t.loss = ready->test_loss;
    t.normalisation = config->data.normalisation;
    teachers.push_back(std::move(t));
  }
  return teachers;
}

}  // namespace tc3kd
