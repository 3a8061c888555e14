// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QDialog>

#include "core/domain/config/experiment_config.h"
#include "core/domain/ids.h"

namespace tc3kd::ui {

class RunController;

/// One window (not a wizard, not modal) whose fields come from the field table, with what will happen beside them.
class NewRunDialog : public QDialog {
  Q_OBJECT
 public:
  explicit NewRunDialog(RunController& controller, QWidget* parent = nullptr);
  ~NewRunDialog() override;

  /// Fills the form; fields that differ from this configuration are marked. `parent` is the run it came from, if any.
  void setConfig(const ExperimentConfig& config, const QString& name = {}, const RunId& parent = {});
  [[nodiscard]] ExperimentConfig config() const;

 Q_SIGNALS:
  /// Start was pressed on a configuration that passed every check; the dialog closes itself then.
  void startRequested(const tc3kd::ExperimentConfig& config, const QString& name, const tc3kd::RunId& parent);

 private:
  void build();
  void connectParts();
  void applyPreset();
  void refresh();
  void askEngine();
  void showErrors();
  void start();
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tc3kd::ui
