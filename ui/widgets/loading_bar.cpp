// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/loading_bar.h"

namespace tc3kd::ui {
namespace {

constexpr int delay_ms = 200;

}  // namespace

LoadingBar::LoadingBar(QWidget* parent) : QProgressBar(parent) {
  setObjectName(QStringLiteral("loadingBar"));
  setAccessibleName(tr("Loading"));
  setTextVisible(false);
  setRange(0, 0);
  setStyleSheet(QStringLiteral("min-height: 3px; max-height: 3px; border-radius: 1px;"));
  QSizePolicy policy = sizePolicy();
  policy.setRetainSizeWhenHidden(true);
  setSizePolicy(policy);
  hide();
  delay_.setSingleShot(true);
  delay_.setInterval(delay_ms);
  connect(&delay_, &QTimer::timeout, this, &QWidget::show);
}

void LoadingBar::setBusy(bool busy) {
  if (!busy) {
    delay_.stop();
    hide();
  } else if (!isVisible() && !delay_.isActive()) {
    delay_.start();
  }
}

}  // namespace tc3kd::ui
