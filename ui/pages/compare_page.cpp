// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/compare_page.h"

#include <algorithm>

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHBoxLayout>
#include <QShortcut>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "core/domain/config/config_json.h"
#include "ui/bridge/store_watcher.h"
#include "ui/charts/line_chart.h"
#include "ui/pages/compare/compare_tables.h"
#include "ui/text/messages.h"
#include "ui/widgets/card.h"
#include "ui/widgets/placeholder.h"
#include "ui/widgets/table.h"
#include "ui/widgets/theme.h"

namespace tc3kd::ui {
namespace {

constexpr int baseline_series = 7;  // the grey one

template <class Value>
Curve curveOf(const ComparedRun& run, Value value) {
  Curve curve{run.label, {.index = run.series}, {}};
  if (!run.history) return curve;
  for (const EpochEnded& epoch : run.history->epochs()) {
    if (const std::optional<double> y = value(epoch)) curve.points.push_back({static_cast<double>(epoch.epoch), *y});
  }
  return curve;
}

}  // namespace

struct ComparePage::State {
  explicit State(StoreWatcher& w) : watcher(w) {}
  StoreWatcher& watcher;
  std::vector<RunId> ids;
  RunId baseline;
  std::vector<ComparedRun> runs;
  std::vector<std::string> shown_configs;

