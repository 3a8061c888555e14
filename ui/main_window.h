// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QMainWindow>
#include <QPointer>
#include <QUndoStack>

#include "ui/bridge/store_watcher.h"
#include "ui/window/run_state.h"
#include "ui/window/side_bar.h"

class QStackedWidget;

namespace tc3kd::ui {

class BoardPage;
class ComparePage;
class DataPage;
class FirstRunPage;
class InfoBar;
class MainMenu;
class ModelsPage;
class NewRunDialog;
class RunController;
class RunsPage;
class RunStatusBar;

/// The window of one store: pages beside a side bar, menus above, the run in progress below.
class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  MainWindow(StoreWatcher& watcher, RunController& controller, QWidget* parent = nullptr);
  ~MainWindow() override;

  void showPage(Page page);
  [[nodiscard]] Page page() const { return page_; }
  /// Shows a run on the board.
  void openRun(const RunId& id);
  void startDemo();
  void newRun();

  [[nodiscard]] RunsPage& runsPage() const { return *runs_; }
  [[nodiscard]] BoardPage& boardPage() const { return *board_; }
  [[nodiscard]] ComparePage& comparePage() const { return *compare_; }
  [[nodiscard]] DataPage& dataPage() const { return *data_; }
  [[nodiscard]] ModelsPage& modelsPage() const { return *models_; }

  /// Asks whether the run that this process runs shall be stopped, if there is one; false: it shall go on.
  /// `consent` is the button that stops it.
  [[nodiscard]] bool mayStopRuns(const QString& consent);

 Q_SIGNALS:
  /// Texts come with the making of a widget: whoever made the window makes it anew.
  void languageChosen(const QString& language);
  void storeChosen(const QString& database);

 protected:
  void changeEvent(QEvent* event) override;
  void closeEvent(QCloseEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  void makePages();
  void connectPages();
  void connectMenu();
  void connectBridge();
  void askForEnvironment();

  void showRuns(const RunList& runs);
  void showProgress();
  void follow();
  void updateActions();
  void updateInterval();
  void toggleFullScreen();
  void chooseStore();
  void chooseImport();
  void newRunFrom(const RunSummary& run);
  void askWhatIf(const RunId& id);
  NewRunDialog& newRunDialog();
  void compareWith(const RunId& id);
  void watchCurrent(const RunId& id);

  [[nodiscard]] const RunSummary* findRun(const RunId& id) const;
  /// The run in progress: this process's, else one that another process runs in this store.
  [[nodiscard]] const RunSummary* currentRun() const;
  /// What the Run menu is about: the board's run on the board, a selected one in the table, else the run in progress.
  [[nodiscard]] const RunSummary* targetRun() const;
  [[nodiscard]] qsizetype waitingRuns() const;

  StoreWatcher& watcher_;
  RunController& controller_;
  QUndoStack undo_;
  MainMenu* menu_;
  SideBar* side_ = nullptr;
  InfoBar* info_ = nullptr;
  QStackedWidget* stack_ = nullptr;
  QWidget* loading_ = nullptr;
  FirstRunPage* firstRun_ = nullptr;
  RunsPage* runs_ = nullptr;
  BoardPage* board_ = nullptr;
  ComparePage* compare_ = nullptr;
  DataPage* data_ = nullptr;
  ModelsPage* models_ = nullptr;
  RunStatusBar* status_;
  QPointer<NewRunDialog> dialog_;

  Page page_ = Page::Runs;
  bool loaded_ = false;    ///< the store's list was read
  bool following_ = true;  ///< the board shows whatever runs
  RunId watched_;          ///< the run in progress, for side bar and status bar
};

}  // namespace tc3kd::ui
