// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/runs_model.h"

#include <algorithm>

#include <QDateTime>
#include <QFont>
#include <QLocale>

#include "core/domain/config/config_json.h"
#include "core/domain/config/presets.h"
#include "ui/text/messages.h"
#include "ui/widgets/status.h"
#include "ui/widgets/theme.h"

namespace tc3kd::ui {
namespace {

bool isNumber(int column) {
  return column == RunsModel::Last || column == RunsModel::Best || column == RunsModel::Measuring ||
         column == RunsModel::Time;
}

QString dateText(std::int64_t unix_ms) {
  const QDateTime then = QDateTime::fromMSecsSinceEpoch(unix_ms);
  const QLocale locale;
  return then.date() == QDate::currentDate() ? locale.toString(then.time(), QLocale::ShortFormat)
                                             : locale.toString(then.date(), QLocale::ShortFormat);
}

}  // namespace

RunsModel::RunsModel(QObject* parent) : QAbstractTableModel(parent) {
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    if (!entries_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
  });
}

RunsModel::Entry RunsModel::makeEntry(const RunSummary& run) {
  Entry entry{run, {}};
  if (auto config = parse_config(run.config_json, "the stored configuration")) entry.config = *config;
  return entry;
}

void RunsModel::setRuns(const std::vector<RunSummary>& runs, bool trash) {
  if (entries_.empty()) return fill(runs, trash);
  std::size_t row = 0;
  for (const RunSummary& run : runs) {
    if (run.trashed != trash) continue;
    // Both lists have the same order, so whatever stands before this run's row is gone.
    const auto found = std::find_if(entries_.begin() + static_cast<std::ptrdiff_t>(row), entries_.end(),
                                    [&](const Entry& entry) { return entry.run.id == run.id; });
    const int known = found == entries_.end() ? -1 : static_cast<int>(found - entries_.begin());
    if (known < 0) {
      beginInsertRows({}, static_cast<int>(row), static_cast<int>(row));
      entries_.insert(entries_.begin() + static_cast<std::ptrdiff_t>(row), makeEntry(run));
      endInsertRows();
    } else {
      if (static_cast<std::size_t>(known) > row) {
        beginRemoveRows({}, static_cast<int>(row), known - 1);
        entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(row), entries_.begin() + known);
        endRemoveRows();
      }
      if (Entry& entry = entries_[row]; !(entry.run == run)) {
        if (entry.run.config_json == run.config_json) {
          entry.run = run;
        } else {
          entry = makeEntry(run);
        }
        Q_EMIT dataChanged(index(static_cast<int>(row), 0), index(static_cast<int>(row), ColumnCount - 1));
      }
    }
    ++row;
  }
  if (row < entries_.size()) {
    beginRemoveRows({}, static_cast<int>(row), rowCount() - 1);
    entries_.resize(row);
    endRemoveRows();
  }
  Q_EMIT tickedChanged();
}

void RunsModel::fill(const std::vector<RunSummary>& runs, bool trash) {
  beginResetModel();
  for (const RunSummary& run : runs) {
    if (run.trashed == trash) entries_.push_back(makeEntry(run));
  }
  endResetModel();
  Q_EMIT tickedChanged();
}

int RunsModel::rowOf(const RunId& id) const {
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (entries_[i].run.id == id) return static_cast<int>(i);
  }
  return -1;
}

std::vector<RunId> RunsModel::ticked() const {
  std::vector<RunId> ids;
  for (const Entry& entry : entries_) {
    if (ticked_.contains(entry.run.id)) ids.push_back(entry.run.id);
  }
  return ids;
}

void RunsModel::untickAll() {
  ticked_.clear();
  if (!entries_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0), {Qt::CheckStateRole});
  Q_EMIT tickedChanged();
}

int RunsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(entries_.size());
}
int RunsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString RunsModel::text(const Entry& e, int column) const {
  switch (column) {
    case Name: return QString::fromStdString(e.run.name);
    case Status: return statusSign(e.run.status) + QLatin1Char(' ') + statusText(e.run.status);
    case Dataset: return datasetLabel(e.config.data);
    case Pair: return pairLabel(e.config).replace(QStringLiteral("ResNet-"), QStringLiteral("R"));
    case Method: return QString::fromStdString(e.config.distillation.method);
    case Curriculum:
      return e.config.curriculum.stages == 1 ? QStringLiteral("—") : QString::fromStdString(curriculum_name(e.config));
    case Last: return percentText(e.run.test_top1);
    case Best: return percentText(e.run.best_test_top1);
    case Measuring:
      return e.run.measuring_seconds && e.config.curriculum.stages > 1 ? durationText(*e.run.measuring_seconds)
                                                                       : QStringLiteral("—");
    case Time: return e.run.seconds ? durationText(*e.run.seconds) : QStringLiteral("—");
    case Created: return dateText(e.run.created_ms);
    default: return {};
  }
}

QVariant RunsModel::sortKey(const Entry& e, int column) const {
  const auto number = [](const std::optional<double>& value) { return value ? QVariant(*value) : QVariant(); };
  switch (column) {
    case Status: return static_cast<int>(e.run.status);
    case Course:
    case Last: return number(e.run.test_top1);
    case Best: return number(e.run.best_test_top1);
    case Measuring: return number(e.run.measuring_seconds);
    case Time: return number(e.run.seconds);
    case Created: return static_cast<qlonglong>(e.run.created_ms);
    default: return text(e, column);
  }
}

QVariant RunsModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Entry& entry = entries_[static_cast<std::size_t>(index.row())];
  const int column = index.column();
  switch (role) {
    case Qt::DisplayRole: return text(entry, column);
    case Qt::EditRole: return column == Name ? QVariant(text(entry, column)) : QVariant();
    case Qt::CheckStateRole:
      return column == Name ? QVariant(ticked_.contains(entry.run.id) ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::TextAlignmentRole:
      return QVariant(isNumber(column) ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::ForegroundRole:
      if (column == Status) return statusColour(entry.run.status);
      return column == Name || column == Last ? QVariant() : QVariant(Theme::instance().colours().secondary);
    case Qt::FontRole:
      if (column == Name || column == Last) {
        QFont font;
        font.setWeight(QFont::DemiBold);
        return font;
      }
      return {};
    case Qt::ToolTipRole:
      if (column == Created)
        return QLocale().toString(QDateTime::fromMSecsSinceEpoch(entry.run.created_ms), QLocale::LongFormat);
      if (column == Status && entry.run.error) return errorText(*entry.run.error);
      if (column == Pair) return pairLabel(entry.config);
      return column == Course ? QVariant(tr("Test top-1 by epoch; the ticks are the stages' ends"))
                              : QVariant(text(entry, column));
    case SortRole: return sortKey(entry, column);
    case RunRole: return index.row();
    case Qt::AccessibleTextRole:
      return headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() + QStringLiteral(": ") +
             text(entry, column);
    default: return {};
  }
}

QVariant RunsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole)
    return QVariant(isNumber(section) ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case Name: return tr("Name");
    case Status: return tr("Status");
    case Dataset: return tr("Data");
    case Pair: return tr("Pair");
    case Method: return tr("Method");
    case Curriculum: return tr("Curriculum");
    case Last: return tr("Top-1, last, %");
    case Best: return tr("Best, %");
    case Course: return tr("Course");
    case Measuring: return tr("Measuring");
    case Time: return tr("Time");
    case Created: return tr("Created");
    default: return {};
  }
}

Qt::ItemFlags RunsModel::flags(const QModelIndex& index) const {
  Qt::ItemFlags flags = QAbstractTableModel::flags(index);
  if (index.column() == Name) flags |= Qt::ItemIsEditable | Qt::ItemIsUserCheckable;
  return flags;
}

bool RunsModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid) || index.column() != Name) return false;
  const RunSummary& run = runAt(index.row());
  if (role == Qt::CheckStateRole) {
    if (value.toInt() == Qt::Checked) {
      ticked_.insert(run.id);
    } else {
      ticked_.erase(run.id);
    }
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT tickedChanged();
    return true;
  }
  const QString name = value.toString().trimmed();
  if (role != Qt::EditRole || name.isEmpty() || name == QString::fromStdString(run.name)) return false;
  Q_EMIT renameRequested(run.id, name);  // shown when the store has taken it
  return true;
}

}  // namespace tc3kd::ui
