// SPDX-License-Identifier: GPL-3.0-or-later
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <QApplication>
#include <QFileDialog>
#include <QIcon>
#include <QLockFile>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>

#include "core/engine/torch_engine.h"
#include "ui/bridge/run_controller.h"
#include "ui/bridge/store_watcher.h"
#include "ui/main_window.h"
#include "ui/pages/board_page.h"
#include "ui/pages/compare_page.h"
#include "ui/settings/language.h"
#include "ui/settings/window_settings.h"
#include "ui/text/messages.h"

namespace tc3kd {
namespace {

struct Options {
  std::string database, theme, language;
};

/// What to do about a store that cannot be opened; the sentence before it names the path.
QString advice(ErrorCode code) {
  switch (code) {
    case ErrorCode::store_locked:
      return QApplication::translate("Workbench", "Close the program that holds it, then open it again.");
    case ErrorCode::store_newer:
      return QApplication::translate("Workbench", "Open it with a newer TC3KD Workbench; it was left as it is.");
    case ErrorCode::store_foreign:
      return QApplication::translate("Workbench", "Choose another file; this one was left as it is.");
    case ErrorCode::store_damaged:
      return QApplication::translate("Workbench",
                                     "Copy the file to a safe place before anything else, then open a backup of it.");
    default: return QApplication::translate("Workbench", "Choose a place that can be read and written.");
  }
}

/// One store in one window. Made from top to bottom, ended from bottom to top: the window goes first, then the running
/// run is stopped and stored, and the lock is let go last.
struct OpenStore {
  StorePath path;
  std::unique_ptr<QLockFile> lock;
  std::unique_ptr<ui::RunController> controller;
  std::unique_ptr<ui::StoreWatcher> watcher;
  std::unique_ptr<ui::MainWindow> window;
};

class Workbench {
  Q_DECLARE_TR_FUNCTIONS(Workbench)
 public:
  explicit Workbench(TrainingEngine& engine) : engine_(engine) {}

  /// False where no store was opened and the user wants to quit.
  bool open(StorePath path) {
    auto lock = prepare(path, tr("Quit"));
    if (!lock) return false;
    QApplication::setQuitOnLastWindowClosed(false);  // between two stores there is none
    open_.reset();
    open_ = std::make_unique<OpenStore>();
    open_->path = path;
    open_->lock = std::move(lock);
    open_->controller = std::make_unique<ui::RunController>(path, engine_);
    open_->watcher = std::make_unique<ui::StoreWatcher>(path);
    makeWindow();
    QApplication::setQuitOnLastWindowClosed(true);
    return true;
  }

 private:
  /// Prepares and locks a store, asking for another one until it works; null when the user gives up.
  static std::unique_ptr<QLockFile> prepare(StorePath& path, const QString& give_up) {
    for (;;) {
      const auto prepared = prepare_store(path);
      QString problem, what_to_do;
      if (!prepared) {
        problem = ui::errorText(prepared.error());
        what_to_do = advice(prepared.error().code);
      } else {
        auto lock =
            std::make_unique<QLockFile>(QString::fromStdString(path.database.string()) + QStringLiteral(".window"));
        lock->setStaleLockTime(0);  // however old: only a lock whose process is gone is stale
        if (lock->tryLock(0) || lock->error() != QLockFile::LockFailedError) return lock;
        problem = tr("%1 is open in another window.").arg(QString::fromStdString(path.database.string()));
        what_to_do = tr("One window shows one store. Go on in that window, or open another store here.");
      }
      const QString other = askForAnother(path, problem, what_to_do, give_up);
      if (other.isEmpty()) return nullptr;
      path = StorePath{other.toStdString()};
    }
  }

