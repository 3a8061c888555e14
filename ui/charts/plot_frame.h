// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QList>
#include <QRectF>
#include <QString>

class QPainter;

namespace tc3kd::ui {

/// One axis of a painted chart.
struct PlotAxis {
  double low = 0, high = 1;
  bool logarithmic = false;
  QString title;
  QList<double> ticks;
  /// 0…1 along the axis; values outside are clamped to its ends.
  [[nodiscard]] double position(double value) const;
};

/// 1, 2 or 5 times a power of ten, so that `span` has about `count` of them.
[[nodiscard]] double roundStep(double span, int count);
/// Multiples of a round step within low…high; of a logarithmic axis the powers of ten.
[[nodiscard]] QList<double> roundTicks(double low, double high, int count, bool logarithmic = false);
/// "0.01", "1,000": a tick's label in the application's locale without needless digits.
[[nodiscard]] QString tickText(double value);

/// The system's font at the size of axes and legends.
[[nodiscard]] QFont axisFont();

/// Where a chart's data lie within a widget, and its grid, ticks and titles in look.md's manner.
class PlotFrame {
 public:
  PlotFrame(const QRectF& outer, PlotAxis x, PlotAxis y);

  [[nodiscard]] const QRectF& plot() const { return plot_; }
  [[nodiscard]] double x(double value) const { return plot_.left() + x_.position(value) * plot_.width(); }
  [[nodiscard]] double y(double value) const { return plot_.bottom() - y_.position(value) * plot_.height(); }

  void paintGrid(QPainter& painter) const;
  void paintLabels(QPainter& painter) const;

 private:
  PlotAxis x_, y_;
  QRectF outer_, plot_;
};

}  // namespace tc3kd::ui
