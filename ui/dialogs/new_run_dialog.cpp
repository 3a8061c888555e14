// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/new_run_dialog.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QShortcut>
#include <QTimer>
#include <QVBoxLayout>

#include "core/domain/config/check.h"
#include "core/domain/config/config_json.h"
#include "core/domain/config/dataset_catalogue.h"
#include "core/domain/config/presets.h"
#include "core/domain/curriculum/stage_plan.h"
#include "ui/bridge/run_controller.h"
#include "ui/dialogs/new_run/schedule_preview.h"
#include "ui/forms/config_form.h"
#include "ui/text/messages.h"
#include "ui/widgets/card.h"

namespace tc3kd::ui {
namespace {

constexpr int check_delay_ms = 200;

QString translated(const std::string& text) { return QCoreApplication::translate("fields", text.c_str()); }

std::vector<std::int64_t> classSizes(const ExperimentConfig& config) {
  const auto facts = dataset_facts(config.data);
  if (!facts) return {};
  const std::int64_t left = facts->train_samples - config.data.validation;
  const std::int64_t limit = config.data.train_limit > 0 ? std::min(config.data.train_limit, left) : left;
  return limited_class_sizes(facts->class_sizes, limit);
}

QFrame* hairline() {
  auto* line = new QFrame;
  line->setObjectName(QStringLiteral("hairline"));
  line->setFixedHeight(1);
  return line;
}

}  // namespace

struct NewRunDialog::State {
  explicit State(RunController& c) : controller(c) {}
  RunController& controller;
  RunId parent;
  QLabel *from = nullptr, *problem = nullptr;
  QLineEdit *name = nullptr, *search = nullptr;
  QComboBox *preset = nullptr, *budget = nullptr;
  std::string chosen;  ///< the preset that was chosen last
  QListWidget* pages = nullptr;
  ConfigForm* form = nullptr;
  SchedulePreview* preview = nullptr;
  QPushButton* start = nullptr;
  QTimer engineTimer;

