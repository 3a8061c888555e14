// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/legend.h"

#include <cmath>

#include <QFontMetricsF>
#include <QPainter>
#include <QStringList>

#include "ui/charts/plot_frame.h"
#include "ui/widgets/theme.h"

namespace tc3kd::ui {
namespace {
constexpr double stroke = 18, gap = 5, between = 14;
}

Legend::Legend(QWidget* parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); }

void Legend::setEntries(const QList<LegendEntry>& entries) {
  if (entries == entries_) return;
  entries_ = entries;
  QStringList names;
  for (const LegendEntry& entry : entries_) names.append(entry.name);
  setToolTip(names.join(QLatin1Char('\n')));
  setAccessibleName(tr("Legend: %1").arg(names.join(QStringLiteral(", "))));
  updateGeometry();
  update();
}

double Legend::widthOf(const LegendEntry& entry) const {
  return stroke + gap + QFontMetricsF(axisFont()).horizontalAdvance(entry.name);
}

QSize Legend::sizeHint() const {
  double width = 0;
  for (const LegendEntry& entry : entries_) width += widthOf(entry) + between;
  return {static_cast<int>(std::ceil(width)), static_cast<int>(std::ceil(QFontMetricsF(axisFont()).height())) + 2};
}

QSize Legend::minimumSizeHint() const { return {0, sizeHint().height()}; }

void Legend::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(axisFont());
  const QFontMetricsF metrics(axisFont());
  double x = 0;
  for (const LegendEntry& entry : entries_) {
    const double room = width() - x - stroke - gap;
    if (room < 12) return;
    const double middle = height() / 2.0;
    if (entry.bar) {
      painter.fillRect(QRectF(x + 4, middle - 4, 10, 8), entry.colour);
    } else {
      QPen pen(entry.colour, 2);
      if (!entry.dashes.isEmpty()) pen.setDashPattern(entry.dashes);
      pen.setCapStyle(Qt::FlatCap);
      painter.setPen(pen);
      painter.drawLine(QPointF(x, middle), QPointF(x + stroke, middle));
    }
    painter.setPen(Theme::instance().colours().secondary);
    painter.drawText(QRectF(x + stroke + gap, 0, room, height()), Qt::AlignVCenter | Qt::AlignLeft,
                     metrics.elidedText(entry.name, Qt::ElideRight, room));
    x += widthOf(entry) + between;
  }
}

}  // namespace tc3kd::ui
