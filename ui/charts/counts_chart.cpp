// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/counts_chart.h"

#include <algorithm>
#include <cmath>

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include "ui/charts/plot_frame.h"
#include "ui/text/messages.h"
#include "ui/widgets/theme.h"

namespace tc3kd::ui {
namespace {
constexpr double accuracy_column = 48;
}

CountsChart::CountsChart(QWidget* parent) : ClassChart(parent) {
  setMinimumHeight(156);
  setAccessibleName(tr("New samples by class and stage"));
}

void CountsChart::setCounts(const std::vector<std::vector<std::int64_t>>& entered,
                            const std::vector<double>& accuracies) {
  if (entered == entered_ && accuracies == accuracies_) return;
  entered_ = entered;
  accuracies_ = accuracies;
  update();
}

double CountsChart::columnWidth() const {
  std::int64_t most = 0;
  for (const auto& stage : entered_) {
    for (const std::int64_t count : stage) most = std::max(most, count);
  }
  return std::max(26.0, QFontMetricsF(axisFont()).horizontalAdvance(countText(most)) + 10);
}

QRectF CountsChart::rowsArea() const {
  const double line = QFontMetricsF(axisFont()).height();
  const double left = nameWidth() + 14;
  return {left, 2 * line + 4, std::max(0.0, width() - left - accuracy_column), height() - 2 * line - 6};
}

std::size_t CountsChart::firstStage() const {
  const auto fit = static_cast<std::size_t>(std::max(1.0, rowsArea().width() / columnWidth()));
  return entered_.size() > fit ? entered_.size() - fit : 0;
}

void CountsChart::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  if (classes().isEmpty()) return;
  const Colours& colours = Theme::instance().colours();
  const QRectF area = rowsArea();
  const double line = QFontMetricsF(axisFont()).height(), wide = columnWidth();
  painter.setRenderHint(QPainter::Antialiasing);
  paintRowNames(painter, 4, area.left() - 8);
  const std::size_t first = firstStage();
  const auto columns = static_cast<double>(entered_.size() - first);
  const double right = area.right();
  painter.setFont(axisFont());
  painter.setPen(colours.secondary);
  if (columns > 0)
    painter.drawText(QRectF(right - columns * wide, 0, columns * wide, line), Qt::AlignRight, tr("stage"));
  painter.drawText(QRectF(right, line, accuracy_column - 6, line), Qt::AlignRight, tr("acc., %"));
  for (std::size_t k = first; k < entered_.size(); ++k) {
    const double left = right - (columns - static_cast<double>(k - first)) * wide;
    painter.setPen(colours.secondary);
    painter.drawText(QRectF(left, line, wide - 4, line), Qt::AlignRight, QString::number(k + 1));
    for (int y = 0; y < classes().size() && static_cast<std::size_t>(y) < entered_[k].size(); ++y) {
      if (!isLabelled(y)) continue;
      const std::int64_t count = entered_[k][static_cast<std::size_t>(y)];
      painter.setPen(count == 0 ? colours.warning : colours.text);
      painter.drawText(QRectF(left, rowRect(y).center().y() - 10, wide - 4, 20), Qt::AlignRight | Qt::AlignVCenter,
                       countText(count));
    }
  }
  QFont bold = axisFont();
  bold.setWeight(QFont::DemiBold);
  painter.setFont(bold);
  painter.setPen(colours.text);
  for (int y = 0; y < classes().size(); ++y) {
    if (!isLabelled(y)) continue;
    const bool known =
        static_cast<std::size_t>(y) < accuracies_.size() && std::isfinite(accuracies_[static_cast<std::size_t>(y)]);
    painter.drawText(
        QRectF(right, rowRect(y).center().y() - 10, accuracy_column - 6, 20), Qt::AlignRight | Qt::AlignVCenter,
        known ? QLocale().toString(accuracies_[static_cast<std::size_t>(y)], 'f', 1) : QStringLiteral("—"));
  }
}

bool CountsChart::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return ClassChart::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const int row = rowAt(help->pos());
  if (row < 0) {
    QToolTip::hideText();
    return true;
  }
  QStringList lines{classes()[row]};
  for (std::size_t k = 0; k < entered_.size(); ++k) {
    lines.append(tr("stage %1: %2 enter").arg(k + 1).arg(countText(entered_[k].at(static_cast<std::size_t>(row)))));
  }
  QToolTip::showText(help->globalPos(), lines.join(QLatin1Char('\n')), this);
  return true;
}

}  // namespace tc3kd::ui
