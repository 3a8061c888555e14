// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plot_frame.h"

#include <algorithm>
#include <cmath>

#include <QApplication>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include "ui/widgets/theme.h"

namespace tc3kd::ui {

double PlotAxis::position(double value) const {
  if (!(high > low)) return 0;
  double t = 0;
  if (logarithmic) {
    t = value > 0 ? std::log(value / low) / std::log(high / low) : 0;
  } else {
    t = (value - low) / (high - low);
  }
  return std::clamp(t, 0.0, 1.0);
}

double roundStep(double span, int count) {
  if (!(span > 0)) return 1;
  const double rough = span / std::max(1, count);
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  for (const double step : {1.0, 2.0, 5.0}) {
    if (step * power >= rough * (1 - 1e-9)) return step * power;
  }
  return 10 * power;
}

QList<double> roundTicks(double low, double high, int count, bool logarithmic) {
  QList<double> ticks;
  if (logarithmic) {
    for (double e = std::ceil(std::log10(low) - 1e-9); e <= std::log10(high) + 1e-9; ++e)
      ticks.append(std::pow(10.0, e));
    return ticks;
  }
  const double step = roundStep(high - low, count);
  for (double i = std::ceil(low / step - 1e-9); i * step <= high + step * 1e-9; ++i) ticks.append(i * step);
  return ticks;
}

namespace {

/// "10⁻⁴", "2·10⁶"
QString powerText(double value) {
  static const QString digits = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
  const int exponent = static_cast<int>(std::floor(std::log10(std::abs(value)) + 1e-9));
  const double factor = value / std::pow(10.0, exponent);
  QString power = QStringLiteral("10") + (exponent < 0 ? QStringLiteral("⁻") : QString());
  for (const QChar digit : QString::number(std::abs(exponent))) power += digits[digit.digitValue()];
  return std::abs(factor - 1) < 1e-6 ? power : QLocale().toString(factor, 'g', 2) + QStringLiteral("·") + power;
}

}  // namespace

QString tickText(double value) {
  if (value == 0) return QStringLiteral("0");
  const double size = std::abs(value);
  if (size < 1e-2 || size >= 1e6) return powerText(value);
  int decimals = 0;
  while (decimals < 4 &&
         std::abs(value * std::pow(10.0, decimals) - std::round(value * std::pow(10.0, decimals))) > 1e-6) {
    ++decimals;
  }
  return QLocale().toString(value, 'f', decimals);
}

QFont axisFont() {
  QFont font = QApplication::font();
  font.setPointSizeF(font.pointSizeF() * 0.85);
  return font;
}

PlotFrame::PlotFrame(const QRectF& outer, PlotAxis x, PlotAxis y) : x_(std::move(x)), y_(std::move(y)), outer_(outer) {
  const QFontMetricsF metrics(axisFont());
  double widest = 0;
  for (const double tick : y_.ticks) widest = std::max(widest, metrics.horizontalAdvance(tickText(tick)));
  const double line = metrics.height();
  const double left = widest + 8 + (y_.title.isEmpty() ? 0 : line + 2);
  const double bottom = line + 6 + (x_.title.isEmpty() ? 0 : line + 2);
  plot_ = outer.adjusted(left, line / 2, -line / 2, -bottom);
}

void PlotFrame::paintGrid(QPainter& painter) const {
  painter.setPen(QPen(Theme::instance().colours().grid, 1));
  for (const double tick : y_.ticks) {
    const double at = std::round(y(tick)) + 0.5;
    painter.drawLine(QPointF(plot_.left(), at), QPointF(plot_.right(), at));
  }
}

void PlotFrame::paintLabels(QPainter& painter) const {
  const Colours& colours = Theme::instance().colours();
  painter.setFont(axisFont());
  const QFontMetricsF metrics(axisFont());
  const double line = metrics.height();
  painter.setPen(QPen(colours.line, 1));
  const double base = std::round(plot_.bottom()) + 0.5;
  painter.drawLine(QPointF(plot_.left(), base), QPointF(plot_.right(), base));
  painter.setPen(colours.secondary);
  for (const double tick : y_.ticks) {
    painter.drawText(QRectF(outer_.left(), y(tick) - line / 2, plot_.left() - outer_.left() - 6, line),
                     Qt::AlignRight | Qt::AlignVCenter, tickText(tick));
  }
  for (const double tick : x_.ticks) {
    painter.drawText(QRectF(x(tick) - 40, plot_.bottom() + 4, 80, line), Qt::AlignHCenter | Qt::AlignTop,
                     tickText(tick));
  }
  painter.drawText(QRectF(plot_.left(), outer_.bottom() - line, plot_.width(), line), Qt::AlignCenter, x_.title);
  if (y_.title.isEmpty()) return;
  painter.save();
  painter.translate(outer_.left(), plot_.center().y());
  painter.rotate(-90);
  painter.drawText(QRectF(-plot_.height() / 2 - 20, 0, plot_.height() + 40, line), Qt::AlignCenter, y_.title);
  painter.restore();
}

}  // namespace tc3kd::ui
