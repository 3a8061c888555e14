// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QWidget>

#include "core/domain/config/experiment_config.h"

namespace tc3kd::ui {

class RunController;

/// The known data sets: which are on this machine and where, and what the chosen one holds.
class DataPage : public QWidget {
  Q_OBJECT
 public:
  explicit DataPage(RunController& controller, QWidget* parent = nullptr);
  ~DataPage() override;

  /// Looks again for every set; shows what was known meanwhile.
  void refresh();

 Q_SIGNALS:
  /// The configuration that a new run begins with: the chosen set in its place.
  void newRunRequested(const tc3kd::ExperimentConfig& config);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tc3kd::ui
