// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/line_chart.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include <QChart>
#include <QChartView>
#include <QFontMetricsF>
#include <QGraphicsLayout>
#include <QLineSeries>
#include <QLocale>
#include <QLogValueAxis>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>
#include <QValueAxis>

#include "ui/charts/legend.h"
#include "ui/charts/plot_frame.h"
#include "ui/widgets/theme.h"

namespace tc3kd::ui {
namespace {

QColor colourOf(const CurveStyle& style) {
  const Theme& theme = Theme::instance();
  switch (style.colour) {
    case CurveStyle::Colour::Teacher: return theme.colours().teacher;
    case CurveStyle::Colour::Student: return theme.colours().student;
    case CurveStyle::Colour::Accent: return theme.colours().accent;
    case CurveStyle::Colour::Secondary: return theme.colours().secondary;
    case CurveStyle::Colour::Series: break;
  }
  return theme.seriesColour(style.index);
}

QList<qreal> dashesOf(const CurveStyle& style) {
  switch (style.line) {
    case CurveStyle::Line::Solid: return {};
    case CurveStyle::Line::Dashed: return {6, 2};
    case CurveStyle::Line::Dotted: return {1, 2};
    case CurveStyle::Line::Palette: break;
  }
  return style.colour == CurveStyle::Colour::Series ? Theme::seriesDashes(style.index) : QList<qreal>();
}

QPen penOf(const CurveStyle& style) {
  QPen pen(colourOf(style), style.width);
  pen.setCosmetic(true);
  pen.setJoinStyle(Qt::RoundJoin);
  if (const auto dashes = dashesOf(style); !dashes.isEmpty()) {
    pen.setDashPattern(dashes);
    pen.setCapStyle(Qt::FlatCap);
  }
  return pen;
}

/// The part of an axis that shows the course: round ends, and 5 % of room that keeps it still while values creep.
struct Range {
  double low = 0, high = 1;
  friend bool operator==(const Range&, const Range&) = default;
};

Range roundRange(double low, double high) {
  if (!(high >= low)) return {};
  if (high - low < 1e-9) {
    low -= 0.5 * std::max(1e-3, std::abs(low));
    high += 0.5 * std::max(1e-3, std::abs(high));
  }
  const double step = roundStep(high - low, 5);
  return {std::floor(low / step + 1e-9) * step, std::ceil(high / step - 1e-9) * step};
}

}  // namespace

/// The Qt chart with what Qt Charts has not: bands behind the curves, numbers above them, the pointer's line.
class LineChartView : public QChartView {
 public:
  explicit LineChartView(QWidget* parent) : QChartView(parent) {
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setBackgroundBrush(Qt::NoBrush);
    setStyleSheet(QStringLiteral("background: transparent"));
    viewport()->setAutoFillBackground(false);
    viewport()->setMouseTracking(true);
    chart()->setBackgroundVisible(false);
    chart()->setMargins(QMargins());
    chart()->legend()->hide();
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
  }

  std::vector<StageBand> bands;
  std::vector<Curve> curves;  ///< as they were given: the read-out shows values, not decimated ones
  QString axisX, axisY;
  std::optional<double> pointer;  ///< x under the mouse

  [[nodiscard]] double sceneX(double x) const {
    return chart()->mapToPosition(QPointF(x, 0), chart()->series().value(0)).x();
  }

 protected:
  void resizeEvent(QResizeEvent* event) override {
    QChartView::resizeEvent(event);
    place();
  }
  void drawBackground(QPainter* painter, const QRectF&) override {
    if (chart()->series().isEmpty()) return;
    const QRectF area = chart()->plotArea();
    for (const StageBand& band : bands) {
      if (band.stage % 2 == 1) continue;
      const double left = std::max(area.left(), sceneX(band.from)), right = std::min(area.right(), sceneX(band.to));
      if (right > left)
        painter->fillRect(QRectF(left, area.top(), right - left, area.height()), Theme::instance().colours().band);
    }
  }
  void drawForeground(QPainter* painter, const QRectF&) override {
    if (chart()->series().isEmpty()) return;
    drawStageNumbers(*painter);
    drawAxisTitles(*painter);
    drawLastPoints(*painter);
    if (pointer) drawReadOut(*painter);
  }
  void mouseMoveEvent(QMouseEvent* event) override {
    const QRectF area = chart()->plotArea();
    pointer.reset();
    if (!chart()->series().isEmpty() && area.contains(event->position())) {
      pointer = chart()->mapToValue(event->position(), chart()->series().constFirst()).x();
    }
    viewport()->update();
  }
  void leaveEvent(QEvent* event) override {
    pointer.reset();
    viewport()->update();
    QChartView::leaveEvent(event);
  }

