// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/histogram_chart.h"

#include <algorithm>
#include <cmath>

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include "ui/charts/heat_map.h"
#include "ui/charts/legend.h"
#include "ui/charts/plot_frame.h"
#include "ui/widgets/theme.h"

namespace tc3kd::ui {

HistogramChart::HistogramChart(QWidget* parent) : QWidget(parent), legend_(new Legend(this)) {
  setMinimumHeight(156);
  relegend();
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    relegend();
    update();
  });
}

void HistogramChart::relegend() {
  const Colours& c = Theme::instance().colours();
  legend_->setEntries({{tr("g, enters"), c.accent, {}, true},
                       {tr("CE teacher"), c.teacher, {}, false},
                       {tr("CE student"), c.student, {6, 2}, false}});
}

void HistogramChart::setClass(const DifficultyHistogram& histogram, int index, double cutOff) {
  histogram_ = histogram;
  class_ = index;
  cutOff_ = cutOff;
  update();
}

void HistogramChart::clear() {
  histogram_ = {};
  update();
}

int HistogramChart::count(const std::vector<int>& counts, int bin) const {
  return counts[static_cast<std::size_t>(class_ * histogram_.axis.bins + bin)];
}

void HistogramChart::paintEvent(QPaintEvent*) {
  if (class_ >= histogram_.classes) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const Colours& colours = Theme::instance().colours();
  const BinAxis& bins = histogram_.axis;
  int most = 1;
  for (int b = 0; b < bins.bins; ++b) {
    for (const auto* counts : {&histogram_.g, &histogram_.ce_teacher, &histogram_.ce_student})
      most = std::max(most, count(*counts, b));
  }
  const double step = std::max(1.0, roundStep(most, 5));
  const double top = std::ceil(most * 1.05 / step) * step;
  const PlotAxis x{bins.low, bins.high, bins.logarithmic,
                   bins.logarithmic ? tr("g and its parts, nats (log)") : tr("g and its parts, nats"),
                   roundTicks(bins.low, bins.high, 5, bins.logarithmic)};
  const PlotFrame frame(QRectF(rect()).adjusted(0, 2, 0, 0), x, {0, top, false, tr("samples"), roundTicks(0, top, 5)});
  frame.paintGrid(painter);
  const double wide = frame.plot().width() / bins.bins;
  painter.setPen(Qt::NoPen);
  for (int b = 0; b < bins.bins; ++b) {
    const double left = frame.plot().left() + b * wide;
    const int enters = count(histogram_.entered, b), all = count(histogram_.g, b);
    QColor out = colours.tertiary;
    out.setAlphaF(0.45F);
    painter.fillRect(QRectF(QPointF(left + 0.5, frame.y(all)), QPointF(left + wide - 0.5, frame.y(enters))), out);
    painter.fillRect(QRectF(QPointF(left + 0.5, frame.y(enters)), QPointF(left + wide - 0.5, frame.y(0))),
                     colours.accent);
  }
  const auto outline = [&](const std::vector<int>& counts, const QColor& colour, const QList<qreal>& dashes) {
    QPainterPath path(QPointF(frame.plot().left(), frame.y(0)));
    for (int b = 0; b < bins.bins; ++b) {
      path.lineTo(frame.plot().left() + b * wide, frame.y(count(counts, b)));
      path.lineTo(frame.plot().left() + (b + 1) * wide, frame.y(count(counts, b)));
    }
    QPen pen(colour, 1.5);
    if (!dashes.isEmpty()) pen.setDashPattern(dashes);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
  };
  outline(histogram_.ce_teacher, colours.teacher, {});
  outline(histogram_.ce_student, colours.student, {6, 2});
  frame.paintLabels(painter);
  if (!std::isfinite(cutOff_)) return;
  const double at = frame.x(cutOff_);
  painter.setPen(QPen(colours.text, 1.5));
  painter.drawLine(QPointF(at, frame.plot().top() - 4), QPointF(at, frame.plot().bottom()));
  QFont bold = axisFont();
  bold.setWeight(QFont::Bold);
  painter.setFont(bold);
  const QString text = cutOffText(cutOff_);
  const double room = QFontMetricsF(bold).horizontalAdvance(text);
  painter.drawText(QPointF(at + 6 + room > width() ? at - 6 - room : at + 6, frame.plot().top() + 8), text);
}

}  // namespace tc3kd::ui
