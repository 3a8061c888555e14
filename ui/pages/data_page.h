// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QWidget>

#include "core/domain/config/experiment_config.h"
#include "core/domain/result.h"

namespace tc3kd {
struct DatasetStatus;
}

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
  /// Looks for sets in a folder, and says what was found there.
  void lookIn(const QString& folder);

 Q_SIGNALS:
  /// The configuration that a new run begins with: the chosen set in its place.
  void newRunRequested(const tc3kd::ExperimentConfig& config);

 private:
  void build();
  QLayout* buildHeader();
  QWidget* buildList();
  QWidget* buildDetail();
  void connectParts();
  void chooseFolder();
  void lookAgain();
  void showFound(const QString& folder, const std::vector<DatasetStatus>& found);
  void listChanged();
  void showChosen();
  void showState();
  void describeChosen();
  void showFailure(const Error& error);
  void updateBusy();
  void requestRun();
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tc3kd::ui