  ExperimentConfig config;
  std::vector<Error> errors;        ///< of the fields and of the whole
  std::vector<Error> engineErrors;  ///< what only the engine knows: files, devices
  std::int64_t questions = 0;       ///< answers to older ones are dropped
};

NewRunDialog::NewRunDialog(RunController& controller, QWidget* parent)
    : QDialog(parent), state_(std::make_unique<State>(controller)) {
  setWindowTitle(tr("New run"));
  setObjectName(QStringLiteral("newRunDialog"));
  resize(1140, 740);
  build();
  connectParts();
  setConfig(ExperimentConfig{});
}

NewRunDialog::~NewRunDialog() = default;

void NewRunDialog::build() {
  State& s = *state_;
  s.from = makeLabel({}, TextRole::Secondary);
  s.search = new QLineEdit;
  s.search->setObjectName(QStringLiteral("search"));
  s.search->setPlaceholderText(tr("Search fields  Ctrl+F"));
  s.search->setClearButtonEnabled(true);
  s.search->setFixedWidth(240);
  s.name = new QLineEdit;
  s.name->setObjectName(QStringLiteral("name"));
  s.name->setFixedWidth(220);
  s.name->setAccessibleName(tr("Name"));
  s.preset = new QComboBox;
  s.preset->setObjectName(QStringLiteral("preset"));
  s.preset->setFixedWidth(200);
  s.preset->setAccessibleName(tr("Preset"));
  for (const Preset& preset : presets()) {
    const QString label = preset.study.empty() ? translated(preset.label)
                                               : translated(preset.study) + QStringLiteral(" · ") +
                                                     QString::fromStdString(preset.pair) + QStringLiteral(" · ") +
                                                     translated(preset.label);
    s.preset->addItem(label, QString::fromStdString(preset.name));
    s.preset->setItemData(s.preset->count() - 1, translated(preset.description), Qt::ToolTipRole);
  }
  s.preset->setPlaceholderText(tr("edited"));
  s.preset->setMaxVisibleItems(24);
  s.preset->view()->setMinimumWidth(360);
  s.budget = new QComboBox;
  s.budget->setObjectName(QStringLiteral("budget"));
  s.budget->setAccessibleName(tr("Budget"));
  s.budget->setToolTip(tr("The part of the preset's epochs and training samples that is used"));
  for (const double part : {1.0, 0.5, 0.25, 0.1, 0.05, 0.02}) {
    s.budget->addItem(QLocale().toString(100 * part) + QStringLiteral(" %"), part);
  }

  auto* header = new QHBoxLayout;
  header->setContentsMargins(24, 14, 18, 14);
  header->setSpacing(12);
  header->addWidget(makeLabel(tr("New run"), TextRole::PageTitle));
  header->addWidget(s.from);
  header->addStretch(1);
  header->addWidget(s.search);

  s.pages = new QListWidget;
  s.pages->setObjectName(QStringLiteral("pages"));
  s.pages->setFixedWidth(176);
  s.pages->setAccessibleName(tr("Pages"));
  s.form = new ConfigForm;
  for (const auto& section : s.form->sections()) {
    s.pages->addItem(section.title);
    s.pages->item(s.pages->count() - 1)->setSizeHint(QSize(0, 36));
  }

  auto* top = new QHBoxLayout;
  top->setContentsMargins(24, 14, 24, 4);
  top->setSpacing(10);
  auto* nameLabel = makeLabel(tr("&Name"), TextRole::Body);
  nameLabel->setBuddy(s.name);
  auto* presetLabel = makeLabel(tr("&Preset"), TextRole::Body);
  presetLabel->setBuddy(s.preset);
  top->addWidget(nameLabel);
  top->addWidget(s.name);
  top->addSpacing(8);
  top->addWidget(presetLabel);
  top->addWidget(s.preset);
  auto* budgetLabel = makeLabel(tr("&Budget"), TextRole::Body);
  budgetLabel->setBuddy(s.budget);
  top->addSpacing(8);
  top->addWidget(budgetLabel);
  top->addWidget(s.budget);
  top->addStretch(1);
  auto* middle = new QVBoxLayout;
  middle->setSpacing(0);
  middle->addLayout(top);
  middle->addWidget(s.form, 1);
  s.preview = new SchedulePreview;
  auto* body = new QHBoxLayout;
  body->setSpacing(0);
  body->addWidget(s.pages);
  body->addLayout(middle, 1);
  body->addWidget(s.preview);

  auto* copy = makeButton(tr("Copy JSON"));
  copy->setObjectName(QStringLiteral("copyJson"));
  auto* cancel = makeButton(tr("Cancel"));
  s.start = makeButton(tr("Start"), ButtonRole::Primary);
  s.start->setObjectName(QStringLiteral("start"));
  s.start->setDefault(true);
  s.problem = makeLabel({}, TextRole::Error);
  s.problem->setObjectName(QStringLiteral("problem"));
  s.problem->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  auto* footer = new QHBoxLayout;
  footer->setContentsMargins(24, 12, 18, 12);
  footer->setSpacing(8);
  footer->addWidget(copy);
  footer->addWidget(s.problem, 1);
  footer->addWidget(cancel);
  footer->addWidget(s.start);

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addLayout(header);
  layout->addWidget(hairline());
  layout->addLayout(body, 1);
  layout->addWidget(hairline());
  layout->addLayout(footer);
  connect(copy, &QPushButton::clicked, this, [this] {
    QApplication::clipboard()->setText(QString::fromStdString(to_json(resolve(state_->config)).dump(2)));
  });
  connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
}

void NewRunDialog::connectParts() {
  State& s = *state_;
  connect(s.form, &ConfigForm::edited, this, &NewRunDialog::refresh);
  connect(s.form, &ConfigForm::sectionNeeded, this, [this](int index) { state_->pages->setCurrentRow(index); });
  connect(s.pages, &QListWidget::currentRowChanged, this, [this](int row) {
    state_->search->clear();
    state_->form->showSection(row);
  });
  connect(s.search, &QLineEdit::textChanged, this, [this](const QString& text) { state_->form->search(text); });
  connect(s.preset, &QComboBox::activated, this, [this](int index) {
    state_->chosen = state_->preset->itemData(index).toString().toStdString();
    applyPreset();
  });
  connect(s.budget, &QComboBox::activated, this, &NewRunDialog::applyPreset);
  connect(s.start, &QPushButton::clicked, this, &NewRunDialog::start);
  connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this), &QShortcut::activated, this,
          &NewRunDialog::start);
  connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, this, [this] { state_->search->setFocus(); });
  s.engineTimer.setSingleShot(true);
  s.engineTimer.setInterval(check_delay_ms);
  connect(&s.engineTimer, &QTimer::timeout, this, &NewRunDialog::askEngine);
  s.name->setFocus();
  s.pages->setCurrentRow(4);  // the curriculum: what this program is about
}

