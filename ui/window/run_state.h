// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QString>

#include "ui/bridge/store_watcher.h"

namespace tc3kd::ui {

/// What side bar and status bar say about the run in progress.
struct RunState {
  RunSummary run;
  HistoryPtr history;  ///< null before it was read

  [[nodiscard]] double fraction() const;    ///< of the whole run's work, 0…1
  [[nodiscard]] QString stageText() const;  ///< "stage 2 of 5", or what is done before the stages
  [[nodiscard]] QString epochText() const;  ///< "epoch 12 of 60"; empty outside training
  [[nodiscard]] QString leftText() const;   ///< "2 min 40 s left"; empty where it is not known
};

}  // namespace tc3kd::ui
