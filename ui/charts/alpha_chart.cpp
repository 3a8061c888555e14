// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/alpha_chart.h"

#include <algorithm>

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include "ui/charts/legend.h"
#include "ui/charts/plot_frame.h"
#include "ui/widgets/theme.h"

namespace tc3kd::ui {

AlphaChart::AlphaChart(QWidget* parent) : QWidget(parent), legend_(new Legend(this)) {
  setMinimumHeight(156);
  setAccessibleName(tr("α by stage"));
  relegend();
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    relegend();
    update();
  });
}

void AlphaChart::relegend() {
  const Colours& c = Theme::instance().colours();
  legend_->setEntries({{tr("teacher α"), c.teacher, {}, true}, {tr("student 1−α"), c.student, {}, true}});
}

void AlphaChart::setAlphas(const std::vector<double>& alphas, int current) {
  if (alphas == alphas_ && current == current_) return;
  alphas_ = alphas;
  current_ = current;
  update();
}

void AlphaChart::paintEvent(QPaintEvent*) {
  if (alphas_.empty()) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const Colours& colours = Theme::instance().colours();
  const auto stages = static_cast<double>(alphas_.size());
  QList<double> ticks;
  for (std::size_t i = 1; i <= alphas_.size(); i += alphas_.size() > 20 ? 5 : 1) ticks.append(static_cast<double>(i));
  const double line = QFontMetricsF(axisFont()).height();
  const PlotFrame frame(QRectF(rect()).adjusted(0, line, 0, -2), {0.5, stages + 0.5, false, tr("stage"), ticks},
                        {0, 1, false, tr("weight in g"), {0, 0.25, 0.5, 0.75, 1}});
  frame.paintGrid(painter);
  const double wide = std::min(34.0, frame.plot().width() / stages * 0.62);
  for (std::size_t i = 0; i < alphas_.size(); ++i) {
    const double middle = frame.x(static_cast<double>(i + 1)), alpha = alphas_[i];
    painter.setOpacity(static_cast<int>(i) < current_ ? 1.0 : 0.42);
    painter.setPen(Qt::NoPen);
    const double split = frame.y(alpha);
    painter.fillRect(QRectF(QPointF(middle - wide / 2, split), QPointF(middle + wide / 2, frame.y(0))),
                     colours.teacher);
    painter.fillRect(
        QRectF(QPointF(middle - wide / 2, frame.y(1)), QPointF(middle + wide / 2, split - (alpha > 0 ? 1.5 : 0))),
        alpha < 1 ? colours.student : QColor(Qt::transparent));
    if (wide < 22) continue;
    QFont bold = axisFont();
    bold.setWeight(QFont::Bold);
    painter.setFont(bold);
    // White on the light theme's deep colours, the ground's colour on the dark theme's bright ones.
    painter.setPen(colours.surface);
    const double top = frame.plot().bottom() - split >= line + 4 ? split + 2 : split - line - 3;
    painter.drawText(QRectF(middle - wide / 2, top, wide, line), Qt::AlignCenter,
                     QLocale().toString(alpha, 'f', alphas_.size() > 10 ? 1 : 2));
  }
  painter.setOpacity(1);
  frame.paintLabels(painter);
}

}  // namespace tc3kd::ui
