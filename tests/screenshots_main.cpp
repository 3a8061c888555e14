// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the window's pages from a store of real runs, one of which trains meanwhile. `tests/screenshots` drives it.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>

#include <QApplication>
#include <QDir>
#include <QIcon>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include "core/domain/config/presets.h"
#include "core/engine/torch_engine.h"
#include "ui/bridge/run_controller.h"
#include "ui/bridge/store_watcher.h"
#include "ui/dialogs/new_run_dialog.h"
#include "ui/main_window.h"
#include "ui/pages/board_page.h"
#include "ui/pages/compare_page.h"
#include "ui/pages/data_page.h"
#include "ui/pages/models_page.h"
#include "ui/settings/language.h"
#include "ui/widgets/theme.h"

namespace tc3kd::ui {
namespace {

constexpr int minute = 60'000;

/// One store with its window.
class Scene {
 public:
  Scene(const StorePath& store, TrainingEngine& engine, QString folder)
      : controller_(store, engine), watcher_(store), folder_(std::move(folder)) {}

  void open(QSize size, const char* suffix) {
    suffix_ = QLatin1String(suffix);
    window_ = std::make_unique<MainWindow>(watcher_, controller_);
    window_->resize(size);
    window_->show();
    settle();
  }
  void close() { window_.reset(); }

  /// Saves what is seen, once the pages have read what they show.
  bool draw(const char* name, QWidget* what = nullptr) {
    settle();
    const QString file = QStringLiteral("%1/%2-%3.png").arg(folder_, QLatin1String(name), suffix_);
    const bool saved = (what == nullptr ? window_.get() : what)->grab().save(file);
    std::cout << file.toStdString() << (saved ? "" : ": not written") << '\n';
    return saved;
  }
  bool drawData() {
    window_->showPage(Page::Data);
    const auto* classes = window_->dataPage().findChild<QTableView*>(QStringLiteral("classes"));
    (void)QTest::qWaitFor([&] { return classes != nullptr && classes->model()->rowCount() > 0; }, minute);
    return draw("data");
  }
  bool drawModels() {
    window_->showPage(Page::Models);
    return draw("models");
  }
  bool drawNewRun() {
    window_->newRun();
    auto* dialog = window_->findChild<NewRunDialog*>();
    dialog->setConfig(find_preset("tc3kd")->config);
    const bool saved = draw("new-run", dialog);
    dialog->close();
    return saved;
  }

  /// Starts a run and waits until its second stage has some epochs; an empty id where it does not come so far.
  RunId train(const ExperimentConfig& config) {
    RunId id;
    QObject::connect(&controller_, &RunController::started, &watcher_, [&id](const RunId& run) { id = run; });
    controller_.start(config, QString());
    if (!QTest::qWaitFor([&] { return !id.empty(); }, minute)) return {};
    watcher_.watch(id);
    const bool there = QTest::qWaitFor(
        [&] {
          const auto history = watcher_.history(id);
          return history && history->stages().size() >= 2 && history->stages()[1].epochs_done >= 1;
        },
        30 * minute);
    return there ? id : RunId();
  }
  void stop(const RunId& id) {
    controller_.stop(id);
    (void)QTest::qWaitFor([&] { return !controller_.current().has_value(); }, minute);
  }

  /// The newest finished run of each name: the one with most stages first.
  std::vector<RunId> finished() {
    (void)QTest::qWaitFor([&] { return !watcher_.runs()->empty(); }, minute);
    std::vector<RunSummary> runs;
    for (const RunSummary& run : *watcher_.runs()) {
      const auto same = [&](const RunSummary& other) { return other.name == run.name; };
      if (run.status == RunStatus::finished && !run.trashed && std::none_of(runs.begin(), runs.end(), same))
        runs.push_back(run);
    }
    std::stable_sort(runs.begin(), runs.end(),
                     [](const auto& a, const auto& b) { return a.stage_ends.size() > b.stage_ends.size(); });
    std::vector<RunId> ids;
    for (const RunSummary& run : runs) ids.push_back(run.id);
    return ids;
  }
  MainWindow& window() { return *window_; }

 private:
  /// Pages read curves and blobs on the reader thread: what was asked before this question is drawn after its answer.
  void settle() {
    for (int round = 0; round < 4; ++round) {
      bool answered = false;
      watcher_.read<std::int64_t>(
          window_.get(), [](RunReader& reader) { return reader.change_counter(); },
          [&](const Result<std::int64_t>&) { answered = true; });
      (void)QTest::qWaitFor([&] { return answered; }, minute);
      QTest::qWait(120);
    }
  }

