// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include <algorithm>

#include <QAction>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QMenuBar>
#include <QScreen>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "core/domain/config/config_json.h"
#include "ui/bridge/run_controller.h"
#include "ui/dialogs/about_dialog.h"
#include "ui/dialogs/new_run_dialog.h"
#include "ui/dialogs/what_if_dialog.h"
#include "ui/pages/board_page.h"
#include "ui/pages/compare_page.h"
#include "ui/pages/data_page.h"
#include "ui/pages/first_run_page.h"
#include "ui/pages/models_page.h"
#include "ui/pages/runs_page.h"
#include "ui/settings/window_settings.h"
#include "ui/text/messages.h"
#include "ui/window/info_bar.h"
#include "ui/window/main_menu.h"
#include "ui/window/run_status_bar.h"
#include "ui/window/shortcuts_dialog.h"

namespace tc3kd::ui {
namespace {

const QString store_topic = QStringLiteral("store");

}  // namespace

MainWindow::MainWindow(StoreWatcher& watcher, RunController& controller, QWidget* parent)
    : QMainWindow(parent), watcher_(watcher), controller_(controller), menu_(new MainMenu(*this, undo_)) {
  setObjectName(QStringLiteral("mainWindow"));
  const auto store = QString::fromStdString(controller.store().database.filename().string());
  setWindowTitle(tr("%1 – TC3KD Workbench").arg(store));
  setMinimumSize(800, 560);
  makePages();
  status_ = new RunStatusBar(controller.store(), this);
  setStatusBar(status_);
  connectPages();
  connectMenu();
  connectBridge();
  askForEnvironment();
  if (!restoreLayout(*this)) resize(QSize(1440, 900).boundedTo(QGuiApplication::primaryScreen()->availableSize()));
  loaded_ = watcher_.knowsRuns();  // a second window of a store, after a change of language
  showRuns(watcher_.runs());
  showPage(Page::Runs);
}

MainWindow::~MainWindow() { watchCurrent({}); }

void MainWindow::makePages() {
  auto* centre = new QWidget(this);
  auto* across = new QHBoxLayout(centre);
  across->setContentsMargins(0, 0, 0, 0);
  across->setSpacing(0);
  side_ = new SideBar(centre);
  across->addWidget(side_);
  auto* column = new QVBoxLayout;
  column->setSpacing(0);
  auto* infoMargin = new QVBoxLayout;
  infoMargin->setContentsMargins(24, 0, 24, 0);
  info_ = new InfoBar(centre);
  infoMargin->addWidget(info_);
  column->addLayout(infoMargin);
  stack_ = new QStackedWidget(centre);
  stack_->setObjectName(QStringLiteral("pageStack"));
  column->addWidget(stack_, 1);
  across->addLayout(column, 1);
  setCentralWidget(centre);
  centre->setFocusPolicy(Qt::ClickFocus);
  centre->setFocus();  // else the first button of the side bar begins with a focus ring

  loading_ = new QWidget(stack_);
  firstRun_ = new FirstRunPage(controller_, stack_);
  runs_ = new RunsPage(watcher_, controller_, undo_, stack_);
  board_ = new BoardPage(watcher_, stack_);
  compare_ = new ComparePage(watcher_, stack_);
  data_ = new DataPage(controller_, stack_);
  models_ = new ModelsPage(watcher_, controller_, stack_);
  for (QWidget* page : std::initializer_list<QWidget*>{loading_, firstRun_, runs_, board_, compare_, data_, models_}) {
    stack_->addWidget(page);
  }
}

void MainWindow::connectPages() {
  connect(side_, &SideBar::pageChosen, this, &MainWindow::showPage);
  connect(side_, &SideBar::queueClicked, this, [this] {
    if (const RunSummary* run = currentRun()) openRun(run->id);
  });
  connect(firstRun_, &FirstRunPage::demoRequested, this, &MainWindow::startDemo);
  connect(firstRun_, &FirstRunPage::newRunRequested, this, &MainWindow::newRun);
  connect(firstRun_, &FirstRunPage::importRequested, this, &MainWindow::chooseImport);
  connect(firstRun_, &FirstRunPage::openStoreRequested, this, &MainWindow::chooseStore);

  connect(runs_, &RunsPage::openRequested, this, &MainWindow::openRun);
  connect(runs_, &RunsPage::newFromRequested, this, &MainWindow::newRunFrom);
  connect(runs_, &RunsPage::newRunRequested, this, &MainWindow::newRun);
  connect(runs_, &RunsPage::selectionChanged, this, &MainWindow::updateActions);
  connect(runs_, &RunsPage::compareRequested, this, [this](const std::vector<RunId>& ids) {
    compare_->setRuns(ids);
    showPage(Page::Compare);
  });

  connect(board_, &BoardPage::pauseRequested, &controller_, &RunController::pause);
  connect(board_, &BoardPage::resumeRequested, &controller_, &RunController::resume);
  connect(board_, &BoardPage::stopRequested, &controller_, &RunController::stop);
  connect(board_, &BoardPage::reopenRequested, &controller_, &RunController::reopen);
  connect(board_, &BoardPage::runAgainRequested, &controller_, &RunController::runAgain);
  connect(board_, &BoardPage::whatIfRequested, this, &MainWindow::askWhatIf);
  connect(board_, &BoardPage::compareRequested, this, &MainWindow::compareWith);
  connect(board_, &BoardPage::newRunRequested, this, &MainWindow::newRun);

  connect(compare_, &ComparePage::openRequested, this, &MainWindow::openRun);
  connect(compare_, &ComparePage::chooseRequested, this, [this] { showPage(Page::Runs); });
  const auto newRunWith = [this](const ExperimentConfig& config) { newRunDialog().setConfig(config); };
  connect(data_, &DataPage::newRunRequested, this, newRunWith);
  connect(models_, &ModelsPage::newRunRequested, this, newRunWith);
  connect(models_, &ModelsPage::openRequested, this, &MainWindow::openRun);
}

void MainWindow::connectMenu() {
  const auto on = [this](QAction* action, auto&& call) { connect(action, &QAction::triggered, this, call); };
  on(menu_->newRun, [this] { newRun(); });
  on(menu_->runDemo, [this] { startDemo(); });
  on(menu_->openStore, [this] { chooseStore(); });
  on(menu_->importStore, [this] { chooseImport(); });
  on(menu_->quit, [this] { close(); });
  on(menu_->rename, [this] { runs_->renameSelected(); });
  on(menu_->remove, [this] { runs_->deleteSelected(); });
  on(menu_->find, [this] {
    showPage(Page::Runs);
    runs_->focusFilter();
  });
  for (std::size_t i = 0; i < menu_->pages.size(); ++i) {
    on(menu_->pages[i], [this, i] { showPage(static_cast<Page>(i)); });
  }
  on(menu_->fullScreen, [this] { toggleFullScreen(); });
  on(menu_->pause, [this] {
    if (const RunSummary* run = targetRun()) controller_.pause(run->id);
  });
  on(menu_->resume, [this] {
    if (const RunSummary* run = targetRun()) controller_.resume(run->id);
  });
  on(menu_->stop, [this] {
    if (const RunSummary* run = targetRun()) controller_.stop(run->id);
  });
  on(menu_->reopen, [this] {
    if (const RunSummary* run = targetRun()) controller_.reopen(run->id);
  });
  on(menu_->runAgain, [this] {
    if (const RunSummary* run = targetRun()) controller_.runAgain(run->id);
  });
  on(menu_->shortcuts, [this] { ShortcutsDialog(*menuBar(), this).exec(); });
  on(menu_->about, [this] { AboutDialog(controller_, this).exec(); });
  connect(menu_, &MainMenu::languageChosen, this, &MainWindow::languageChosen);
}

void MainWindow::connectBridge() {
  connect(&watcher_, &StoreWatcher::runsChanged, this, [this](const RunList& runs) {
    loaded_ = true;
    showRuns(runs);
  });
  connect(&watcher_, &StoreWatcher::historyChanged, this, [this](const RunId& id) {
    if (id == watched_) showProgress();
  });
  connect(&watcher_, &StoreWatcher::failed, this, [this](const Error& error) {
    info_->showError(tr("The store cannot be read now; trying again. %1").arg(errorText(error)), store_topic);
  });
  connect(&watcher_, &StoreWatcher::recovered, this, [this] { info_->clear(store_topic); });
  connect(&controller_, &RunController::failed, this, [this](const QString& action, const Error& error) {
    info_->showError(tr("%1: %2").arg(action, errorText(error)));
  });
  connect(&controller_, &RunController::imported, this, [this](int runs, int duplicates) {
    info_->showInfo(tr("Imported runs: %1; already here: %2.").arg(countText(runs), countText(duplicates)));
  });
  connect(&controller_, &RunController::purged, this, [this](qint64 bytes) {
    info_->showInfo(tr("Deleted for good; %1 of weights freed.").arg(QLocale().formattedDataSize(bytes)));
  });
}

void MainWindow::askForEnvironment() {
  controller_.ask<Environment>(
      this, [](TrainingEngine& engine) { return engine.environment(); },
      [this](const Environment& environment) { status_->setEnvironment(environment); });
}

void MainWindow::showPage(Page page) {
  page_ = page;
  side_->setPage(page);
  menu_->setPage(page);
  const bool empty = watcher_.runs()->empty();
  switch (page) {
    case Page::Runs:
      stack_->setCurrentWidget(!empty ? static_cast<QWidget*>(runs_) : loaded_ ? firstRun_ : loading_);
      break;
    case Page::Board:
      follow();
      stack_->setCurrentWidget(board_);
      break;
    case Page::Compare:
      if (const auto ticked = runs_->tickedRuns(); !ticked.empty()) compare_->setRuns(ticked);
      stack_->setCurrentWidget(compare_);
      break;
    case Page::Data:
      data_->refresh();
      stack_->setCurrentWidget(data_);
      break;
    case Page::Models:
      models_->refresh();
      stack_->setCurrentWidget(models_);
      break;
  }
  updateActions();
}

void MainWindow::openRun(const RunId& id) {
  const RunSummary* current = currentRun();
  following_ = current != nullptr && current->id == id;
  board_->showRun(id);
  showPage(Page::Board);
}

void MainWindow::startDemo() {
  following_ = true;
  controller_.startDemo();
  showPage(Page::Board);
}

NewRunDialog& MainWindow::newRunDialog() {
  if (dialog_.isNull()) {
    dialog_ = new NewRunDialog(controller_, this);
    dialog_->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog_, &NewRunDialog::startRequested, this,
            [this](const ExperimentConfig& config, const QString& name, const RunId& parent) {
              following_ = true;
              controller_.start(config, name, parent);
              showPage(Page::Board);
            });
  }
  dialog_->show();
  dialog_->raise();
  dialog_->activateWindow();
  return *dialog_;
}

