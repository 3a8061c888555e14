// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/dataset_list.h"

#include <algorithm>

#include <QPainter>

#include "ui/text/messages.h"
#include "ui/widgets/theme.h"

namespace tc3kd::ui {
namespace {

QFont scaled(QFont font, double factor, QFont::Weight weight = QFont::Normal) {
  font.setPointSizeF(font.pointSizeF() * factor);
  font.setWeight(weight);
  return font;
}

}  // namespace

QString datasetStateText(const DatasetStatus& status) {
  if (!status.found) return QStringLiteral("○ ") + DatasetsModel::tr("not found");
  if (status.problem) return QStringLiteral("⚠ ") + DatasetsModel::tr("has a problem");
  return QStringLiteral("✓ ") + DatasetsModel::tr("found");
}

QColor datasetStateColour(const DatasetStatus& status) {
  const Colours& c = Theme::instance().colours();
  if (!status.found) return c.idle;
  return status.problem ? c.warning : c.ok;
}

void DatasetsModel::setDatasets(std::vector<DatasetStatus> sets) {
  if (sets.size() == sets_.size() && !sets.empty()) {
    sets_ = std::move(sets);
    Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    return;
  }
  beginResetModel();
  sets_ = std::move(sets);
  endResetModel();
}

void DatasetsModel::update(const std::vector<DatasetStatus>& sets) {
  for (const DatasetStatus& set : sets) {
    const auto own = std::find_if(sets_.begin(), sets_.end(), [&](const auto& s) { return s.name == set.name; });
    if (own == sets_.end()) continue;
    *own = set;
    const QModelIndex changed = index(static_cast<int>(own - sets_.begin()));
    Q_EMIT dataChanged(changed, changed);
  }
}

const DatasetStatus* DatasetsModel::at(int row) const {
  return row >= 0 && row < rowCount() ? &sets_[static_cast<std::size_t>(row)] : nullptr;
}

int DatasetsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(sets_.size());
}

QString DatasetsModel::sizeText(const DatasetStatus& s) {
  if (s.train_samples == 0) return tr("its files tell how many pictures");
  return tr("%Ln training picture(s)", nullptr, static_cast<int>(s.train_samples)) + QStringLiteral(" · ") +
         tr("%Ln class(es)", nullptr, static_cast<int>(s.classes));
}

QVariant DatasetsModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const DatasetStatus& s = sets_[static_cast<std::size_t>(index.row())];
  const QString label = datasetLabel(s.name);
  switch (role) {
    case Qt::DisplayRole: return label;
    case Qt::ToolTipRole: return s.found ? QVariant(QString::fromStdString(s.path)) : QVariant();
    case Qt::AccessibleTextRole: return QStringList{label, datasetStateText(s), sizeText(s)}.join(QStringLiteral(", "));
    default: return {};
  }
}

QSize DatasetDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
  return {160, 2 * QFontMetrics(option.font).height() + 22};
}

void DatasetDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const auto* model = qobject_cast<const DatasetsModel*>(index.model());
  const DatasetStatus* set = model != nullptr ? model->at(index.row()) : nullptr;
  if (set == nullptr) return;
  const Colours& c = Theme::instance().colours();
  const bool selected = option.state.testFlag(QStyle::State_Selected);
  const bool focused =
      option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
    painter->setPen(focused ? QPen(c.accent) : QPen(Qt::NoPen));
    painter->setBrush(selected ? c.selection : c.band);
    painter->drawRoundedRect(QRectF(option.rect).adjusted(0.5, 1.5, -0.5, -1.5), 6, 6);
  }
  const QRect area = option.rect.adjusted(12, 9, -12, -9);
  const QRect upper(area.left(), area.top(), area.width(), area.height() / 2);
  const QRect lower(area.left(), upper.bottom() + 1, area.width(), area.height() / 2);
  const QString state = datasetStateText(*set);
  const QFont small = scaled(option.font, 0.92), strong = scaled(option.font, 1, QFont::DemiBold);
  const int stateWidth = QFontMetrics(small).horizontalAdvance(state);
  painter->setFont(small);
  painter->setPen(datasetStateColour(*set));
  painter->drawText(upper, Qt::AlignRight | Qt::AlignVCenter, state);
  painter->setPen(c.secondary);
  painter->drawText(lower, Qt::AlignLeft | Qt::AlignVCenter,
                    QFontMetrics(small).elidedText(DatasetsModel::sizeText(*set), Qt::ElideRight, lower.width()));
  painter->setFont(strong);
  painter->setPen(selected ? c.accent : c.text);
  const int room = upper.width() - stateWidth - 8;
  painter->drawText(upper, Qt::AlignLeft | Qt::AlignVCenter,
                    QFontMetrics(strong).elidedText(index.data().toString(), Qt::ElideRight, room));
  painter->restore();
}

}  // namespace tc3kd::ui
