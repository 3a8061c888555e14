// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs_page.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QStackedWidget>
#include <QTableView>
#include <QTimer>
#include <QToolButton>
#include <QUndoStack>
#include <QVBoxLayout>

#include "ui/bridge/run_controller.h"
#include "ui/bridge/store_watcher.h"
#include "ui/models/runs_filter.h"
#include "ui/models/runs_model.h"
#include "ui/pages/runs/course_delegate.h"
#include "ui/pages/runs/run_commands.h"
#include "ui/text/messages.h"
#include "ui/widgets/card.h"
#include "ui/widgets/placeholder.h"

namespace tc3kd::ui {
namespace {

constexpr int filter_delay_ms = 150;
constexpr int toast_ms = 8000;
const auto header_key = QStringLiteral("runs/header1");

/// Of each column at first, in the order of RunsModel::Column.
constexpr int widths[] = {178, 98, 166, 90, 64, 82, 102, 68, 100, 82, 94, 56};

class RunsTable : public QTableView {
 public:
  explicit RunsTable(std::function<void()> open, std::function<void()> tick)
      : open_(std::move(open)), tick_(std::move(tick)) {}

 protected:
  void keyPressEvent(QKeyEvent* event) override {
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && state() != EditingState) return open_();
    if (event->key() == Qt::Key_Space && state() != EditingState) return tick_();
    QTableView::keyPressEvent(event);
  }

 private:
  std::function<void()> open_, tick_;
};

}  // namespace

struct RunsPage::State {
  State(StoreWatcher& w, RunController& c, QUndoStack& u) : watcher(w), controller(c), undo(u) {}
  StoreWatcher& watcher;
  RunController& controller;
  QUndoStack& undo;

  RunsModel* model = nullptr;
  RunsFilter* filter = nullptr;
  QTableView* table = nullptr;
  QLineEdit* filterField = nullptr;
  QLabel *title = nullptr, *count = nullptr, *toastText = nullptr;
  QPushButton *compare = nullptr, *newRun = nullptr, *restore = nullptr, *purge = nullptr, *toastUndo = nullptr;
  QToolButton* trash = nullptr;
  QFrame* toast = nullptr;
  QTimer toastTimer, filterTimer;
  QStackedWidget* stack = nullptr;
  Placeholder* placeholder = nullptr;
  bool showsTrash = false;

  [[nodiscard]] std::vector<RunId> selected() const {
    std::vector<RunId> ids;
    for (const QModelIndex& index : table->selectionModel()->selectedRows())
      ids.push_back(model->runAt(filter->mapToSource(index).row()).id);
    return ids;
  }
  [[nodiscard]] std::optional<RunSummary> current() const {
    const QModelIndex index = table->currentIndex();
    if (!index.isValid()) return std::nullopt;
    return model->runAt(filter->mapToSource(index).row());
  }
};

RunsPage::RunsPage(StoreWatcher& watcher, RunController& controller, QUndoStack& undo, QWidget* parent)
    : QWidget(parent), state_(std::make_unique<State>(watcher, controller, undo)) {
  build();
  connectParts();
  refresh();
}

RunsPage::~RunsPage() { QSettings().setValue(header_key, state_->table->horizontalHeader()->saveState()); }