  RunController controller_;
  StoreWatcher watcher_;
  const QString folder_;
  QString suffix_;
  std::unique_ptr<MainWindow> window_;
};

struct Look {
  Theme::Mode mode;
  const char* suffix;
};
constexpr Look looks[] = {{Theme::Mode::Light, "light"}, {Theme::Mode::Dark, "dark"}};
constexpr QSize usual(1440, 900), small(1024, 700);

bool drawFirstRun(TrainingEngine& engine, const QString& folder) {
  const QTemporaryDir empty;
  const StorePath store{std::filesystem::path(empty.filePath(QStringLiteral("runs.sqlite")).toStdString())};
  if (!prepare_store(store)) return false;
  Scene scene(store, engine, folder);
  bool drawn = true;
  for (const Look& look : looks) {
    Theme::instance().setMode(look.mode);
    scene.open(usual, look.suffix);
    drawn = scene.draw("first-run") && drawn;
    scene.close();
  }
  return drawn;
}

bool drawFinished(Scene& scene) {
  const auto runs = scene.finished();
  if (runs.empty()) {
    std::cerr << "screenshots: the store has no finished run\n";
    return false;
  }
  bool drawn = true;
  for (const Look& look : looks) {
    Theme::instance().setMode(look.mode);
    scene.open(usual, look.suffix);
    drawn = scene.draw("runs") && drawn;
    scene.window().openRun(runs.front());
    drawn = scene.draw("board-finished") && drawn;
    scene.window().comparePage().setRuns(runs);
    scene.window().showPage(Page::Compare);
    drawn = scene.draw("compare") && drawn;
    drawn = scene.drawData() && drawn;
    drawn = scene.drawModels() && drawn;
    drawn = scene.drawNewRun() && drawn;
    scene.close();
  }
  Theme::instance().setMode(Theme::Mode::Light);
  scene.open(small, "1024x700");
  scene.window().openRun(runs.front());
  drawn = scene.draw("board-finished") && drawn;
  scene.close();
  return drawn;
}

bool drawBoard(Scene& scene, const RunId& run, const char* suffix) {
  scene.open(usual, suffix);
  scene.window().openRun(run);
  const bool drawn = scene.draw("board-training");
  scene.close();
  return drawn;
}

bool drawTraining(Scene& scene) {
  const RunId run = scene.train(find_preset("demo-tc3kd")->config);
  if (run.empty()) {
    std::cerr << "screenshots: the run did not reach its second stage\n";
    return false;
  }
  bool drawn = true;
  for (const Look& look : looks) {
    Theme::instance().setMode(look.mode);
    drawn = drawBoard(scene, run, look.suffix) && drawn;
  }
  Theme::instance().setMode(Theme::Mode::Light);
  setLanguage(QStringLiteral("zh_CN"));
  drawn = drawBoard(scene, run, "zh") && drawn;
  setLanguage(QStringLiteral("en"));
  scene.stop(run);
  return drawn;
}

int run(const QString& database, const QString& folder) {
  QDir().mkpath(folder);
  const StorePath store{std::filesystem::path(database.toStdString())};
  if (const auto prepared = prepare_store(store); !prepared) {
    std::cerr << "screenshots: " << describe(prepared.error()) << '\n';
    return 1;
  }
  const auto engine = make_torch_engine();
  const bool first = drawFirstRun(*engine, folder);
  Scene scene(store, *engine, folder);
  const bool finished = drawFinished(scene);
  const bool training = drawTraining(scene);
  return first && finished && training ? 0 : 1;
}

}  // namespace
}  // namespace tc3kd::ui

int main(int argc, char** argv) {
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application(argc, argv);
  QApplication::setOrganizationName(QStringLiteral("tc3kd-screenshots"));
  const QTemporaryDir settings;  // a user's own layout and theme are neither used nor changed
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
  QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/tc3kd-workbench.svg")));
  QApplication::setFont(
      QFont(QStringLiteral("Inter"), 10));  // the pictures of the design have it too; else what is there
  tc3kd::ui::setLanguage(QStringLiteral("en"));
  tc3kd::ui::Theme::install();
  const QStringList arguments = QApplication::arguments();
  if (arguments.size() != 3) {
    std::cerr << "usage: tc3kd_screenshots STORE FOLDER\n";
    return 2;
  }
  return tc3kd::ui::run(arguments[1], arguments[2]);
}