  QStackedWidget* stack = nullptr;
  Placeholder* placeholder = nullptr;
  QLabel *subtitle = nullptr, *same = nullptr;
  QComboBox* baselineBox = nullptr;
  LineChart *accuracy = nullptr, *loss = nullptr, *alpha = nullptr;
  Card* alphaCard = nullptr;
  NumbersModel* numbers = nullptr;
  DifferencesModel* differences = nullptr;
  QTableView *numbersTable = nullptr, *differencesTable = nullptr;
};

ComparePage::ComparePage(StoreWatcher& watcher, QWidget* parent)
    : QWidget(parent), state_(std::make_unique<State>(watcher)) {
  build();
  connect(&watcher, &StoreWatcher::historyChanged, this, [this](const RunId& id) {
    if (std::find(state_->ids.begin(), state_->ids.end(), id) != state_->ids.end()) refresh();
  });
  connect(&watcher, &StoreWatcher::runsChanged, this, [this] {
    if (!state_->ids.empty()) refresh();
  });
  refresh();
}

ComparePage::~ComparePage() {
  for (const RunId& id : state_->ids) state_->watcher.unwatch(id);
}

void ComparePage::build() {
  State& s = *state_;
  s.numbers = new NumbersModel(this);
  s.differences = new DifferencesModel(this);
  s.subtitle = makeLabel({}, TextRole::Secondary);
  auto* titles = new QVBoxLayout;
  titles->setSpacing(2);
  titles->addWidget(makeLabel(tr("Compare"), TextRole::PageTitle));
  titles->addWidget(s.subtitle);
  auto* choose = makeButton(tr("Choose runs…"));
  auto* copy = makeButton(tr("Copy numbers"));
  copy->setObjectName(QStringLiteral("copyNumbers"));
  auto* header = new QHBoxLayout;
  header->addLayout(titles, 1);
  header->addWidget(choose, 0, Qt::AlignTop);
  header->addWidget(copy, 0, Qt::AlignTop);

  const auto chartCard = [](const QString& title, LineChart*& chart, const QString& x, const QString& y) {
    chart = new LineChart;
    chart->setAxisTitles(x, y);
    auto* card = new Card(title);
    card->addToHeader(chart->legend());
    card->body()->addWidget(chart);
    return card;
  };
  auto* accuracyCard = chartCard(tr("Test accuracy"), s.accuracy, tr("epoch"), tr("top-1, %"));
  auto* lossCard = chartCard(tr("Training loss"), s.loss, tr("epoch"), tr("loss, nats"));
  s.alphaCard = chartCard(tr("α by stage"), s.alpha, tr("stage"), tr("α"));

  auto* numbersCard = new Card(tr("Final numbers"));
  s.baselineBox = new QComboBox;
  s.baselineBox->setObjectName(QStringLiteral("baseline"));
  s.baselineBox->setAccessibleName(tr("Baseline"));
  s.baselineBox->setMaximumWidth(220);
  numbersCard->addToHeader(makeLabel(tr("baseline"), TextRole::Secondary));
  numbersCard->addToHeader(s.baselineBox);
  s.numbersTable = makeTable(s.numbers, "numbers");
  numbersCard->body()->addWidget(s.numbersTable);
  auto* differencesCard = new Card(tr("What differs"));
  s.differencesTable = makeTable(s.differences, "differences");
  s.same = makeLabel(tr("The configurations are the same."), TextRole::Secondary);
  differencesCard->body()->addWidget(s.same);
  differencesCard->body()->addWidget(s.differencesTable);

  auto* upper = new QHBoxLayout;
  upper->setSpacing(12);
  upper->addWidget(accuracyCard, 46);
  upper->addWidget(lossCard, 32);
  upper->addWidget(s.alphaCard, 22);
  auto* lower = new QHBoxLayout;
  lower->setSpacing(12);
  lower->addWidget(numbersCard, 62);
  lower->addWidget(differencesCard, 38);
  auto* content = new QWidget;
  auto* layout = new QVBoxLayout(content);
  layout->setContentsMargins(24, 16, 24, 14);
  layout->setSpacing(12);
  layout->addLayout(header);
  layout->addLayout(upper, 56);
  layout->addLayout(lower, 44);

  s.placeholder = new Placeholder;
  s.placeholder->showEmpty(
      tr("Nothing to compare yet"),
      tr("Tick two or more runs in the table: their curves, their last numbers and what differs in their "
         "configurations appear here side by side."),
      tr("Choose runs"));
  s.stack = new QStackedWidget;
  s.stack->addWidget(s.placeholder);
  s.stack->addWidget(content);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->addWidget(s.stack);

  connect(s.placeholder, &Placeholder::actionTriggered, this, &ComparePage::chooseRequested);
  connect(choose, &QPushButton::clicked, this, &ComparePage::chooseRequested);
  connect(copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(state_->numbers->toTsv()); });
  auto* shortcut = new QShortcut(QKeySequence::Copy, s.numbersTable, nullptr, nullptr, Qt::WidgetShortcut);
  connect(shortcut, &QShortcut::activated, copy, &QPushButton::click);
  connect(s.numbersTable, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
    Q_EMIT openRequested(state_->runs[static_cast<std::size_t>(index.row())].run.id);
  });
  connect(s.baselineBox, &QComboBox::activated, this, [this](int index) {
    state_->baseline = state_->baselineBox->itemData(index).toString().toStdString();
    refresh();
  });
  connect(&Theme::instance(), &Theme::changed, this, &ComparePage::refresh);
}

void ComparePage::setRuns(const std::vector<RunId>& ids) {
  State& s = *state_;
  for (const RunId& id : ids) s.watcher.watch(id);
  for (const RunId& id : s.ids) s.watcher.unwatch(id);
  s.ids = ids;
  s.shown_configs.clear();
  if (std::find(ids.begin(), ids.end(), s.baseline) == ids.end()) s.baseline.clear();
  refresh();
}

std::vector<RunId> ComparePage::runs() const { return state_->ids; }

void ComparePage::refresh() {
  State& s = *state_;
  gather();
  s.stack->setCurrentIndex(s.runs.size() >= 2 ? 1 : 0);
  if (s.runs.size() < 2) return;
  showNumbers();
  showCurves();
}

