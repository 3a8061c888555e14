// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/class_chart.h"

#include <algorithm>

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "ui/charts/plot_frame.h"
#include "ui/widgets/theme.h"

namespace tc3kd::ui {
namespace {
constexpr double thin_row = 14;
}

ClassChart::ClassChart(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ClassChart::setClasses(const QStringList& names) {
  if (names == names_) return;
  names_ = names;
  chosen_ = std::clamp(chosen_, 0, std::max(0, static_cast<int>(names_.size()) - 1));
  update();
}

void ClassChart::setChosenClass(int index) {
  if (index == chosen_ || index < 0 || index >= names_.size()) return;
  chosen_ = index;
  update();
}

void ClassChart::choose(int index) {
  if (index < 0 || index >= names_.size() || index == chosen_) return;
  setChosenClass(index);
  Q_EMIT classChosen(index);
}

QRectF ClassChart::rowRect(int index) const {
  const QRectF area = rowsArea();
  const double tall = area.height() / static_cast<double>(std::max<qsizetype>(1, names_.size()));
  return {area.left(), area.top() + tall * index, area.width(), tall};
}

bool ClassChart::isLabelled(int index) const {
  return index == chosen_ || index % 10 == 0 || rowRect(0).height() >= thin_row;
}

double ClassChart::nameWidth() const {
  const QFontMetricsF metrics(axisFont());
  double widest = 0;
  for (const QString& name : names_) widest = std::max(widest, metrics.horizontalAdvance(name));
  return std::min(widest + 2, 120.0);
}

void ClassChart::paintRowNames(QPainter& painter, double left, double right) const {
  const Colours& colours = Theme::instance().colours();
  const QFontMetricsF metrics(axisFont());
  const QRectF chosen = rowRect(chosen_);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colours.selection);
  painter.drawRoundedRect(QRectF(0, chosen.top(), width(), chosen.height()), 3, 3);
  for (int i = 0; i < names_.size(); ++i) {
    if (!isLabelled(i)) continue;
    QFont font = axisFont();
    if (i == chosen_) font.setWeight(QFont::Bold);
    painter.setFont(font);
    painter.setPen(i == chosen_ ? colours.accent : colours.text);
    const QRectF row = rowRect(i);
    painter.drawText(QRectF(left, row.center().y() - 10, right - left, 20), Qt::AlignRight | Qt::AlignVCenter,
                     metrics.elidedText(names_[i], Qt::ElideRight, right - left));
  }
  if (hasFocus()) {
    painter.setPen(QPen(colours.accent, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(0.5, chosen.top() + 0.5, width() - 1, chosen.height() - 1), 3, 3);
  }
}

int ClassChart::rowAt(const QPointF& position) const {
  const QRectF area = rowsArea();
  if (names_.isEmpty() || position.y() < area.top() || position.y() >= area.bottom()) return -1;
  return static_cast<int>((position.y() - area.top()) / rowRect(0).height());
}

void ClassChart::mousePressEvent(QMouseEvent* event) { choose(rowAt(event->position())); }

void ClassChart::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Up: return choose(chosen_ - 1);
    case Qt::Key_Down: return choose(chosen_ + 1);
    case Qt::Key_Home: return choose(0);
    case Qt::Key_End: return choose(static_cast<int>(names_.size()) - 1);
    default: QWidget::keyPressEvent(event);
  }
}

}  // namespace tc3kd::ui
