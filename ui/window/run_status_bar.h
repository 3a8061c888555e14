// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QStatusBar>

#include "core/domain/environment.h"
#include "ui/window/run_state.h"

class QLabel;
class QProgressBar;

namespace tc3kd::ui {

/// Left the store and what trains; right the run in progress with its stage, epoch, progress and time left.
class RunStatusBar : public QStatusBar {
  Q_OBJECT
 public:
  explicit RunStatusBar(const StorePath& store, QWidget* parent = nullptr);

  void setRunCount(qsizetype runs);
  void setEnvironment(const Environment& environment);
  void setRun(const std::optional<RunState>& run);

 private:
  const QString storeName_;
  QLabel* store_;
  QLabel* device_;
  QLabel* run_;
  QLabel* stage_;
  QLabel* epoch_;
  QProgressBar* progress_;
  QLabel* left_;
};

}  // namespace tc3kd::ui
