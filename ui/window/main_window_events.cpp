// SPDX-License-Identifier: GPL-3.0-or-later
// The window as a window: its size, its end, and what it asks.
#include <QCloseEvent>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>

#include "ui/bridge/run_controller.h"
#include "ui/main_window.h"
#include "ui/settings/window_settings.h"
#include "ui/window/main_menu.h"

namespace tc3kd::ui {
namespace {

constexpr int narrow_below = 1100;
constexpr int active_interval = 100, inactive_interval = 250;

QString storeFilter() { return MainWindow::tr("Stores (*.sqlite *.db);;All files (*)"); }

}  // namespace

void MainWindow::updateInterval() {
  const bool seen = isVisible() && !isMinimized();
  watcher_.setInterval(!seen ? 0 : isActiveWindow() ? active_interval : inactive_interval);
}

void MainWindow::changeEvent(QEvent* event) {
  QMainWindow::changeEvent(event);
  if (event->type() == QEvent::ActivationChange || event->type() == QEvent::WindowStateChange) updateInterval();
  if (event->type() == QEvent::WindowStateChange) menu_->fullScreen->setChecked(isFullScreen());
}

void MainWindow::showEvent(QShowEvent* event) {
  QMainWindow::showEvent(event);
  updateInterval();
}

void MainWindow::hideEvent(QHideEvent* event) {
  QMainWindow::hideEvent(event);
  updateInterval();
}

void MainWindow::resizeEvent(QResizeEvent* event) {
  QMainWindow::resizeEvent(event);
  side_->setNarrow(width() < narrow_below);
}

void MainWindow::toggleFullScreen() {
  if (isFullScreen()) {
    showNormal();
  } else {
    showFullScreen();
  }
}

bool MainWindow::mayStopRuns(const QString& consent) {
  const auto current = controller_.current();
  if (!current) return true;
  const RunSummary* run = findRun(*current);
  QMessageBox box(this);
  box.setObjectName(QStringLiteral("stopQuestion"));
  box.setIcon(QMessageBox::Question);
  box.setWindowTitle(tr("A run is training"));
  box.setText(tr("“%1” is still training.").arg(run == nullptr ? QString() : QString::fromStdString(run->name)));
  QString more = tr("Without this window it stops; what it has done so far is kept.");
  if (waitingRuns() > 0) more += QLatin1Char(' ') + tr("Waiting runs stay in the queue and start the next time.");
  box.setInformativeText(more);
  QPushButton* stop = box.addButton(consent, QMessageBox::DestructiveRole);
  stop->setObjectName(QStringLiteral("stopAndQuit"));
  QPushButton* keep = box.addButton(tr("Keep running"), QMessageBox::RejectRole);
  keep->setObjectName(QStringLiteral("keepRunning"));
  box.setDefaultButton(keep);
  box.setEscapeButton(keep);
  box.exec();
  return box.clickedButton() == stop;
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (!mayStopRuns(tr("Stop and quit"))) {
    event->ignore();
    return;
  }
  saveLayout(*this);
  event->accept();
}

void MainWindow::chooseStore() {
  const QString folder = QString::fromStdString(controller_.store().database.parent_path().string());
  const QString database = QFileDialog::getOpenFileName(this, tr("Open store"), folder, storeFilter());
  if (!database.isEmpty() && mayStopRuns(tr("Stop and open"))) Q_EMIT storeChosen(database);
}

void MainWindow::chooseImport() {
  const QString database = QFileDialog::getOpenFileName(this, tr("Import store"), {}, storeFilter());
  if (!database.isEmpty()) controller_.importStore(database);
}

}  // namespace tc3kd::ui