void RunsPage::build() {
  State& s = *state_;
  s.title = makeLabel(tr("Runs"), TextRole::PageTitle);
  s.compare = makeButton(tr("Compare"));
  s.compare->setObjectName(QStringLiteral("compareTicked"));
  s.newRun = makeButton(tr("New run…"), ButtonRole::Primary);
  s.newRun->setObjectName(QStringLiteral("newRun"));
  s.restore = makeButton(tr("Restore"));
  s.restore->setObjectName(QStringLiteral("restore"));
  s.purge = makeButton(tr("Delete for good"), ButtonRole::Danger);
  s.purge->setObjectName(QStringLiteral("purge"));
  s.trash = new QToolButton;
  s.trash->setCheckable(true);
  s.trash->setObjectName(QStringLiteral("trash"));
  auto* header = new QHBoxLayout;
  header->setSpacing(8);
  header->addWidget(s.title);
  header->addStretch(1);
  for (QWidget* widget : std::initializer_list<QWidget*>{s.trash, s.restore, s.purge, s.compare, s.newRun})
    header->addWidget(widget);

  s.filterField = new QLineEdit;
  s.filterField->setObjectName(QStringLiteral("filter"));
  s.filterField->setPlaceholderText(tr("Filter, for example  method:kd m>=3 acc>80 status:finished"));
  s.filterField->setClearButtonEnabled(true);
  s.filterField->setAccessibleName(tr("Filter runs"));
  s.count = makeLabel({}, TextRole::Secondary);
  auto* filterLine = new QHBoxLayout;
  filterLine->setSpacing(12);
  filterLine->addWidget(s.filterField, 1);
  filterLine->addWidget(s.count);

  buildTable();
  s.placeholder = new Placeholder;
  s.stack = new QStackedWidget;
  auto* card = new Card;
  card->layout()->setContentsMargins(1, 4, 1, 6);
  card->body()->addWidget(s.table);
  s.stack->addWidget(card);
  s.stack->addWidget(s.placeholder);

  s.toast = new QFrame;
  s.toast->setObjectName(QStringLiteral("infoBar"));
  s.toast->setProperty("level", QStringLiteral("info"));
  s.toastText = makeLabel({}, TextRole::Body);
  s.toastUndo = makeButton(tr("Undo"), ButtonRole::Quiet);
  s.toastUndo->setObjectName(QStringLiteral("undoDelete"));
  auto* toastLine = new QHBoxLayout(s.toast);
  toastLine->setContentsMargins(12, 4, 8, 4);
  toastLine->addWidget(s.toastText, 1);
  toastLine->addWidget(s.toastUndo);
  s.toast->hide();

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(24, 16, 24, 14);
  layout->setSpacing(12);
  layout->addLayout(header);
  layout->addLayout(filterLine);
  layout->addWidget(s.stack, 1);
  layout->addWidget(s.toast);
}

void RunsPage::buildTable() {
  State& s = *state_;
  s.model = new RunsModel(this);
  s.filter = new RunsFilter(this);
  s.filter->setSourceModel(s.model);
  s.table = new RunsTable(
      [this] {
        if (const auto run = state_->current()) Q_EMIT openRequested(run->id);
      },
      [this] { tickSelected(); });
  s.table->setObjectName(QStringLiteral("runsTable"));
  s.table->setModel(s.filter);
  s.table->setItemDelegateForColumn(RunsModel::Course, new CourseDelegate(s.table));
  s.table->setSelectionBehavior(QAbstractItemView::SelectRows);
  s.table->setSelectionMode(QAbstractItemView::ExtendedSelection);
  s.table->setEditTriggers(QAbstractItemView::EditKeyPressed);
  s.table->setShowGrid(false);
  s.table->setWordWrap(false);
  s.table->setContextMenuPolicy(Qt::CustomContextMenu);
  s.table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  s.table->verticalHeader()->hide();
  s.table->verticalHeader()->setDefaultSectionSize(34);
  s.table->setAccessibleName(tr("Runs"));
  QHeaderView* header = s.table->horizontalHeader();
  header->setHighlightSections(false);
  header->setSectionsMovable(true);
  header->setStretchLastSection(true);
  header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  if (!header->restoreState(QSettings().value(header_key).toByteArray())) {
    for (int column = 0; column < RunsModel::ColumnCount; ++column) s.table->setColumnWidth(column, widths[column]);
    header->setSortIndicator(RunsModel::Created, Qt::DescendingOrder);
  }
  s.table->setSortingEnabled(true);
}

