// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data_page.h"

#include <algorithm>
#include <map>

#include <QFileDialog>
#include <QHBoxLayout>
#include <QListView>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "core/domain/config/presets.h"
#include "ui/bridge/run_controller.h"
#include "ui/pages/data/dataset_guide.h"
#include "ui/pages/data/dataset_list.h"
#include "ui/pages/data/description_view.h"
#include "ui/text/messages.h"
#include "ui/widgets/card.h"
#include "ui/widgets/loading_bar.h"
#include "ui/widgets/placeholder.h"
#include "ui/widgets/theme.h"

namespace tc3kd::ui {
namespace {

constexpr int list_width = 300;
constexpr int overhang = DescriptionView::margin_for_scroll_bar;

/// What the detail side depends on: while it stays the same, nothing is asked again.
std::string identity(const DatasetStatus& set) {
  return set.name + '\n' + set.path + '\n' + (set.found ? "found" : "") + (set.problem ? describe(*set.problem) : "");
}

}  // namespace

struct DataPage::State {
  explicit State(RunController& c) : controller(c) {}
  RunController& controller;
  std::map<std::string, std::string> chosen;  ///< folders of sets that were found where the user looked
  std::map<std::string, std::shared_ptr<const DatasetDescription>> described;  ///< by identity
  std::string shown;                     ///< the identity of what the detail side shows
  std::shared_ptr<RunControl> question;  ///< the description that is being made
  int looking = 0;                       ///< questions for sets that are not answered yet
  bool placeholderLooks = false;         ///< the placeholder's button chooses a folder; else it tries again

  DatasetsModel* model = nullptr;
  QListView* list = nullptr;
  QLabel *subtitle = nullptr, *found = nullptr, *title = nullptr, *state = nullptr;
  QPushButton *look = nullptr, *again = nullptr, *newRun = nullptr;
  LoadingBar* loading = nullptr;
  QStackedWidget* stack = nullptr;
  QWidget *blank = nullptr, *detail = nullptr;
  Placeholder* placeholder = nullptr;
  DescriptionView* description = nullptr;