 public:
  /// The plot area is set by hand, so that the charts of a row share their baselines.
  void place() {
    const double line = QFontMetricsF(axisFont()).height();
    chart()->setGeometry(QRectF(QPointF(0, 0), QSizeF(viewport()->size())));
    const QRectF area(line + 38, line + 6, width() - line - 38 - 14, height() - 3 * line - 18);
    if (area == chart()->plotArea()) return;
    chart()->setPlotArea(area);
    // Without this the axes keep the old area until something else lays them out.
    chart()->layout()->invalidate();
    chart()->layout()->activate();
  }

 private:
  void drawStageNumbers(QPainter& painter) const {
    const QRectF area = chart()->plotArea();
    const Colours& colours = Theme::instance().colours();
    QFont font = axisFont();
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    for (const StageBand& band : bands) {
      const double left = std::max(area.left(), sceneX(band.from)), right = std::min(area.right(), sceneX(band.to));
      if (right - left < 10) continue;
      painter.setPen(band.current ? colours.accent : colours.secondary);
      painter.drawText(QRectF(left, 0, right - left, area.top() - 3), Qt::AlignCenter, QString::number(band.stage));
    }
  }

  void drawAxisTitles(QPainter& painter) const {
    const QRectF area = chart()->plotArea();
    const double line = QFontMetricsF(axisFont()).height();
    painter.setFont(axisFont());
    painter.setPen(Theme::instance().colours().secondary);
    painter.drawText(QRectF(area.left(), height() - line - 2, area.width(), line), Qt::AlignCenter, axisX);
    painter.save();
    painter.translate(0, area.center().y());
    painter.rotate(-90);
    painter.drawText(QRectF(-area.height() / 2, 0, area.height(), line), Qt::AlignCenter, axisY);
    painter.restore();
  }

  void drawLastPoints(QPainter& painter) const {
    for (const Curve& curve : curves) {
      if (!curve.style.marksLast || curve.points.empty()) continue;
      const Point last = curve.points.back();
      const QPointF at = chart()->mapToPosition(QPointF(last.x, last.y), chart()->series().constFirst());
      const QColor colour = colourOf(curve.style);
      painter.setPen(QPen(Theme::instance().colours().surface, 2));
      painter.setBrush(colour);
      painter.drawEllipse(at, 5, 5);
      QFont font = axisFont();
      font.setWeight(QFont::Bold);
      painter.setFont(font);
      painter.setPen(colour);
      const QString text = QLocale().toString(last.y, 'f', 1);
      const double wide = QFontMetricsF(font).horizontalAdvance(text) + 4;
      const double left = std::min(at.x() - wide / 2, chart()->plotArea().right() - wide);
      painter.drawText(QRectF(left, at.y() - 22, wide, 16), Qt::AlignCenter, text);
    }
  }

  struct Reading {
    const Curve* curve = nullptr;
    Point point;
  };

  /// The value of each curve at the known x that is nearest to the pointer, largest first.
  [[nodiscard]] std::vector<Reading> readings(double& x) const {
    double best = std::numeric_limits<double>::infinity();
    for (const Curve& curve : curves) {
      for (const Point& p : curve.points) {
        if (std::abs(p.x - *pointer) < std::abs(best - *pointer)) best = p.x;
      }
    }
    x = best;
    std::vector<Reading> found;
    for (const Curve& curve : curves) {
      for (const Point& p : curve.points) {
        if (p.x == best && std::isfinite(p.y)) found.push_back({&curve, p});
      }
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.point.y > b.point.y; });
    return found;
  }

