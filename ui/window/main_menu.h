// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include <QObject>

#include "core/domain/run_status.h"
#include "ui/window/side_bar.h"

class QAction;
class QMainWindow;
class QUndoStack;

namespace tc3kd::ui {

/// The window's actions in its menus. Each has its name without "Action" as object name ("newRun"); who does what they
/// stand for connects to them.
class MainMenu : public QObject {
  Q_OBJECT
 public:
  MainMenu(QMainWindow& window, QUndoStack& undo);

  QAction* newRun;
  QAction* runDemo;
  QAction* openStore;
  QAction* importStore;
  QAction* quit;
  QAction* rename;
  QAction* remove;
  QAction* find;
  std::array<QAction*, page_count> pages;
  QAction* fullScreen;
  QAction* pause;
  QAction* resume;
  QAction* stop;
  QAction* reopen;
  QAction* runAgain;
  QAction* shortcuts;
  QAction* about;

  void setPage(Page page);
  /// Switches on what can be done to the run that the Run menu is about; `exists` is false where there is none.
  void setRunState(bool exists, RunStatus status);
  void setSelection(bool anything);

 Q_SIGNALS:
  void languageChosen(const QString& language);

 private:
  QMenu* addMenu(const QString& title);
  void fileMenu();
  void editMenu(QUndoStack& undo);
  void viewMenu();
  void themeMenu(QMenu* view);
  void languageMenu(QMenu* view);
  void runMenu();
  void helpMenu();

  QMainWindow& window_;
};

}  // namespace tc3kd::ui