/// The chosen runs that are still there. Without a choice the baseline is plain distillation, where there is one.
void ComparePage::gather() {
  State& s = *state_;
  const RunList list = s.watcher.runs();
  s.runs.clear();
  for (const RunId& id : s.ids) {
    const auto found = std::find_if(list->begin(), list->end(), [&](const RunSummary& run) { return run.id == id; });
    if (found != list->end() && !found->trashed) s.runs.push_back({*found, s.watcher.history(id), {}, 0});
  }
  if (s.runs.empty()) return;
  std::vector<RunSummary> summaries;
  for (const ComparedRun& run : s.runs) summaries.push_back(run.run);
  const auto labels = difference_labels(summaries);
  const auto isPlain = [](const ComparedRun& run) {
    const auto config = parse_config(run.run.config_json, "the stored configuration");
    return config && config->curriculum.stages == 1 && config->distillation.method == "kd";
  };
  if (s.baseline.empty()) {
    const auto plain = std::find_if(s.runs.begin(), s.runs.end(), isPlain);
    s.baseline = (plain == s.runs.end() ? s.runs.front() : *plain).run.id;
  }
  int series = 0;
  for (std::size_t i = 0; i < s.runs.size(); ++i) {
    s.runs[i].label = QString::fromStdString(labels[i]);
    // Long lists of differences say less than the name that the user knows.
    if (s.runs[i].label.size() > 34) s.runs[i].label = QString::fromStdString(s.runs[i].run.name);
    s.runs[i].series = s.runs[i].run.id == s.baseline ? baseline_series : series++ % baseline_series;
  }
}

void ComparePage::showNumbers() {
  State& s = *state_;
  std::size_t baseline = 0;
  std::vector<std::string> configs;
  for (std::size_t i = 0; i < s.runs.size(); ++i) {
    if (s.runs[i].run.id == s.baseline) baseline = i;
    configs.push_back(s.runs[i].run.id + s.runs[i].run.name + s.runs[i].run.config_json +
                      std::to_string(s.runs[i].series));
  }
  s.subtitle->setText(tr("%n run(s)", nullptr, static_cast<int>(s.runs.size())) + QStringLiteral(" · ") +
                      tr("baseline: %1").arg(QString::fromStdString(s.runs[baseline].run.name)));
  s.numbers->setRuns(s.runs, baseline);
  if (configs == s.shown_configs) return;
  s.shown_configs = configs;
  s.differences->setRuns(s.runs);
  s.same->setVisible(s.differences->rowCount() == 0);
  s.differencesTable->setVisible(s.differences->rowCount() > 0);
  s.baselineBox->clear();
  for (const ComparedRun& run : s.runs)
    s.baselineBox->addItem(QString::fromStdString(run.run.name), QString::fromStdString(run.run.id));
  s.baselineBox->setCurrentIndex(static_cast<int>(baseline));
  s.numbersTable->resizeColumnsToContents();
  s.differencesTable->resizeColumnsToContents();
}

void ComparePage::showCurves() {
  State& s = *state_;
  std::vector<Curve> accuracy, loss, alpha;
  double epochs = 1;
  for (const ComparedRun& run : s.runs) {
    accuracy.push_back(curveOf(run, [](const EpochEnded& e) { return e.test_top1; }));
    loss.push_back(curveOf(run, [](const EpochEnded& e) { return std::optional(e.train_loss); }));
    if (run.history) {
      Curve steps{run.label, {.index = run.series}, {}};
      for (const StageHistory& stage : run.history->stages())
        steps.points.push_back({static_cast<double>(stage.started.stage), stage.started.alpha});
      if (steps.points.size() > 1) alpha.push_back(steps);
    }
    if (const auto config = parse_config(run.run.config_json, "the stored configuration")) {
      epochs = std::max(epochs, static_cast<double>(config->training.epochs));
    }
  }
  for (LineChart* chart : {s.accuracy, s.loss}) chart->setRangeX(0, epochs);
  s.accuracy->setCurves(accuracy);
  s.loss->setCurves(loss);
  s.alpha->setRangeX(1, 2);
  s.alpha->setCurves(alpha);
  s.alphaCard->setVisible(!alpha.empty());
}

}  // namespace tc3kd::ui
