// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/models/teachers_model.h"

#include <algorithm>

#include <QDateTime>
#include <QLocale>

#include "ui/text/messages.h"

namespace tc3kd::ui {

QString originText(TeacherSummary::Origin origin) {
  return origin == TeacherSummary::Origin::imported ? TeachersModel::tr("↓ imported") : TeachersModel::tr("● trained");
}

void TeachersModel::setTeachers(std::vector<TeacherSummary> teachers) {
  beginResetModel();
  teachers_ = std::move(teachers);
  endResetModel();
}

int TeachersModel::rowOf(const ContentHash& weights) const {
  const auto found =
      std::find_if(teachers_.begin(), teachers_.end(), [&](const auto& teacher) { return teacher.weights == weights; });
  return found == teachers_.end() ? -1 : static_cast<int>(found - teachers_.begin());
}

int TeachersModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(teachers_.size());
}

int TeachersModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant TeachersModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  if (role == Qt::TextAlignmentRole) {
    return QVariant((index.column() == Top1 ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  }
  if (role != Qt::DisplayRole && !(role == Qt::ToolTipRole && index.column() == Name)) return {};
  const TeacherSummary& t = teacherAt(index.row());
  switch (index.column()) {
    case Name: return QString::fromStdString(t.name);
    case Origin: return originText(t.origin);
    case Model: return modelLabel(t.model);
    case Dataset: return datasetLabel(t.dataset);
    case Top1: return percentText(t.top1);
    case Made: return QLocale().toString(QDateTime::fromMSecsSinceEpoch(t.made_ms).date(), QLocale::ShortFormat);
    default: return {};
  }
}

QVariant TeachersModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole && section == Top1) return QVariant(Qt::AlignRight | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  const QString titles[] = {tr("name"), tr("origin"), tr("network"), tr("data set"), tr("top-1, %"), tr("since")};
  return titles[section];
}

}  // namespace tc3kd::ui
