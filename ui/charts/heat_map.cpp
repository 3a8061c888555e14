// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/heat_map.h"

#include <algorithm>
#include <cmath>

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include "ui/charts/plot_frame.h"
#include "ui/widgets/theme.h"

namespace tc3kd::ui {
namespace {
constexpr double cut_off_column = 54;
}

QString cutOffText(double value) {
  return value < 0.1 ? QLocale().toString(value, 'g', 2) : QLocale().toString(value, 'f', 2);
}

HeatMap::HeatMap(QWidget* parent) : ClassChart(parent) {
  setMinimumHeight(210);
  setAccessibleName(tr("Difficulty by class"));
}

void HeatMap::setHistogram(const DifficultyHistogram& histogram, const std::vector<double>& cutOffs) {
  histogram_ = histogram;
  cutOffs_ = cutOffs;
  update();
}

void HeatMap::clear() {
  histogram_ = {};
  cutOffs_.clear();
  update();
}

QRectF HeatMap::rowsArea() const {
  const double line = QFontMetricsF(axisFont()).height();
  const double left = nameWidth() + 16;
  return {left, line + 2, width() - left - cut_off_column, height() - 3 * line - 10};
}

double HeatMap::xOf(double value) const {
  const QRectF area = rowsArea();
  return area.left() + std::clamp(histogram_.axis.position(value), 0.0, 1.0) * area.width();
}

void HeatMap::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const Colours& colours = Theme::instance().colours();
  const QRectF area = rowsArea();
  const double line = QFontMetricsF(axisFont()).height();
  if (classes().isEmpty()) return;
  paintRowNames(painter, 6, area.left() - 10);
  paintCells(painter);
  painter.setFont(axisFont());
  painter.setPen(colours.secondary);
  painter.drawText(QRectF(area.right(), 0, cut_off_column - 6, line), Qt::AlignRight | Qt::AlignVCenter, tr("cut-off"));
  if (histogram_.classes == 0) return;
  const auto& axis = histogram_.axis;
  for (const double tick : roundTicks(axis.low, axis.high, 5, axis.logarithmic)) {
    painter.drawText(QRectF(xOf(tick) - 40, area.bottom() + 3, 80, line), Qt::AlignHCenter, tickText(tick));
  }
  painter.drawText(QRectF(area.left(), height() - line - 1, area.width(), line), Qt::AlignCenter,
                   axis.logarithmic ? tr("difficulty g, nats (log)") : tr("difficulty g, nats"));
}

void HeatMap::paintCells(QPainter& painter) const {
  const Theme& theme = Theme::instance();
  const QRectF area = rowsArea();
  const int bins = histogram_.classes == 0 ? 1 : histogram_.axis.bins;
  const int most = histogram_.g.empty() ? 0 : *std::max_element(histogram_.g.begin(), histogram_.g.end());
  const double wide = area.width() / bins;
  painter.setRenderHint(QPainter::Antialiasing, false);
  for (int y = 0; y < classes().size(); ++y) {
    const QRectF row = rowRect(y);
    const double inset = row.height() >= 8 ? 2 : 0;
    const QRectF cells = row.adjusted(0, inset, 0, -inset);
    painter.fillRect(cells, theme.rampColour(0));
    if (y >= histogram_.classes) continue;
    for (int b = 0; b < bins; ++b) {
      const int count = histogram_.g[static_cast<std::size_t>(y * bins + b)];
      // The square root, so that one sample is visible.
      if (count > 0) {
        const double left = std::round(area.left() + b * wide), right = std::round(area.left() + (b + 1) * wide);
        painter.fillRect(QRectF(left, cells.top(), right - left, cells.height()),
                         theme.rampColour(0.12 + 0.88 * std::sqrt(static_cast<double>(count) / most)));
      }
    }
    const double cut =
        static_cast<std::size_t>(y) < cutOffs_.size() ? cutOffs_[static_cast<std::size_t>(y)] : std::nan("");
    if (std::isfinite(cut))
      painter.fillRect(QRectF(std::round(xOf(cut)) - 1, cells.top(), 3, cells.height()), theme.colours().student);
    if (!isLabelled(y)) continue;
    painter.setFont(axisFont());
    painter.setPen(theme.colours().text);
    painter.drawText(QRectF(area.right(), row.center().y() - 10, cut_off_column - 6, 20),
                     Qt::AlignRight | Qt::AlignVCenter, std::isfinite(cut) ? cutOffText(cut) : QStringLiteral("—"));
  }
  painter.setRenderHint(QPainter::Antialiasing);
}

bool HeatMap::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return ClassChart::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const QRectF area = rowsArea();
  const int row = rowAt(help->pos());
  if (row < 0 || row >= histogram_.classes || !area.contains(QPointF(help->pos()))) {
    QToolTip::hideText();
    return true;
  }
  const auto& axis = histogram_.axis;
  const int bin =
      std::clamp(static_cast<int>((help->pos().x() - area.left()) / area.width() * axis.bins), 0, axis.bins - 1);
  const auto cell = static_cast<std::size_t>(row * axis.bins + bin);
  QToolTip::showText(help->globalPos(),
                     tr("%1, g from %2 to %3: %4 samples, %5 of them enter")
                         .arg(classes()[row], tickText(axis.edge(bin)), tickText(axis.edge(bin + 1)))
                         .arg(histogram_.g[cell])
                         .arg(histogram_.entered[cell]),
                     this);
  return true;
}

}  // namespace tc3kd::ui
