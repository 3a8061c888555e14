// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/models_page.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMessageBox>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "core/domain/config/config_json.h"
#include "core/domain/config/presets.h"
#include "ui/bridge/run_controller.h"
#include "ui/bridge/store_watcher.h"
#include "ui/dialogs/import_teacher_dialog.h"
#include "ui/pages/models/networks_model.h"
#include "ui/pages/models/teacher_detail.h"
#include "ui/pages/models/teachers_model.h"
#include "ui/text/messages.h"
#include "ui/widgets/placeholder.h"
#include "ui/widgets/table.h"

namespace tc3kd::ui {
namespace {

/// What a run with this teacher begins with: for a trained one its own run's configuration, so that the teacher is
/// found again; for an imported one TC3KD with the file in its place.
Result<ExperimentConfig> configWith(const TeacherSummary& teacher, const RunList& runs) {
  if (teacher.origin == TeacherSummary::Origin::trained) {
    for (const RunSummary& run : *runs) {
      if (run.id == teacher.run) return parse_config(run.config_json, run.name).map(unresolve);
    }
    return fail(ErrorCode::unknown_run, {{"value", teacher.run}});
  }
  ExperimentConfig config = find_preset("tc3kd")->config;
  config.data.name = teacher.dataset;
  config.data.dir = teacher.data_dir;
  if (teacher.report.format != "TorchScript") config.teacher.model = teacher.model;
  config.teacher.weights = teacher.file;
  config.teacher.normalisation = teacher.normalisation;
  return config;
}

}  // namespace

struct ModelsPage::State {
  State(StoreWatcher& w, RunController& c) : watcher(w), controller(c) {}
  StoreWatcher& watcher;
  RunController& controller;
  TeachersModel* teachers = nullptr;
  NetworksModel* networks = nullptr;
  QTableView* teachersTable = nullptr;
  QStackedWidget* teachersStack = nullptr;
  Placeholder* placeholder = nullptr;
  TeacherDetail* detail = nullptr;
  QLabel* subtitle = nullptr;
  ContentHash chosen;  ///< stays chosen when the list is read again