  [[nodiscard]] const DatasetStatus* current() const { return model->at(list->currentIndex().row()); }
  /// What `data.dir` must say so that the set is found where the page found it; empty where it is found by itself.
  [[nodiscard]] std::string dirOf(const DatasetStatus& set) const {
    const auto own = chosen.find(set.name);
    const bool looked = own != chosen.end() && own->second == set.path;
    return looked || set.name == "folder" ? set.path : std::string();
  }
  void stopQuestion() {
    if (question) question->stop();
    question.reset();
  }
};

DataPage::DataPage(RunController& controller, QWidget* parent)
    : QWidget(parent), state_(std::make_unique<State>(controller)) {
  build();
  connectParts();
}

DataPage::~DataPage() { state_->stopQuestion(); }

void DataPage::build() {
  State& s = *state_;
  s.loading = new LoadingBar;
  s.found = makeLabel({}, TextRole::Secondary);
  s.found->setObjectName(QStringLiteral("foundLine"));
  s.found->setWordWrap(true);
  s.found->setContentsMargins(0, 0, overhang, 8);
  s.found->hide();
  auto* loadingLine = new QHBoxLayout;
  loadingLine->setContentsMargins(0, 0, overhang, 0);
  loadingLine->addWidget(s.loading);
  auto* columns = new QHBoxLayout;
  columns->setSpacing(12);
  columns->addWidget(buildList());
  columns->addWidget(buildDetail(), 1);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(24, 16, 24 - overhang, 14);
  layout->setSpacing(0);
  layout->addLayout(buildHeader());
  layout->addSpacing(5);
  layout->addLayout(loadingLine);
  layout->addSpacing(4);
  layout->addWidget(s.found);
  layout->addLayout(columns, 1);
}

QLayout* DataPage::buildHeader() {
  State& s = *state_;
  s.subtitle = makeLabel(tr("What the program can train on"), TextRole::Secondary);
  s.subtitle->setObjectName(QStringLiteral("subtitle"));
  s.again = makeButton(tr("Look again"), ButtonRole::Quiet);
  s.again->setObjectName(QStringLiteral("lookAgain"));
  s.look = makeButton(tr("Look in a folder…"));
  s.look->setObjectName(QStringLiteral("lookInFolder"));
  auto* titles = new QVBoxLayout;
  titles->setSpacing(2);
  titles->addWidget(makeLabel(tr("Data"), TextRole::PageTitle));
  titles->addWidget(s.subtitle);
  auto* header = new QHBoxLayout;
  header->setContentsMargins(0, 0, overhang, 0);
  header->setSpacing(8);
  header->addLayout(titles, 1);
  header->addWidget(s.again, 0, Qt::AlignTop);
  header->addWidget(s.look, 0, Qt::AlignTop);
  return header;
}

QWidget* DataPage::buildList() {
  State& s = *state_;
  s.model = new DatasetsModel(this);
  s.list = new QListView;
  s.list->setObjectName(QStringLiteral("datasets"));
  s.list->setAccessibleName(tr("Data sets"));
  s.list->setModel(s.model);
  s.list->setItemDelegate(new DatasetDelegate(s.list));
  s.list->setMouseTracking(true);
  s.list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  auto* card = new Card;
  card->setFixedWidth(list_width);
  card->layout()->setContentsMargins(6, 4, 6, 6);
  card->body()->addWidget(s.list);
  return card;
}

QWidget* DataPage::buildDetail() {
  State& s = *state_;
  s.title = makeLabel({}, TextRole::CardTitle);
  s.title->setObjectName(QStringLiteral("setTitle"));
  s.state = makeLabel({}, TextRole::Secondary);
  s.state->setObjectName(QStringLiteral("setState"));
  s.newRun = makeButton(tr("New run with this set"), ButtonRole::Primary);
  s.newRun->setObjectName(QStringLiteral("newRunWithSet"));
  auto* line = new QHBoxLayout;
  line->setContentsMargins(0, 0, overhang, 0);
  line->setSpacing(12);
  line->addWidget(s.title);
  line->addWidget(s.state);
  line->addStretch(1);
  line->addWidget(s.newRun);
  s.blank = new QWidget;
  QSizePolicy policy = s.newRun->sizePolicy();
  policy.setRetainSizeWhenHidden(true);  // the title stays where it is
  s.newRun->setSizePolicy(policy);
  s.placeholder = new Placeholder;
  s.placeholder->setContentsMargins(0, 0, overhang, 0);
  s.description = new DescriptionView;
  s.stack = new QStackedWidget;
  for (QWidget* page : std::initializer_list<QWidget*>{s.blank, s.placeholder, s.description}) s.stack->addWidget(page);
  s.detail = new QWidget;
  auto* layout = new QVBoxLayout(s.detail);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  layout->addLayout(line);
  layout->addWidget(s.stack, 1);
  s.detail->hide();
  return s.detail;
}

void DataPage::connectParts() {
  State& s = *state_;
  connect(s.look, &QPushButton::clicked, this, &DataPage::chooseFolder);
  connect(s.again, &QPushButton::clicked, this, &DataPage::lookAgain);
  connect(s.newRun, &QPushButton::clicked, this, &DataPage::requestRun);
  connect(s.list->selectionModel(), &QItemSelectionModel::currentChanged, this, &DataPage::showChosen);
  connect(s.placeholder, &Placeholder::actionTriggered, this, [this] {
    if (state_->placeholderLooks) {
      chooseFolder();
    } else {
      lookAgain();
    }
  });
}

void DataPage::refresh() {
  State& s = *state_;
  ++s.looking;
  updateBusy();
  s.controller.ask<std::vector<DatasetStatus>>(
      this,
      [chosen = s.chosen](TrainingEngine& engine) {
        auto sets = engine.datasets({});
        // A folder of pictures is not remembered by the engine, and its place may lie anywhere.
        for (const auto& [name, folder] : chosen) {
          for (const DatasetStatus& there : engine.datasets(folder)) {
            if (there.name != name || !there.found) continue;
            std::replace_if(
                sets.begin(), sets.end(), [&](const DatasetStatus& set) { return set.name == name; }, there);
          }
        }
        return sets;
      },
      [this](const std::vector<DatasetStatus>& sets) {
        --state_->looking;
        updateBusy();
        state_->model->setDatasets(sets);
        listChanged();
      });
}

void DataPage::lookAgain() {
  State& s = *state_;
  s.stopQuestion();
  s.described.clear();
  s.shown.clear();
  s.found->hide();
  refresh();
}

void DataPage::chooseFolder() {
  const QString folder = QFileDialog::getExistingDirectory(this, tr("Look for data sets"));
  if (!folder.isEmpty()) lookIn(folder);
}

void DataPage::lookIn(const QString& folder) {
  State& s = *state_;
  ++s.looking;
  updateBusy();
  s.controller.ask<std::vector<DatasetStatus>>(
      this, [dir = folder.toStdString()](TrainingEngine& engine) { return engine.datasets(dir); },
      [this, folder](std::vector<DatasetStatus> sets) {
        --state_->looking;
        updateBusy();
        std::erase_if(sets, [](const DatasetStatus& set) { return !set.found; });
        showFound(folder, sets);
      });
}

void DataPage::showFound(const QString& folder, const std::vector<DatasetStatus>& found) {
  State& s = *state_;
  QStringList labels;
  for (const DatasetStatus& set : found) {
    s.chosen[set.name] = set.path;
    labels.append(datasetLabel(set.name));
  }
  setTextRole(s.found, found.empty() ? TextRole::Warning : TextRole::Ok);
  s.found->setText(found.empty() ? QStringLiteral("⚠ ") + tr("No data set was found in %1.").arg(folder) +
                                       QLatin1Char(' ') + datasetFolderHint()
                                 : QStringLiteral("✓ ") +
                                       tr("%n data set(s) found in %1: %2", nullptr, static_cast<int>(found.size()))
                                           .arg(folder, labels.join(QStringLiteral(", "))));
  s.found->show();
  s.model->update(found);
  // Whoever looked wants to see what was found, unless it is what is seen already.
  const DatasetStatus* now = s.current();
  const auto isCurrent = [&](const DatasetStatus& set) { return now != nullptr && set.name == now->name; };
  if (!found.empty() && std::none_of(found.begin(), found.end(), isCurrent)) {
    const auto& sets = s.model->datasets();
    const auto first =
        std::find_if(sets.begin(), sets.end(), [&](const auto& set) { return set.name == found.front().name; });
    if (first != sets.end()) s.list->setCurrentIndex(s.model->index(static_cast<int>(first - sets.begin())));
  }
  listChanged();
}

/// The sets are known anew: the first that can be used is chosen, where none was.
void DataPage::listChanged() {
  State& s = *state_;
  const auto& sets = s.model->datasets();
  const auto found = std::count_if(sets.begin(), sets.end(), [](const auto& set) { return set.found; });
  s.subtitle->setText(
      tr("%1 of %2 known data sets are on this machine").arg(countText(found), countText(std::ssize(sets))));
  if (!s.list->currentIndex().isValid() && !sets.empty()) {
    const auto first = std::find_if(sets.begin(), sets.end(), [](const auto& set) { return set.found; });
    s.list->setCurrentIndex(s.model->index(first == sets.end() ? 0 : static_cast<int>(first - sets.begin())));
  }
  showChosen();
}

void DataPage::showChosen() {
  State& s = *state_;
  const DatasetStatus* set = s.current();
  s.detail->setVisible(set != nullptr);
  if (set == nullptr || identity(*set) == s.shown) return;
  s.stopQuestion();
  updateBusy();
  s.shown = identity(*set);
  s.title->setText(datasetLabel(set->name));
  s.newRun->setVisible(set->found);
  s.newRun->setEnabled(!set->problem);
  showState();
  if (!set->found) {
    s.placeholderLooks = true;
    s.placeholder->showEmpty(set->name == "folder" ? tr("No folder of pictures is known yet")
                                                   : tr("%1 is not on this machine").arg(s.title->text()),
                             datasetGuide(*set), tr("Look in a folder…"));
    s.stack->setCurrentWidget(s.placeholder);
  } else if (set->problem) {
    showFailure(*set->problem);
  } else {
    describeChosen();
  }
}

void DataPage::showState() {
  State& s = *state_;
  const DatasetStatus* set = s.current();
  if (set == nullptr) return;
  setTextRole(s.state, !set->found    ? TextRole::Secondary
                       : set->problem ? TextRole::Warning
                       : s.question   ? TextRole::Secondary
                                      : TextRole::Ok);
  s.state->setText(s.question ? tr("its pictures are being read…") : datasetStateText(*set));
}

void DataPage::describeChosen() {
  State& s = *state_;
  if (const auto known = s.described.find(s.shown); known != s.described.end()) {
    s.description->setDescription(known->second);
    s.stack->setCurrentWidget(s.description);
    return;
  }
  s.stack->setCurrentWidget(s.blank);
  const DatasetStatus& set = *s.current();
  const auto control = std::make_shared<RunControl>();
  s.question = control;
  updateBusy();
  showState();
  s.controller.askAtLength<Result<DatasetDescription>>(
      this, control,
      [name = set.name, dir = s.dirOf(set)](RunService& service, RunControl& own) {
        return service.engine().describe_dataset(name, dir, own);
      },
      [this, control](Result<DatasetDescription> answer) {
        State& now = *state_;
        if (now.question != control) return;  // another set was chosen meanwhile
        now.question.reset();
        updateBusy();
        showState();
        if (!answer) return showFailure(answer.error());
        now.described[now.shown] = std::make_shared<const DatasetDescription>(std::move(*answer));
        describeChosen();
      });
}

void DataPage::showFailure(const Error& error) {
  State& s = *state_;
  s.placeholderLooks = false;
  s.placeholder->showError(tr("%1 cannot be used as it is").arg(s.title->text()),
                           errorText(error) + QStringLiteral("\n\n") +
                               tr("Put the files right, for example by unpacking them anew, then look again. Nothing "
                                  "was changed."),
                           tr("Look again"));
  s.stack->setCurrentWidget(s.placeholder);
}

void DataPage::updateBusy() { state_->loading->setBusy(state_->looking > 0 || state_->question != nullptr); }

void DataPage::requestRun() {
  const DatasetStatus* set = state_->current();
  const auto preset = find_preset("tc3kd");
  if (set == nullptr || !preset) return;
  ExperimentConfig config = preset->config;
  config.data.name = set->name;
  config.data.dir = state_->dirOf(*set);
  Q_EMIT newRunRequested(config);
}

}  // namespace tc3kd::ui