  void drawReadOut(QPainter& painter) const {
    double x = 0;
    const auto found = readings(x);
    if (found.empty()) return;
    const Colours& colours = Theme::instance().colours();
    const QRectF area = chart()->plotArea();
    const double at = sceneX(x);
    painter.setPen(QPen(colours.secondary, 1, Qt::DashLine));
    painter.drawLine(QPointF(at, area.top()), QPointF(at, area.bottom()));

    const QFontMetricsF metrics(axisFont());
    const QLocale locale;
    const QString title = QStringLiteral("%1 %2").arg(axisX, tickText(x));
    double names = metrics.horizontalAdvance(title) - 30;
    for (const Reading& reading : found) names = std::max(names, metrics.horizontalAdvance(reading.curve->name));
    const double line = metrics.height() + 3, wide = names + 84;
    const double tall = line * static_cast<double>(found.size() + 1) + 12;
    const double left = at + 12 + wide > area.right() ? std::max(2.0, at - 12 - wide) : at + 12;
    const QRectF box(left, std::min(area.top() + 8, height() - tall - 2), wide, tall);
    painter.setPen(QPen(colours.line, 1));
    painter.setBrush(colours.surface);
    painter.drawRoundedRect(box, 6, 6);
    painter.setFont(axisFont());
    painter.setPen(colours.text);
    double y = box.top() + 6;
    painter.drawText(QRectF(box.left() + 10, y, wide - 20, line), Qt::AlignVCenter, title);
    for (const Reading& reading : found) {
      y += line;
      painter.fillRect(QRectF(box.left() + 10, y + line / 2 - 4, 8, 8), colourOf(reading.curve->style));
      painter.setPen(colours.text);
      painter.drawText(QRectF(box.left() + 24, y, names, line), Qt::AlignVCenter, reading.curve->name);
      painter.drawText(QRectF(box.left() + 10, y, wide - 20, line), Qt::AlignVCenter | Qt::AlignRight,
                       locale.toString(reading.point.y, 'f', std::abs(reading.point.y) < 10 ? 3 : 2));
    }
  }
};

struct LineChart::State {
  LineChartView* view = nullptr;
  Legend* legend = nullptr;
  QValueAxis* x = nullptr;
  QAbstractAxis* y = nullptr;
  bool logarithmic = false;
  double lowX = 0, highX = 1;
  Range shownY{0, 0};

  [[nodiscard]] QChart& chart() const { return *view->chart(); }

  void makeAxisY() {
    if (y != nullptr) {
      chart().removeAxis(y);
      delete y;
    }
    if (logarithmic) {
      y = new QLogValueAxis;
      qobject_cast<QLogValueAxis*>(y)->setLabelFormat(QStringLiteral("%g"));
    } else {
      auto* axis = new QValueAxis;
      axis->setTickType(QValueAxis::TicksDynamic);
      axis->setTickAnchor(0);
      y = axis;
    }
    chart().addAxis(y, Qt::AlignLeft);
    for (QAbstractSeries* series : chart().series()) series->attachAxis(y);
    shownY = {0, 0};
    restyleAxes();
  }

  void restyleAxes() const {
    const Colours& colours = Theme::instance().colours();
    for (QAbstractAxis* axis : {static_cast<QAbstractAxis*>(x), y}) {
      axis->setLabelsFont(axisFont());
      axis->setLabelsColor(colours.secondary);
      axis->setGridLinePen(QPen(colours.grid, 1));
      axis->setLinePen(QPen(colours.line, 1));
      axis->setMinorGridLineVisible(false);
    }
    x->setGridLineVisible(false);
    y->setLineVisible(false);
  }

  void fitX(const std::vector<Curve>& curves) const {
    double high = highX;
    for (const Curve& curve : curves) {
      if (!curve.points.empty()) high = std::max(high, curve.points.back().x);
    }
    const double step = std::max(1.0, roundStep(high - lowX, 6));
    if (x->min() == lowX && x->max() == high && x->tickInterval() == step) return;
    x->setTickInterval(step);
    x->setRange(lowX, high);
  }

