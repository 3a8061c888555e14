// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/course_delegate.h"

#include <algorithm>
#include <cmath>

#include <QPainter>
#include <QPolygonF>
#include <QSortFilterProxyModel>

#include "ui/models/runs_model.h"
#include "ui/widgets/theme.h"

namespace tc3kd::ui {

void CourseDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  QStyledItemDelegate::paint(painter, option, index);
  const auto* proxy = qobject_cast<const QSortFilterProxyModel*>(index.model());
  const auto* model = qobject_cast<const RunsModel*>(proxy != nullptr ? proxy->sourceModel() : index.model());
  if (model == nullptr) return;
  const RunSummary& run = model->runAt(proxy != nullptr ? proxy->mapToSource(index).row() : index.row());
  if (run.course.empty()) return;
  const auto epochs =
      static_cast<double>(std::max<std::int64_t>(2, model->configAt(model->rowOf(run.id)).training.epochs));
  const auto evaluate_every = static_cast<double>(model->configAt(model->rowOf(run.id)).training.evaluate_every);
  const auto [low, high] = std::minmax_element(run.course.begin(), run.course.end());
  const double span = std::max(1e-9, *high - *low);
  const QRectF area = QRectF(option.rect).adjusted(8, 7, -8, -9);
  QPolygonF line;
  for (std::size_t i = 0; i < run.course.size(); ++i) {
    const double x = std::min(1.0, static_cast<double>(i) * evaluate_every / (epochs - 1));
    line.append({area.left() + x * area.width(), area.bottom() - (run.course[i] - *low) / span * area.height()});
  }
  const Colours& colours = Theme::instance().colours();
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(QPen(colours.tertiary, 1));
  for (const double end : run.stage_ends) {
    const double x = std::round(area.left() + end * area.width()) + 0.5;
    painter->drawLine(QPointF(x, area.bottom() + 2), QPointF(x, area.bottom() + 5));
  }
  painter->setPen(QPen(colours.series[0], 1.6));
  if (line.size() == 1) {
    painter->drawEllipse(line.first(), 1, 1);
  } else {
    painter->drawPolyline(line);
  }
  painter->restore();
}

}  // namespace tc3kd::ui
