// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include <QString>
#include <QWidget>

#include "core/domain/history/decimation.h"

namespace tc3kd::ui {

/// How a curve is drawn. Colours are roles, so that a change of theme recolours without new data.
struct CurveStyle {
  enum class Colour { Series, Teacher, Student, Accent, Secondary };
  Colour colour = Colour::Series;
  int index = 0;  ///< of the series palette
  enum class Line { Palette, Solid, Dashed, Dotted };
  Line line = Line::Palette;  ///< Palette: the dashes that belong to `index`; solid for a role's colour
  double width = 2.2;         ///< 1.5 for references
  bool marksLast = false;     ///< a dot and the value at the last point of a running curve
};

struct Curve {
  QString name;
  CurveStyle style;
  std::vector<Point> points;  ///< ascending x; NaN y is a gap
};

/// A stage's span on the x axis, drawn as a band with its number above the plot.
struct StageBand {
  double from = 0, to = 0;
  int stage = 1;
  bool current = false;
};

/// Curves over epochs: Qt Charts within look.md's frame (legend on the card's title line is made by `legend()`, units
/// in the axis titles, bands, 4–6 round ticks, a read-out under the pointer). `setCurves` updates series in place.
class LineChart : public QWidget {
  Q_OBJECT
 public:
  explicit LineChart(QWidget* parent = nullptr);
  ~LineChart() override;

  void setAxisTitles(const QString& x, const QString& y);
  void setCurves(const std::vector<Curve>& curves);
  void setBands(const std::vector<StageBand>& bands);
  void setLogarithmic(bool on);
  /// x runs from `low` to at least `high` (the epochs that are planned).
  void setRangeX(double low, double high);
  /// A compact legend that follows the curves; its owner puts it into a card's header.
  [[nodiscard]] QWidget* legend();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tc3kd::ui
