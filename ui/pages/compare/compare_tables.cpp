// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/compare/compare_tables.h"

#include <QFont>
#include <QIcon>
#include <QLocale>
#include <QPainter>
#include <QPixmap>

#include "core/domain/config/field.h"
#include "ui/text/messages.h"
#include "ui/widgets/theme.h"

namespace tc3kd::ui {
namespace {

QIcon swatch(const QColor& colour) {
  QPixmap pixmap(24, 24);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  painter.drawRoundedRect(QRectF(4, 4, 16, 16), 4, 4);
  return pixmap;
}

QVariant boldFont() {
  QFont font;
  font.setWeight(QFont::DemiBold);
  return font;
}

}  // namespace

void NumbersModel::setRuns(const std::vector<ComparedRun>& runs, std::size_t baseline) {
  if (runs.size() == runs_.size()) {
    runs_ = runs;
    baseline_ = baseline;
    if (!runs_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    return;
  }
  beginResetModel();
  runs_ = runs;
  baseline_ = baseline;
  endResetModel();
}

int NumbersModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(runs_.size());
}
int NumbersModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

std::optional<double> NumbersModel::delta(std::size_t row) const {
  const auto& own = runs_[row].run.test_top1;
  const auto& base = runs_[baseline_].run.test_top1;
  if (row == baseline_ || !own || !base) return std::nullopt;
  return *own - *base;
}

QString NumbersModel::text(std::size_t row, int column) const {
  const ComparedRun& r = runs_[row];
  std::optional<double> agreement;
  if (r.history) {
    for (const EpochEnded& epoch : r.history->epochs()) agreement = epoch.agreement ? epoch.agreement : agreement;
  }
  switch (column) {
    case Run: return r.label + (row == baseline_ ? tr(" (baseline)") : QString());
    case Last: return percentText(r.run.test_top1);
    case Delta: {
      const auto difference = delta(row);
      if (!difference) return QStringLiteral("—");
      const QString sign = *difference > 0 ? QStringLiteral("▲ ") : *difference < 0 ? QStringLiteral("▼ ") : QString();
      return sign + QLocale().toString(std::abs(*difference), 'f', 2);
    }
    case Best: return percentText(r.run.best_test_top1);
    case Top5: return percentText(r.history ? r.history->last_top5() : std::nullopt);
    case Agreement: return percentText(agreement);
    case Measuring:
      return r.run.measuring_seconds && r.history && r.history->stages().size() > 1
                 ? durationText(*r.run.measuring_seconds)
                 : QStringLiteral("—");
    case Time: return r.run.seconds ? durationText(*r.run.seconds) : QStringLiteral("—");
    default: return {};
  }
}

QVariant NumbersModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const auto row = static_cast<std::size_t>(index.row());
  const Colours& colours = Theme::instance().colours();
  switch (role) {
    case Qt::DisplayRole: return text(row, index.column());
    case Qt::DecorationRole:
      return index.column() == Run ? QVariant(swatch(Theme::instance().seriesColour(runs_[row].series))) : QVariant();
    case Qt::TextAlignmentRole:
      return QVariant(index.column() == Run ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
    case Qt::ToolTipRole: return QString::fromStdString(runs_[row].run.name);
    case Qt::FontRole: return index.column() <= Last ? boldFont() : QVariant();
    case Qt::ForegroundRole:
      if (index.column() == Delta && delta(row)) return *delta(row) >= 0 ? colours.ok : colours.error;
      return index.column() <= Last ? QVariant() : QVariant(colours.secondary);
    default: return {};
  }
}

QVariant NumbersModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole)
    return QVariant(section == Run ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
  if (role == Qt::ToolTipRole && section == Last) return tr("Test top-1 after the last epoch");
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case Run: return tr("Run");
    case Last: return tr("Last, %");
    case Delta: return tr("Δ");
    case Best: return tr("Best, %");
    case Top5: return tr("Top-5, %");
    case Agreement: return tr("Agrees, %");
    case Measuring: return tr("Measuring");
    case Time: return tr("Time");
    default: return {};
  }
}

QString NumbersModel::toTsv() const {
  QString tsv;
  for (int column = 0; column < ColumnCount; ++column) {
    tsv += (column > 0 ? QStringLiteral("\t") : QString()) +
           headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
  }
  for (std::size_t row = 0; row < runs_.size(); ++row) {
    tsv += QLatin1Char('\n');
    for (int column = 0; column < ColumnCount; ++column)
      tsv += (column > 0 ? QStringLiteral("\t") : QString()) + text(row, column);
  }
  return tsv + QLatin1Char('\n');
}

void DifferencesModel::setRuns(const std::vector<ComparedRun>& runs) {
  beginResetModel();
  runs_ = runs;
  std::vector<RunSummary> summaries;
  for (const ComparedRun& run : runs_) summaries.push_back(run.run);
  differences_ = config_differences(summaries);
  endResetModel();
}

int DifferencesModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(differences_.size());
}
int DifferencesModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(runs_.size()) + 1;
}

QVariant DifferencesModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Difference& difference = differences_[static_cast<std::size_t>(index.row())];
  const Field* field = find_field(difference.key);
  if (index.column() == 0) {
    if (role == Qt::DisplayRole) return field != nullptr ? fieldLabel(*field) : QString::fromStdString(difference.key);
    if (role == Qt::ToolTipRole) return QString::fromStdString(difference.key);
    if (role == Qt::ForegroundRole) return Theme::instance().colours().secondary;
    return {};
  }
  const auto run = static_cast<std::size_t>(index.column() - 1);
  if (role == Qt::DisplayRole || role == Qt::ToolTipRole) return QString::fromStdString(difference.values[run]);
  if (role == Qt::DecorationRole) return swatch(Theme::instance().seriesColour(runs_[run].series));
  return {};
}

QVariant DifferencesModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  return section == 0 ? tr("Parameter") : QString::fromStdString(runs_[static_cast<std::size_t>(section - 1)].run.name);
}

}  // namespace tc3kd::ui
