// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include <QWidget>

#include "core/domain/history/run_document.h"

class QUndoStack;

namespace tc3kd::ui {

class RunController;
class StoreWatcher;

/// Every stored run: sort, filter, rename, tick for comparison, delete to the trash with undo.
class RunsPage : public QWidget {
  Q_OBJECT
 public:
  RunsPage(StoreWatcher& watcher, RunController& controller, QUndoStack& undo, QWidget* parent = nullptr);
  ~RunsPage() override;

  [[nodiscard]] std::vector<RunId> tickedRuns() const;
  [[nodiscard]] std::vector<RunId> selectedRuns() const;
  void selectRun(const RunId& id);
  void focusFilter();
  void renameSelected();
  void deleteSelected();
  void showTrash(bool on);

 Q_SIGNALS:
  void openRequested(const tc3kd::RunId& id);
  void newFromRequested(const tc3kd::RunSummary& run);
  void compareRequested(const std::vector<tc3kd::RunId>& ids);
  void newRunRequested();
  void selectionChanged();

 private:
  void build();
  void buildTable();
  void connectParts();
  void refresh();
  void refreshButtons();
  void tickSelected();
  void purgeSelected();
  void showToast(const QString& text, bool undoable);
  void showContextMenu(const QPoint& position);
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tc3kd::ui
