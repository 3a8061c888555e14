// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QWidget>

#include "core/domain/config/experiment_config.h"
#include "core/domain/ids.h"

namespace tc3kd::ui {

class RunController;
class StoreWatcher;

/// The networks that can be trained, and the teachers that the store has: trained by its runs, or imported.
class ModelsPage : public QWidget {
  Q_OBJECT
 public:
  ModelsPage(StoreWatcher& watcher, RunController& controller, QWidget* parent = nullptr);
  ~ModelsPage() override;

  /// Reads the teachers again; shows what was known meanwhile.
  void refresh();

 Q_SIGNALS:
  /// The configuration that a new run begins with: the chosen teacher in its place.
  void newRunRequested(const tc3kd::ExperimentConfig& config);
  void openRequested(const tc3kd::RunId& id);  ///< the run that trained the chosen teacher

 private:
  void build();
  QWidget* makeTeachers();
  QWidget* makeNetworks();
  void showCounts();
  void choose(const ContentHash& weights);
  void use();
  void importTeacher();
  void forget();
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tc3kd::ui
