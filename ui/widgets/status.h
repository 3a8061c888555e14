// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QLabel>
#include <QString>

#include "core/domain/run_status.h"

namespace tc3kd::ui {

/// A status is always a sign and a word, in its colour (never colour alone): "● running", "✓ finished", "✕ failed".
[[nodiscard]] QString statusSign(RunStatus status);
[[nodiscard]] QColor statusColour(RunStatus status);

/// The same as a rounded pill beside a page's title.
class StatusPill : public QLabel {
  Q_OBJECT
 public:
  explicit StatusPill(QWidget* parent = nullptr);
  void setStatus(RunStatus status);

 private:
  void restyle();
  RunStatus status_ = RunStatus::queued;
};

}  // namespace tc3kd::ui
