// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/runs_filter.h"

#include <limits>
#include <optional>

#include <QRegularExpression>

#include "ui/models/runs_model.h"

namespace tc3kd::ui {
namespace {

std::optional<double> numberOf(const RunSummary& run, const ExperimentConfig& config, const QString& key) {
  if (key == QLatin1String("acc")) return run.test_top1;
  if (key == QLatin1String("best")) return run.best_test_top1;
  if (key == QLatin1String("time")) return run.seconds;
  if (key == QLatin1String("m")) return static_cast<double>(config.curriculum.stages);
  if (key == QLatin1String("seed")) return static_cast<double>(config.seed);
  if (key == QLatin1String("tau")) return config.distillation.temperature;
  return std::nullopt;
}

std::optional<int> columnOf(const QString& key) {
  if (key == QLatin1String("name")) return RunsModel::Name;
  if (key == QLatin1String("status")) return RunsModel::Status;
  if (key == QLatin1String("data")) return RunsModel::Dataset;
  if (key == QLatin1String("pair")) return RunsModel::Pair;
  if (key == QLatin1String("method")) return RunsModel::Method;
  if (key == QLatin1String("curriculum")) return RunsModel::Curriculum;
  return std::nullopt;
}

bool holds(double left, const QString& sign, double right) {
  if (sign == QLatin1String(">")) return left > right;
  if (sign == QLatin1String(">=")) return left >= right;
  if (sign == QLatin1String("<")) return left < right;
  if (sign == QLatin1String("<=")) return left <= right;
  return left == right;
}

}  // namespace

RunsFilter::RunsFilter(QObject* parent) : QSortFilterProxyModel(parent) {
  setSortRole(RunsModel::SortRole);
  setDynamicSortFilter(true);
}

void RunsFilter::setFilterText(const QString& text) {
  static const QRegularExpression condition(QStringLiteral("^([a-z]+)(>=|<=|>|<|:)(.+)$"),
                                            QRegularExpression::CaseInsensitiveOption);
  terms_.clear();
  for (const QString& word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
    const auto match = condition.match(word);
    terms_.append(match.hasMatch() ? Term{match.captured(1).toLower(), match.captured(2), match.captured(3)}
                                   : Term{{}, {}, word});
  }
  invalidateFilter();
}

bool RunsFilter::accepts(int row, const Term& term) const {
  const auto* model = static_cast<const RunsModel*>(sourceModel());
  const auto contains = [&](int column, const QString& part) {
    return model->index(row, column).data().toString().contains(part, Qt::CaseInsensitive);
  };
  bool is_number = false;
  const double value = term.value.toDouble(&is_number);
  const auto number = numberOf(model->runAt(row), model->configAt(row), term.key);
  if (is_number && number) return holds(*number, term.sign, value);
  if (const auto column = columnOf(term.key); column && term.sign == QLatin1String(":"))
    return contains(*column, term.value);
  if (!term.key.isEmpty()) return false;  // a condition on what this run has not
  for (const int column : {RunsModel::Name, RunsModel::Status, RunsModel::Dataset, RunsModel::Pair, RunsModel::Method,
                           RunsModel::Curriculum}) {
    if (contains(column, term.value)) return true;
  }
  return model->runAt(row).id.starts_with(term.value.toStdString());
}

bool RunsFilter::filterAcceptsRow(int row, const QModelIndex&) const {
  for (const Term& term : terms_) {
    if (!accepts(row, term)) return false;
  }
  return true;
}

bool RunsFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const {
  const QVariant a = left.data(RunsModel::SortRole), b = right.data(RunsModel::SortRole);
  // What is missing stays at the end, whichever way the rest is sorted.
  if (!a.isValid() || !b.isValid())
    return a.isValid() == b.isValid() ? false : (sortOrder() == Qt::AscendingOrder) == a.isValid();
  if (a.typeId() == QMetaType::QString) return QString::localeAwareCompare(a.toString(), b.toString()) < 0;
  return QSortFilterProxyModel::lessThan(left, right);
}

}  // namespace tc3kd::ui
