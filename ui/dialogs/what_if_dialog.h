// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QDialog>

#include "core/domain/history/run_document.h"

namespace tc3kd::ui {

class StoreWatcher;

/// What another α, pool, balance, measurer or m would have selected from a stored run's measurements, without training:
/// a row a stage, each marked exact, approximate or not measured.
class WhatIfDialog : public QDialog {
  Q_OBJECT
 public:
  WhatIfDialog(StoreWatcher& watcher, const RunSummary& run, QWidget* parent = nullptr);
  ~WhatIfDialog() override;

 Q_SIGNALS:
  /// The settings shall be trained for real.
  void newRunRequested(const tc3kd::ExperimentConfig& config);

 private:
  void build(const QString& name);
  void buildFields();
  void refresh();
  void showStages(const std::vector<std::string>& classes);
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tc3kd::ui
