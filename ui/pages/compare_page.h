// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include <QWidget>

#include "core/domain/ids.h"

namespace tc3kd::ui {

class StoreWatcher;

/// Chosen runs side by side: final numbers against a baseline, overlaid curves, and only what differs in the
/// configuration.
class ComparePage : public QWidget {
  Q_OBJECT
 public:
  explicit ComparePage(StoreWatcher& watcher, QWidget* parent = nullptr);
  ~ComparePage() override;

  void setRuns(const std::vector<RunId>& ids);
  [[nodiscard]] std::vector<RunId> runs() const;

 Q_SIGNALS:
  void openRequested(const tc3kd::RunId& id);
  void chooseRequested();  ///< the placeholder's button: go to the runs table

 private:
  void build();
  void refresh();
  void gather();
  void showNumbers();
  void showCurves();
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tc3kd::ui