  [[nodiscard]] std::optional<TeacherSummary> current() const {
    const int row = teachers->rowOf(chosen);
    return row < 0 ? std::nullopt : std::optional(teachers->teacherAt(row));
  }
};

ModelsPage::ModelsPage(StoreWatcher& watcher, RunController& controller, QWidget* parent)
    : QWidget(parent), state_(std::make_unique<State>(watcher, controller)) {
  build();
  connect(&controller, &RunController::purged, this, &ModelsPage::refresh);
  state_->controller.ask<std::vector<ModelInfo>>(
      this, [](TrainingEngine& engine) { return engine.models(); },
      [this](std::vector<ModelInfo> networks) {
        state_->networks->setNetworks(std::move(networks));
        showCounts();
      });
}

ModelsPage::~ModelsPage() = default;

void ModelsPage::build() {
  State& s = *state_;
  s.subtitle = makeLabel({}, TextRole::Secondary);
  auto* titles = new QVBoxLayout;
  titles->setSpacing(2);
  titles->addWidget(makeLabel(tr("Models and teachers"), TextRole::PageTitle));
  titles->addWidget(s.subtitle);
  auto* import = makeButton(tr("Import teacher…"), ButtonRole::Primary);
  import->setObjectName(QStringLiteral("importTeacher"));
  connect(import, &QPushButton::clicked, this, &ModelsPage::importTeacher);
  auto* header = new QHBoxLayout;
  header->addLayout(titles, 1);
  header->addWidget(import, 0, Qt::AlignTop);

  auto* left = new QVBoxLayout;
  left->setSpacing(12);
  left->addWidget(makeTeachers(), 50);
  left->addWidget(s.detail, 50);
  auto* body = new QHBoxLayout;
  body->setSpacing(12);
  body->addLayout(left, 64);
  body->addWidget(makeNetworks(), 36);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(24, 16, 24, 14);
  layout->setSpacing(12);
  layout->addLayout(header);
  layout->addLayout(body, 1);
}

QWidget* ModelsPage::makeTeachers() {
  State& s = *state_;
  s.teachers = new TeachersModel(this);
  s.teachersTable = makeTable(s.teachers, "teachers");
  s.teachersTable->setSelectionMode(QAbstractItemView::SingleSelection);
  s.teachersTable->setAccessibleName(tr("Teachers"));
  s.teachersTable->horizontalHeader()->setSectionResizeMode(TeachersModel::Name, QHeaderView::Stretch);
  s.placeholder = new Placeholder;
  s.placeholder->showEmpty(
      tr("No teachers yet"),
      tr("A run trains its teacher and keeps it here, to be reused by every other run that asks for the "
         "same one. Pretrained weights can be imported: safetensors, PyTorch's .pt and .pth, "
         "TorchScript."),
      tr("Import teacher…"));
  connect(s.placeholder, &Placeholder::actionTriggered, this, &ModelsPage::importTeacher);
  s.teachersStack = new QStackedWidget;
  s.teachersStack->addWidget(s.placeholder);
  s.teachersStack->addWidget(s.teachersTable);
  auto* card = new Card(tr("Teachers"));
  card->body()->addWidget(s.teachersStack);
  s.detail = new TeacherDetail;
  s.detail->setObjectName(QStringLiteral("card"));
  connect(s.teachersTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          [this](const QModelIndex& index) {
            if (index.isValid()) choose(state_->teachers->teacherAt(index.row()).weights);
          });
  connect(s.detail, &TeacherDetail::useRequested, this, &ModelsPage::use);
  connect(s.detail, &TeacherDetail::openRunRequested, this, [this] {
    if (const auto teacher = state_->current()) Q_EMIT openRequested(teacher->run);
  });
  connect(s.detail, &TeacherDetail::removeRequested, this, &ModelsPage::forget);
  return card;
}

QWidget* ModelsPage::makeNetworks() {
  State& s = *state_;
  s.networks = new NetworksModel(this);
  auto* sorted = new QSortFilterProxyModel(this);
  sorted->setSourceModel(s.networks);
  sorted->setSortRole(NetworksModel::SortRole);
  sorted->setFilterRole(NetworksModel::FilterRole);
  sorted->setFilterCaseSensitivity(Qt::CaseInsensitive);
  auto* table = makeTable(sorted, "networks");
  table->setSortingEnabled(true);
  table->sortByColumn(-1, Qt::AscendingOrder);  // the catalogue's own order: by family
  table->setSelectionMode(QAbstractItemView::SingleSelection);
  table->setAccessibleName(tr("Networks"));
  table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  table->horizontalHeader()->setSectionResizeMode(NetworksModel::Name, QHeaderView::Stretch);
  auto* filter = new QLineEdit;
  filter->setObjectName(QStringLiteral("networksFilter"));
  filter->setPlaceholderText(tr("Filter"));
  filter->setAccessibleName(tr("Filter networks"));
  filter->setClearButtonEnabled(true);
  filter->setFixedWidth(140);
  connect(filter, &QLineEdit::textChanged, sorted, &QSortFilterProxyModel::setFilterFixedString);
  auto* card = new Card(tr("Networks"));
  card->setMinimumWidth(348);
  card->addToHeader(filter);
  card->body()->addWidget(table);
  auto* note =
      makeLabel(tr("Of one picture with 3 channels: 32 × 32 and 100 classes for the CIFAR networks, 224 × 224 and "
                   "1,000 classes for ImageNet's. Every width and depth of a family can be named in a run."),
                TextRole::Secondary);
  note->setWordWrap(true);
  card->body()->addWidget(note);
  return card;
}

void ModelsPage::refresh() {
  state_->watcher.read<std::vector<TeacherSummary>>(
      this, [](RunReader& reader) { return reader.teachers(); },
      [this](Result<std::vector<TeacherSummary>> teachers) {
        State& s = *state_;
        if (!teachers) {
          s.placeholder->showError(tr("The teachers cannot be read"), errorText(teachers.error()));
          s.teachersStack->setCurrentWidget(s.placeholder);
          return;
        }
        s.teachers->setTeachers(std::move(*teachers));
        for (int column = TeachersModel::Origin; column < TeachersModel::ColumnCount; ++column) {
          s.teachersTable->resizeColumnToContents(column);
        }
        const bool any = s.teachers->rowCount() > 0;
        s.teachersStack->setCurrentIndex(any ? 1 : 0);
        if (any && s.teachers->rowOf(s.chosen) < 0) s.chosen = s.teachers->teacherAt(0).weights;
        choose(s.chosen);
        showCounts();
      });
}

void ModelsPage::showCounts() {
  const State& s = *state_;
  state_->subtitle->setText(tr("%n teacher(s)", nullptr, s.teachers->rowCount()) + QStringLiteral(" · ") +
                            tr("%n network(s)", nullptr, s.networks->rowCount()));
}

void ModelsPage::choose(const ContentHash& weights) {
  State& s = *state_;
  s.chosen = weights;
  s.detail->setTeacher(s.current());
  const int row = s.teachers->rowOf(weights);
  if (row >= 0 && s.teachersTable->currentIndex().row() != row) s.teachersTable->selectRow(row);
}

void ModelsPage::use() {
  const auto teacher = state_->current();
  if (!teacher) return;
  const auto config = configWith(*teacher, state_->watcher.runs());
  if (config) Q_EMIT newRunRequested(*config);
}

void ModelsPage::importTeacher() {
  auto* dialog = new ImportTeacherDialog(state_->controller, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &ImportTeacherDialog::imported, this, [this](const TeacherSummary& teacher) {
    state_->chosen = teacher.weights;
    refresh();
  });
  dialog->open();
}

void ModelsPage::forget() {
  const auto teacher = state_->current();
  if (!teacher) return;
  auto* box =
      new QMessageBox(QMessageBox::Question, tr("Forget the teacher?"),
                      tr("“%1” leaves the list, and the store's copy of its weights is deleted unless a run names it. "
                         "Runs that were made with it keep their numbers.")
                          .arg(QString::fromStdString(teacher->name)),
                      QMessageBox::Cancel, this);
  box->setAttribute(Qt::WA_DeleteOnClose);
  QPushButton* forget = box->addButton(tr("Forget"), QMessageBox::DestructiveRole);
  connect(forget, &QPushButton::clicked, this,
          [this, weights = teacher->weights] { state_->controller.removeTeacher(weights); });
  box->open();
}

}  // namespace tc3kd::ui
