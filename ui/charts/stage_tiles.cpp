// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/stage_tiles.h"

#include <algorithm>
#include <cmath>

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include "ui/charts/plot_frame.h"
#include "ui/text/messages.h"
#include "ui/widgets/theme.h"

namespace tc3kd::ui {
namespace {
constexpr double gap = 12, narrowest = 92;
}

StageTiles::StageTiles(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAccessibleName(tr("Stages"));
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void StageTiles::setTiles(const std::vector<StageTile>& tiles) {
  if (tiles == tiles_) return;
  const bool resized = tiles.size() != tiles_.size();
  tiles_ = tiles;
  if (resized) updateGeometry();
  update();
}

void StageTiles::setChosen(int stage) {
  if (stage == chosen_) return;
  chosen_ = stage;
  update();
}

QSize StageTiles::minimumSizeHint() const {
  const double line = QFontMetricsF(axisFont()).height();
  const double tall = compact() ? 3 * line + 30 : 4 * line + 50;
  const double wide = tiles_.size() > 12 ? static_cast<double>(tiles_.size()) * (narrowest + gap) : 0;
  return {static_cast<int>(wide), static_cast<int>(std::ceil(tall))};
}

QRectF StageTiles::tileRect(std::size_t index) const {
  const auto count = static_cast<double>(tiles_.size());
  const double wide = (width() - gap * (count - 1)) / count;
  return QRectF(static_cast<double>(index) * (wide + gap), 0, wide, height()).adjusted(0.5, 0.5, -0.5, -0.5);
}

void StageTiles::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  for (std::size_t i = 0; i < tiles_.size(); ++i) paintTile(painter, tiles_[i], tileRect(i));
}

void StageTiles::paintTile(QPainter& painter, const StageTile& tile, const QRectF& rect) const {
  const Colours& c = Theme::instance().colours();
  const bool running = tile.state == StageTile::State::Running, waiting = tile.state == StageTile::State::Waiting;
  const bool scrubbed = tile.stage == chosen_;
  painter.setPen(QPen(running || scrubbed ? c.accent : c.line, running ? 2 : 1,
                      scrubbed && !running ? Qt::DashLine : Qt::SolidLine));
  painter.setBrush(c.surface);
  painter.drawRoundedRect(rect, 8, 8);

  const QFont small = axisFont();
  QFont bold = font();
  bold.setWeight(QFont::DemiBold);
  const double line = QFontMetricsF(small).height() + 8;
  QRectF row = rect.adjusted(13, 8, -13, 0);
  row.setHeight(line);
  painter.setFont(bold);
  painter.setPen(waiting ? c.tertiary : c.text);
  painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter,
                   compact()         ? QString::number(tile.stage)
                   : tile.stage == 0 ? tr("Warm-up")
                                     : tr("Stage %1").arg(tile.stage));
  const QString number =
      tile.accuracy ? percentText(tile.accuracy, 1) + QStringLiteral(" %") : (waiting ? tr("waiting") : QString());
  painter.setFont(waiting ? small : bold);
  if (!compact() || tile.accuracy) painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, number);

  painter.setFont(small);
  const auto bar = [&](const QString& label, const QString& value, auto&& fill) {
    row.translate(0, line);
    const double left = compact() ? 0 : 46, right = compact() || value.isEmpty() ? 0 : 58;
    painter.setPen(waiting ? c.tertiary : c.secondary);
    if (!compact()) painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, label);
    if (!compact()) painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, value);
    const QRectF track(row.left() + left, row.center().y() - 4, row.width() - left - right, 8);
    painter.save();
    QPainterPath round;
    round.addRoundedRect(track, 2, 2);
    painter.setClipPath(round);
    painter.setOpacity(waiting ? 0.45 : 1.0);
    fill(track);
    painter.restore();
  };
  bar(tile.ranks ? QStringLiteral("α %1").arg(QLocale().toString(tile.alpha, 'f', 2)) : QStringLiteral("α —"), {},
      [&](const QRectF& track) {
        painter.fillRect(track, c.grid);
        if (!tile.ranks) return;
        const double split = track.width() * tile.alpha;
        painter.fillRect(QRectF(track.left(), track.top(), split, track.height()), c.teacher);
        if (tile.alpha < 1)
          painter.fillRect(
              QRectF(track.left() + split + (split > 0 ? 1.5 : 0), track.top(), track.width(), track.height()),
              c.student);
      });
  bar(QStringLiteral("|S|/N"), countText(tile.kept + tile.entered), [&](const QRectF& track) {
    painter.fillRect(track, c.grid);
    if (tile.all == 0) return;
    const double unit = track.width() / static_cast<double>(tile.all);
    painter.fillRect(QRectF(track.left(), track.top(), unit * static_cast<double>(tile.kept), track.height()), c.idle);
    painter.fillRect(QRectF(track.left() + unit * static_cast<double>(tile.kept), track.top(),
                            unit * static_cast<double>(tile.entered), track.height()),
                     c.accent);
  });
  if (!compact()) {
    row.translate(0, line - 1);
    painter.setPen(waiting ? c.tertiary : c.secondary);
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(small).elidedText(tile.line, Qt::ElideRight, row.width()));
  }
  if (running) {
    painter.save();
    QPainterPath round;
    round.addRoundedRect(rect, 8, 8);
    painter.setClipPath(round);
    painter.fillRect(QRectF(rect.left(), rect.bottom() - 3, rect.width() * std::clamp(tile.progress, 0.0, 1.0), 3),
                     c.accent);
    painter.restore();
  }
}

void StageTiles::choose(int stage) {
  const auto tile = std::find_if(tiles_.begin(), tiles_.end(), [&](const StageTile& t) { return t.stage == stage; });
  if (stage < 1 || tile == tiles_.end() || tile->state == StageTile::State::Waiting) return;
  Q_EMIT stageChosen(stage);
}

void StageTiles::mousePressEvent(QMouseEvent* event) {
  for (std::size_t i = 0; i < tiles_.size(); ++i) {
    if (tileRect(i).contains(event->position())) choose(tiles_[i].stage);
  }
}

void StageTiles::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Left) return choose(chosen_ - 1);
  if (event->key() == Qt::Key_Right) return choose(chosen_ + 1);
  QWidget::keyPressEvent(event);
}

}  // namespace tc3kd::ui