void RunsPage::connectParts() {
  State& s = *state_;
  connect(&s.watcher, &StoreWatcher::runsChanged, this, &RunsPage::refresh);
  connect(s.model, &RunsModel::tickedChanged, this, &RunsPage::refreshButtons);
  connect(s.model, &RunsModel::renameRequested, this, [this](const RunId& id, const QString& name) {
    const QString old = QString::fromStdString(state_->model->runAt(state_->model->rowOf(id)).name);
    state_->undo.push(new RenameCommand(state_->controller, id, old, name));
  });
  connect(s.table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
    refreshButtons();
    Q_EMIT selectionChanged();
  });
  connect(s.table, &QTableView::doubleClicked, this, [this] {
    if (const auto run = state_->current()) Q_EMIT openRequested(run->id);
  });
  connect(s.table, &QWidget::customContextMenuRequested, this, &RunsPage::showContextMenu);
  connect(s.newRun, &QPushButton::clicked, this, &RunsPage::newRunRequested);
  connect(s.compare, &QPushButton::clicked, this, [this] { Q_EMIT compareRequested(state_->model->ticked()); });
  connect(s.trash, &QToolButton::toggled, this, &RunsPage::showTrash);
  connect(s.restore, &QPushButton::clicked, this, [this] { state_->controller.setTrashed(state_->selected(), false); });
  connect(s.purge, &QPushButton::clicked, this, &RunsPage::purgeSelected);
  s.filterTimer.setSingleShot(true);
  s.filterTimer.setInterval(filter_delay_ms);
  connect(s.filterField, &QLineEdit::textChanged, this, [this] { state_->filterTimer.start(); });
  connect(&s.filterTimer, &QTimer::timeout, this, [this] {
    state_->filter->setFilterText(state_->filterField->text());
    refreshButtons();
  });
  connect(s.placeholder, &Placeholder::actionTriggered, this, [this] {
    if (state_->showsTrash || state_->filterField->text().isEmpty()) {
      Q_EMIT newRunRequested();
    } else {
      state_->filterField->clear();
    }
  });
  s.toastTimer.setSingleShot(true);
  connect(&s.toastTimer, &QTimer::timeout, s.toast, &QWidget::hide);
  connect(s.toastUndo, &QPushButton::clicked, this, [this] {
    state_->undo.undo();
    state_->toast->hide();
  });
}

void RunsPage::refresh() {
  State& s = *state_;
  const RunList runs = s.watcher.runs();
  s.model->setRuns(*runs, s.showsTrash);
  const auto trashed = std::count_if(runs->begin(), runs->end(), [](const RunSummary& run) { return run.trashed; });
  s.trash->setText(trashed > 0 ? tr("Trash (%1)").arg(trashed) : tr("Trash"));
  refreshButtons();
}

void RunsPage::refreshButtons() {
  State& s = *state_;
  const auto ticked = s.model->ticked().size();
  const bool any = s.table->selectionModel() != nullptr && s.table->selectionModel()->hasSelection();
  s.compare->setText(ticked > 0 ? tr("Compare %1").arg(ticked) : tr("Compare"));
  s.compare->setEnabled(ticked >= 2);
  s.compare->setToolTip(ticked >= 2 ? QString() : tr("Tick at least two runs"));
  s.compare->setVisible(!s.showsTrash);
  s.newRun->setVisible(!s.showsTrash);
  s.restore->setVisible(s.showsTrash);
  s.purge->setVisible(s.showsTrash);
  s.restore->setEnabled(any);
  s.purge->setEnabled(any);
  s.title->setText(s.showsTrash ? tr("Trash") : tr("Runs"));
  const int shown = s.filter->rowCount(), all = s.model->rowCount();
  s.count->setText(shown == all ? tr("%n run(s)", nullptr, all)
                                : tr("%1 of %2 runs").arg(countText(shown), countText(all)));
  if (shown > 0) {
    s.stack->setCurrentIndex(0);
    return;
  }
  s.stack->setCurrentIndex(1);
  if (all > 0) {
    s.placeholder->showEmpty(tr("No run fits the filter"), tr("%n run(s) are hidden by it.", nullptr, all),
                             tr("Clear the filter"));
  } else if (s.showsTrash) {
    s.placeholder->showEmpty(tr("The trash is empty"), tr("Deleted runs wait here until they are deleted for good."));
  } else {
    s.placeholder->showEmpty(tr("No runs yet"),
                             tr("Every run that is started stands here, with its result and its course."),
                             tr("New run…"));
  }
}

std::vector<RunId> RunsPage::tickedRuns() const { return state_->model->ticked(); }
std::vector<RunId> RunsPage::selectedRuns() const { return state_->selected(); }

void RunsPage::selectRun(const RunId& id) {
  State& s = *state_;
  const int row = s.model->rowOf(id);
  if (row < 0) return;
  const QModelIndex index = s.filter->mapFromSource(s.model->index(row, RunsModel::Name));
  if (!index.isValid()) return;
  s.table->setCurrentIndex(index);
  s.table->scrollTo(index);
}