  static QString askForAnother(const StorePath& path, const QString& problem, const QString& what_to_do,
                               const QString& give_up) {
    QMessageBox box(QMessageBox::Warning, tr("TC3KD Workbench"), problem);
    box.setObjectName(QStringLiteral("storeProblem"));
    box.setInformativeText(what_to_do);
    auto* another = box.addButton(tr("Open another…"), QMessageBox::AcceptRole);
    auto* stop = box.addButton(give_up, QMessageBox::RejectRole);
    box.setDefaultButton(another);
    box.setEscapeButton(stop);
    box.exec();
    if (box.clickedButton() != another) return {};
    // A store that is not there yet is made, so a name that does not exist is a fine answer.
    return QFileDialog::getSaveFileName(
        nullptr, tr("Open store"), QString::fromStdString(path.database.parent_path().string()),
        tr("Stores (*.sqlite *.db);;All files (*)"), nullptr, QFileDialog::DontConfirmOverwrite);
  }

  void makeWindow() {
    open_->window = std::make_unique<ui::MainWindow>(*open_->watcher, *open_->controller);
    ui::MainWindow* window = open_->window.get();
    // Queued: the window that sends these does not live through them.
    QObject::connect(
        window, &ui::MainWindow::languageChosen, qApp, [this](const QString& l) { changeLanguage(l); },
        Qt::QueuedConnection);
    QObject::connect(
        window, &ui::MainWindow::storeChosen, qApp, [this](const QString& d) { changeStore(d); }, Qt::QueuedConnection);
    window->show();
  }

  void changeLanguage(const QString& language) {
    ui::saveLanguage(language);
    ui::setLanguage(language);
    const auto before = std::move(open_->window);
    ui::saveLayout(*before);
    makeWindow();
    open_->window->comparePage().setRuns(before->comparePage().runs());
    if (!before->boardPage().run().empty()) open_->window->openRun(before->boardPage().run());
    open_->window->showPage(before->page());
  }

  void changeStore(const QString& database) {
    StorePath path{database.toStdString()};
    std::error_code ignored;
    if (std::filesystem::equivalent(path.database, open_->path.database, ignored)) return;
    auto lock = prepare(path, tr("Stay"));
    if (!lock) return;
    lock.reset();  // `open` takes it anew, after this window is gone
    ui::saveLayout(*open_->window);
    if (!open(path)) QApplication::quit();
  }

  TrainingEngine& engine_;
  std::unique_ptr<OpenStore> open_;
};

int run_workbench(QApplication& application, const Options& options) {
  QApplication::setOrganizationName(QStringLiteral("tc3kd"));
  QApplication::setApplicationName(QStringLiteral("workbench"));
  QApplication::setApplicationVersion(QStringLiteral(TC3KD_VERSION));
  QApplication::setDesktopFileName(QStringLiteral("tc3kd-workbench"));
  QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/tc3kd-workbench.svg")));
  QSettings::setDefaultFormat(QSettings::IniFormat);
  ui::setLanguage(options.language.empty() ? ui::savedLanguage() : QString::fromStdString(options.language));
  ui::Theme::install().setMode(options.theme.empty() ? ui::savedTheme()
                                                     : ui::themeFrom(QString::fromStdString(options.theme)));

  const auto engine = make_torch_engine();
  Workbench workbench(*engine);
  const StorePath store = options.database.empty() ? default_store_path() : StorePath{options.database};
  return workbench.open(store) ? application.exec() : 0;
}

}  // namespace
}  // namespace tc3kd

int main(int argc, char** argv) {
  tc3kd::Options options;
  CLI::App line{"TC3KD Workbench: knowledge distillation with a curriculum, in a window"};
  line.add_option("--db", options.database, "the store (else TC3KD_DB, else the one in the home folder)");
  line.add_option("--theme", options.theme, "how the window looks")->check(CLI::IsMember({"light", "dark", "system"}));
  line.add_option("--lang", options.language, "the window's language")->check(CLI::IsMember({"en", "zh_CN"}));
  line.set_version_flag("--version", TC3KD_VERSION);
  try {
    line.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return line.exit(error) == 0 ? 0 : 2;
  }
  QApplication application(argc, argv);
  return tc3kd::run_workbench(application, options);
}