void MainWindow::newRun() { newRunDialog(); }

void MainWindow::newRunFrom(const RunSummary& run) {
  const auto config = parse_config(run.config_json, run.name);
  if (!config) {
    info_->showError(tr("%1: %2").arg(tr("New run from this one"), errorText(config.error())));
    return;
  }
  newRunDialog().setConfig(unresolve(*config), QString::fromStdString(run.name), run.id);
}

void MainWindow::askWhatIf(const RunId& id) {
  const RunSummary* run = findRun(id);
  if (run == nullptr) return;
  auto* dialog = new WhatIfDialog(watcher_, *run, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &WhatIfDialog::newRunRequested, this,
          [this, name = QString::fromStdString(run->name), id](const ExperimentConfig& config) {
            newRunDialog().setConfig(config, name, id);
          });
  dialog->show();
}

void MainWindow::compareWith(const RunId& id) {
  auto ids = compare_->runs();
  if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  compare_->setRuns(ids);
  page_ = Page::Compare;
  side_->setPage(page_);
  menu_->setPage(page_);
  stack_->setCurrentWidget(compare_);
  updateActions();
}

void MainWindow::showRuns(const RunList& runs) {
  const auto kept = std::count_if(runs->begin(), runs->end(), [](const RunSummary& run) { return !run.trashed; });
  side_->setRunCount(kept);
  status_->setRunCount(kept);
  if (page_ == Page::Runs) showPage(Page::Runs);
  const RunSummary* current = currentRun();
  watchCurrent(current == nullptr ? RunId() : current->id);
  follow();
  showProgress();
  updateActions();
}