void RunsPage::tickSelected() {
  State& s = *state_;
  const auto rows = s.table->selectionModel()->selectedRows(RunsModel::Name);
  if (rows.isEmpty()) return;
  const bool on = rows.first().data(Qt::CheckStateRole).toInt() != Qt::Checked;
  for (const QModelIndex& index : rows) s.filter->setData(index, on ? Qt::Checked : Qt::Unchecked, Qt::CheckStateRole);
}

void RunsPage::focusFilter() {
  state_->filterField->setFocus(Qt::ShortcutFocusReason);
  state_->filterField->selectAll();
}

void RunsPage::renameSelected() {
  State& s = *state_;
  const QModelIndex current = s.table->currentIndex();
  if (current.isValid() && !s.showsTrash) s.table->edit(current.siblingAtColumn(RunsModel::Name));
}

void RunsPage::showToast(const QString& text, bool undoable) {
  state_->toastText->setText(text);
  state_->toastUndo->setVisible(undoable);
  state_->toast->show();
  state_->toastTimer.start(toast_ms);
}

void RunsPage::deleteSelected() {
  State& s = *state_;
  if (s.showsTrash) return;
  std::vector<RunId> ended;
  bool some_active = false;
  for (const RunId& id : s.selected()) {
    const bool active = is_active(s.model->runAt(s.model->rowOf(id)).status);
    some_active = some_active || active;
    if (!active) ended.push_back(id);
  }
  if (!ended.empty()) s.undo.push(new TrashCommand(s.controller, ended));
  QString text =
      ended.empty() ? QString() : tr("%n run(s) moved to the trash.", nullptr, static_cast<int>(ended.size()));
  if (some_active) text += QLatin1Char(' ') + tr("A run that is running cannot be deleted; stop it first.");
  if (!text.isEmpty()) showToast(text.trimmed(), !ended.empty());
}

void RunsPage::purgeSelected() {
  // The trash is the second thought; what is deleted here was deleted before.
  state_->controller.purge(state_->selected());
}

void RunsPage::showTrash(bool on) {
  State& s = *state_;
  if (s.showsTrash == on) return;
  s.showsTrash = on;
  s.trash->setChecked(on);
  s.model->untickAll();
  refresh();
}

void RunsPage::showContextMenu(const QPoint& position) {
  State& s = *state_;
  const auto run = s.current();
  if (!run) return;
  QMenu menu(this);
  if (s.showsTrash) {
    menu.addAction(tr("Restore"), s.restore, &QPushButton::click);
    menu.addAction(tr("Delete for good"), s.purge, &QPushButton::click);
  } else {
    menu.addAction(tr("Open on the board"), this, [this, id = run->id] { Q_EMIT openRequested(id); });
    menu.addAction(tr("New from this run…"), this, [this, run = *run] { Q_EMIT newFromRequested(run); });
    menu.addAction(tr("Resume"), this, [this, id = run->id] { state_->controller.reopen(id); })
        ->setEnabled(is_resumable(run->status));
    menu.addAction(tr("Run again"), this, [this, id = run->id] { state_->controller.runAgain(id); })
        ->setEnabled(!is_active(run->status) && run->status != RunStatus::queued);
    QAction* compare =
        menu.addAction(tr("Compare the selected"), this, [this] { Q_EMIT compareRequested(state_->selected()); });
    compare->setEnabled(s.selected().size() >= 2);
    menu.addSeparator();
    menu.addAction(tr("Rename"), this, &RunsPage::renameSelected);
    menu.addAction(tr("Delete"), this, &RunsPage::deleteSelected)->setEnabled(!is_active(run->status));
    if (run->status == RunStatus::queued) {
      menu.addSeparator();
      menu.addAction(tr("Earlier in the queue"), this, [this, id = run->id] { state_->controller.moveQueued(id, -1); });
      menu.addAction(tr("Later in the queue"), this, [this, id = run->id] { state_->controller.moveQueued(id, 1); });
      menu.addAction(tr("Take out of the queue"), this, [this, id = run->id] { state_->controller.stop(id); });
    }
  }
  menu.exec(s.table->viewport()->mapToGlobal(position));
}

}  // namespace tc3kd::ui