  void fitY(const std::vector<Curve>& curves) {
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const Curve& curve : curves) {
      for (const Point& p : curve.points) {
        if (!std::isfinite(p.y) || (logarithmic && p.y <= 0)) continue;
        low = std::min(low, p.y);
        high = std::max(high, p.y);
      }
    }
    if (!(low <= high)) return;
    if (logarithmic) {
      const Range range{std::pow(10, std::floor(std::log10(low))), std::pow(10, std::ceil(std::log10(high) + 1e-9))};
      if (range == shownY) return;
      shownY = range;
      y->setRange(range.low, range.high);
      return;
    }
    const Range range = roundRange(low, high);
    if (range == shownY) return;
    shownY = range;
    auto* axis = qobject_cast<QValueAxis*>(y);
    const double step = roundStep(range.high - range.low, 5);
    axis->setTickAnchor(range.low);
    axis->setTickInterval(step);
    const int decimals = step >= 1 ? 0 : static_cast<int>(std::ceil(-std::log10(step) - 1e-9));
    axis->setLabelFormat(QStringLiteral("%.%1f").arg(decimals));
    axis->setRange(range.low, range.high);
  }
};

LineChart::LineChart(QWidget* parent) : QWidget(parent), state_(std::make_unique<State>()) {
  State& s = *state_;
  s.view = new LineChartView(this);
  s.legend = new Legend(this);
  s.legend->hide();
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(s.view);
  s.x = new QValueAxis;
  s.x->setTickType(QValueAxis::TicksDynamic);
  s.x->setTickAnchor(0);
  s.x->setLabelFormat(QStringLiteral("%.0f"));
  s.chart().addAxis(s.x, Qt::AlignBottom);
  s.makeAxisY();
  setMinimumHeight(156);
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    state_->restyleAxes();
    const auto curves = state_->view->curves;
    setCurves(curves);
  });
}

LineChart::~LineChart() = default;

void LineChart::setAxisTitles(const QString& x, const QString& y) {
  state_->view->axisX = x;
  state_->view->axisY = y;
  setAccessibleName(tr("Chart of %1 over %2").arg(y, x));
}

void LineChart::setCurves(const std::vector<Curve>& curves) {
  State& s = *state_;
  s.view->curves = curves;
  QChart& chart = s.chart();
  while (chart.series().size() > static_cast<qsizetype>(curves.size())) {
    QAbstractSeries* last = chart.series().constLast();
    chart.removeSeries(last);
    delete last;
  }
  while (chart.series().size() < static_cast<qsizetype>(curves.size())) {
    auto* series = new QLineSeries;
    chart.addSeries(series);
    series->attachAxis(s.x);
    series->attachAxis(s.y);
  }
  s.fitX(curves);
  s.fitY(curves);
  QList<LegendEntry> entries;
  const auto limit = static_cast<std::size_t>(std::max(200, 2 * width()));
  for (std::size_t i = 0; i < curves.size(); ++i) {
    auto* series = qobject_cast<QLineSeries*>(chart.series().at(static_cast<qsizetype>(i)));
    QList<QPointF> points;
    for (const Point& p : decimate(curves[i].points, limit)) {
      if (!s.logarithmic || p.y > 0) points.append({p.x, p.y});
    }
    if (series->points() != points) series->replace(points);
    if (const QPen pen = penOf(curves[i].style); series->pen() != pen) series->setPen(pen);
    entries.append({curves[i].name, colourOf(curves[i].style), dashesOf(curves[i].style), false});
  }
  s.legend->setEntries(entries);
  s.view->place();
  s.view->viewport()->update();
}

void LineChart::setBands(const std::vector<StageBand>& bands) {
  state_->view->bands = bands;
  state_->view->viewport()->update();
}

void LineChart::setLogarithmic(bool on) {
  if (state_->logarithmic == on) return;
  state_->logarithmic = on;
  state_->makeAxisY();
  const auto curves = state_->view->curves;
  setCurves(curves);
}

void LineChart::setRangeX(double low, double high) {
  state_->lowX = low;
  state_->highX = high;
}

QWidget* LineChart::legend() {
  state_->legend->show();
  return state_->legend;
}

}  // namespace tc3kd::ui