/// On the board while it follows: the run in progress, else the one that it showed, else the newest.
void MainWindow::follow() {
  if (!following_) return;
  const auto runs = watcher_.runs();
  if (const RunSummary* current = currentRun()) {
    if (board_->run() != current->id) board_->showRun(current->id);
  } else if (board_->run().empty()) {
    const auto newest = std::find_if(runs->begin(), runs->end(), [](const RunSummary& run) { return !run.trashed; });
    if (newest != runs->end()) board_->showRun(newest->id);
  }
}

void MainWindow::watchCurrent(const RunId& id) {
  if (id == watched_) return;
  if (!watched_.empty()) watcher_.unwatch(watched_);
  watched_ = id;
  if (!watched_.empty()) watcher_.watch(watched_);
}

void MainWindow::showProgress() {
  std::optional<RunState> state;
  if (const RunSummary* run = currentRun()) state = RunState{*run, watcher_.history(run->id)};
  side_->setQueue(state, waitingRuns());
  status_->setRun(state);
}

void MainWindow::updateActions() {
  const RunSummary* run = targetRun();
  menu_->setRunState(run != nullptr, run == nullptr ? RunStatus::finished : run->status);
  menu_->setSelection(stack_->currentWidget() == runs_ && !runs_->selectedRuns().empty());
}

const RunSummary* MainWindow::findRun(const RunId& id) const {
  const auto runs = watcher_.runs();  // the watcher keeps it until the next list
  const auto found = std::find_if(runs->begin(), runs->end(), [&](const RunSummary& run) { return run.id == id; });
  return found == runs->end() ? nullptr : &*found;
}

const RunSummary* MainWindow::currentRun() const {
  if (const auto own = controller_.current()) {
    if (const RunSummary* run = findRun(*own)) return run;
  }
  const auto runs = watcher_.runs();
  const auto found =
      std::find_if(runs->begin(), runs->end(), [](const RunSummary& run) { return is_active(run.status); });
  return found == runs->end() ? nullptr : &*found;
}

const RunSummary* MainWindow::targetRun() const {
  if (page_ == Page::Board) return findRun(board_->run());
  const auto selected = page_ == Page::Runs ? runs_->selectedRuns() : std::vector<RunId>();
  return selected.empty() ? currentRun() : findRun(selected.front());
}

qsizetype MainWindow::waitingRuns() const {
  const auto runs = watcher_.runs();
  return std::count_if(runs->begin(), runs->end(),
                       [](const RunSummary& run) { return run.status == RunStatus::queued; });
}

}  // namespace tc3kd::ui
