// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_menu.h"

#include <QAction>
#include <QActionGroup>
#include <QKeySequence>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QUndoStack>

#include "ui/settings/language.h"
#include "ui/settings/window_settings.h"

namespace tc3kd::ui {
namespace {

QAction* add(QMenu* menu, const char* name, const QString& text, const QKeySequence& keys = {}) {
  QAction* action = menu->addAction(text);
  action->setObjectName(QLatin1String(name));
  action->setShortcut(keys);
  return action;
}

}  // namespace

MainMenu::MainMenu(QMainWindow& window, QUndoStack& undo) : QObject(&window), window_(window) {
  fileMenu();
  editMenu(undo);
  viewMenu();
  runMenu();
  helpMenu();
  setRunState(false, RunStatus::finished);
  setSelection(false);
}

QMenu* MainMenu::addMenu(const QString& title) { return window_.menuBar()->addMenu(title); }

void MainMenu::fileMenu() {
  QMenu* menu = addMenu(tr("&File"));
  newRun = add(menu, "newRun", tr("&New run…"), QKeySequence::New);
  runDemo = add(menu, "runDemo", tr("Run the &demo"));
  menu->addSeparator();
  openStore = add(menu, "openStore", tr("&Open store…"), QKeySequence::Open);
  importStore = add(menu, "importStore", tr("&Import store…"));
  menu->addSeparator();
  quit = add(menu, "quit", tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q));
  quit->setMenuRole(QAction::QuitRole);
}

void MainMenu::editMenu(QUndoStack& undo) {
  QMenu* menu = addMenu(tr("&Edit"));
  QAction* undoAction = undo.createUndoAction(this, tr("&Undo"));
  undoAction->setObjectName(QStringLiteral("undo"));
  undoAction->setShortcut(QKeySequence::Undo);
  QAction* redoAction = undo.createRedoAction(this, tr("&Redo"));
  redoAction->setObjectName(QStringLiteral("redo"));
  redoAction->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
  menu->addActions({undoAction, redoAction});
  menu->addSeparator();
  rename = add(menu, "rename", tr("Re&name"), QKeySequence(Qt::Key_F2));
  remove = add(menu, "delete", tr("&Delete"), QKeySequence::Delete);
  menu->addSeparator();
  find = add(menu, "find", tr("&Find"), QKeySequence::Find);
}

void MainMenu::viewMenu() {
  QMenu* menu = addMenu(tr("&View"));
  const QString titles[] = {tr("&Runs"), tr("&Board"), tr("&Compare"), tr("&Data"), tr("&Models and teachers")};
  const char* names[] = {"showRuns", "showBoard", "showCompare", "showData", "showModels"};
  auto* group = new QActionGroup(this);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const auto key = static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(i));
    pages[i] = add(menu, names[i], titles[i], QKeySequence(Qt::CTRL | key));
    pages[i]->setCheckable(true);
    group->addAction(pages[i]);
  }
  menu->addSeparator();
  themeMenu(menu);
  languageMenu(menu);
  menu->addSeparator();
  fullScreen = add(menu, "fullScreen", tr("&Full screen"), QKeySequence(Qt::Key_F11));
  fullScreen->setCheckable(true);
}

void MainMenu::themeMenu(QMenu* view) {
  QMenu* menu = view->addMenu(tr("&Theme"));
  const QString titles[] = {tr("&System"), tr("&Light"), tr("&Dark")};
  auto* group = new QActionGroup(this);
  for (const Theme::Mode mode : {Theme::Mode::System, Theme::Mode::Light, Theme::Mode::Dark}) {
    QAction* action = menu->addAction(titles[static_cast<int>(mode)]);
    action->setObjectName(QStringLiteral("theme-") + themeName(mode));
    action->setCheckable(true);
    action->setChecked(Theme::instance().mode() == mode);
    group->addAction(action);
    connect(action, &QAction::triggered, this, [mode] {
      Theme::instance().setMode(mode);
      saveTheme(mode);
    });
  }
}

void MainMenu::languageMenu(QMenu* view) {
  QMenu* menu = view->addMenu(tr("L&anguage"));
  auto* group = new QActionGroup(this);
  for (const QString& language : languages()) {
    QAction* action = menu->addAction(languageLabel(language));
    action->setObjectName(QStringLiteral("language-") + language);
    action->setCheckable(true);
    action->setChecked(currentLanguage() == language);
    group->addAction(action);
    connect(action, &QAction::triggered, this, [this, language] {
      if (language != currentLanguage()) Q_EMIT languageChosen(language);
    });
  }
}

void MainMenu::runMenu() {
  QMenu* menu = addMenu(tr("R&un"));
  pause = add(menu, "pause", tr("&Pause"), QKeySequence(Qt::CTRL | Qt::Key_P));
  resume = add(menu, "continue", tr("&Continue"));
  stop = add(menu, "stop", tr("&Stop"), QKeySequence(Qt::CTRL | Qt::Key_Period));
  menu->addSeparator();
  reopen = add(menu, "reopen", tr("&Resume from the checkpoint"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P));
  runAgain = add(menu, "runAgain", tr("Run &again"), QKeySequence(Qt::CTRL | Qt::Key_R));
}

void MainMenu::helpMenu() {
  QMenu* menu = addMenu(tr("&Help"));
  shortcuts = add(menu, "shortcuts", tr("&Shortcuts"), QKeySequence(Qt::Key_F1));
  about = add(menu, "about", tr("&About TC3KD Workbench"));
  about->setMenuRole(QAction::AboutRole);
}

void MainMenu::setPage(Page page) { pages[static_cast<std::size_t>(page)]->setChecked(true); }

void MainMenu::setRunState(bool exists, RunStatus status) {
  pause->setEnabled(exists && status == RunStatus::running);
  resume->setEnabled(exists && status == RunStatus::paused);
  stop->setEnabled(exists && (is_active(status) || status == RunStatus::queued));
  reopen->setEnabled(exists && is_resumable(status));
  runAgain->setEnabled(exists && !is_active(status) && status != RunStatus::queued);
}

void MainMenu::setSelection(bool anything) {
  rename->setEnabled(anything);
  remove->setEnabled(anything);
}

}  // namespace tc3kd::ui
