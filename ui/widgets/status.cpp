// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/status.h"

#include "ui/text/messages.h"
#include "ui/widgets/theme.h"

namespace tc3kd::ui {

QString statusSign(RunStatus status) {
  switch (status) {
    case RunStatus::queued: return QStringLiteral("○");
    case RunStatus::running: return QStringLiteral("●");
    case RunStatus::paused: return QStringLiteral("‖");
    case RunStatus::stopped: return QStringLiteral("■");
    case RunStatus::finished: return QStringLiteral("✓");
    case RunStatus::failed: return QStringLiteral("✕");
    case RunStatus::interrupted: return QStringLiteral("⚠");
  }
  return {};
}

QColor statusColour(RunStatus status) {
  const Colours& c = Theme::instance().colours();
  switch (status) {
    case RunStatus::running: return c.accent;
    case RunStatus::finished: return c.ok;
    case RunStatus::failed: return c.error;
    case RunStatus::interrupted: return c.warning;
    case RunStatus::paused: return c.warning;
    case RunStatus::queued:
    case RunStatus::stopped: return c.idle;
  }
  return c.idle;
}

StatusPill::StatusPill(QWidget* parent) : QLabel(parent) {
  connect(&Theme::instance(), &Theme::changed, this, [this] { restyle(); });
  restyle();
}

void StatusPill::setStatus(RunStatus status) {
  if (status == status_ && !text().isEmpty()) return;
  status_ = status;
  restyle();
}

void StatusPill::restyle() {
  const QColor colour = statusColour(status_);
  QColor ground = colour;
  ground.setAlphaF(0.14F);
  setText(statusSign(status_) + QLatin1Char(' ') + statusText(status_));
  setStyleSheet(
      QStringLiteral(
          "color: %1; background: rgba(%2, %3, %4, 36); border-radius: 9px; padding: 2px 9px; font-weight: 600;")
          .arg(colour.name())
          .arg(ground.red())
          .arg(ground.green())
          .arg(ground.blue()));
}

}  // namespace tc3kd::ui