void NewRunDialog::applyPreset() {
  const double part = state_->budget->currentData().toDouble();
  if (const auto found = find_preset(state_->chosen)) state_->form->setConfig(scaled(found->config, part, part));
}

void NewRunDialog::setConfig(const ExperimentConfig& config, const QString& name, const RunId& parent) {
  State& s = *state_;
  s.parent = parent;
  s.from->setText(parent.empty() ? QString() : tr("from %1").arg(name));
  s.name->clear();
  s.form->setBase(unresolve(config));
}

ExperimentConfig NewRunDialog::config() const { return state_->config; }

void NewRunDialog::refresh() {
  State& s = *state_;
  s.errors.clear();
  s.config = s.form->config(s.errors);
  const auto sizes = classSizes(s.config);
  std::optional<StagePlan> plan;
  if (s.errors.empty()) {
    s.errors = sizes.empty() ? check(s.config) : check(s.config, sizes);
    if (auto planned = plan_stages(s.config, sizes); planned && s.errors.empty()) plan = *planned;
  }
  s.preview->setPlan(s.config, plan);
  s.name->setPlaceholderText(QString::fromStdString(default_run_name(s.config)));
  int same = -1;
  const double part = s.budget->currentData().toDouble();
  for (std::size_t i = 0; i < presets().size(); ++i) {
    if (scaled(presets()[i].config, part, part) != s.config) continue;
    // Several rows of the tables are one experiment: the one that was chosen stays.
    if (same < 0 || presets()[i].name == s.chosen) same = static_cast<int>(i);
  }
  s.preset->setCurrentIndex(same);
  s.engineErrors.clear();
  showErrors();
  s.engineTimer.start();
}

/// Files and devices are looked up off the window's thread.
void NewRunDialog::askEngine() {
  State& s = *state_;
  struct Answer {
    std::vector<Error> errors;
    std::vector<DatasetStatus> datasets;
  };
  const std::int64_t question = ++s.questions;
  s.controller.ask<Answer>(
      this,
      [config = s.config](TrainingEngine& engine) {
        return Answer{engine.check(config), engine.datasets(config.data.dir)};
      },
      [this, question](const Answer& answer) {
        if (question != state_->questions) return;
        state_->engineErrors = answer.errors;
        for (const DatasetStatus& set : answer.datasets) {
          if (set.name != state_->config.data.name) continue;
          state_->preview->setDataText(set.found ? QString::fromStdString(set.path) : tr("not found"), set.found);
        }
        showErrors();
      });
}

void NewRunDialog::showErrors() {
  State& s = *state_;
  std::vector<Error> all = s.errors;
  all.insert(all.end(), s.engineErrors.begin(), s.engineErrors.end());
  const auto homeless = s.form->showErrors(all);
  const auto counts = s.form->errorCounts();
  for (int i = 0; i < s.pages->count(); ++i) {
    const auto section = static_cast<std::size_t>(i);
    QString text = s.form->sections()[section].title;
    if (counts[section] > 0) {
      text += QStringLiteral("  ✕ ") + tr("%n error(s)", nullptr, counts[section]);
    } else if (s.form->sectionChanged(i)) {
      text += QStringLiteral("  ●");
    }
    s.pages->item(i)->setText(text);
  }
  s.start->setEnabled(all.empty());
  QString problem;
  if (!homeless.empty()) {
    problem = errorText(homeless.front());
  } else if (!all.empty()) {
    const Field* field = find_field(all.front()["key"]);
    problem = tr("%n field(s) to correct: %1", nullptr, static_cast<int>(all.size()))
                  .arg(field != nullptr ? fieldLabel(*field) : QString());
  }
  s.problem->setText(problem);
  s.start->setToolTip(problem);
}

void NewRunDialog::start() {
  State& s = *state_;
  if (!s.start->isEnabled()) {
    s.form->focusFirstError();
    return;
  }
  const QString name = s.name->text().trimmed();
  Q_EMIT startRequested(s.config, name.isEmpty() ? s.name->placeholderText() : name, s.parent);
  accept();
}

}  // namespace tc3kd::ui
