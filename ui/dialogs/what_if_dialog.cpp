// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/what_if_dialog.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QTableWidget>
#include <QVBoxLayout>

#include "core/domain/config/config_json.h"
#include "core/store/run_measurements.h"
#include "ui/bridge/store_watcher.h"
#include "ui/forms/field_editor.h"
#include "ui/text/messages.h"
#include "ui/widgets/card.h"

namespace tc3kd::ui {
namespace {

enum Column { Stage, Alpha, Size, Entered, Overlap, Certainty, ColumnCount };

/// The settings that a selection depends on.
constexpr const char* keys[] = {"curriculum.stages", "curriculum.measurer", "curriculum.alpha",
                                "curriculum.pool",   "curriculum.balanced", "curriculum.score"};

/// With a sign, as a status is: ✓ exact, ≈ approximate, – not measured.
QString certainty(const PreviewStage& stage) {
  switch (stage.kind) {
    case PreviewKind::exact: return WhatIfDialog::tr("✓ exact");
    case PreviewKind::approximate:
      return stage.snapshot_stage > 0 ? WhatIfDialog::tr("≈ by the student of stage %1").arg(stage.snapshot_stage)
                                      : WhatIfDialog::tr("≈ builds on an approximate stage");
    case PreviewKind::not_measured: return WhatIfDialog::tr("– not measured");
  }
  return {};
}

}  // namespace

struct WhatIfDialog::State {
  State(StoreWatcher& w, RunSummary r) : watcher(w), run(std::move(r)) {}
  StoreWatcher& watcher;
  RunSummary run;
  ExperimentConfig base, config;
  std::vector<FieldEditor*> editors;
  QVBoxLayout* fields = nullptr;
  QTableWidget* table = nullptr;
  QLabel *note = nullptr, *classes = nullptr;
  QPushButton* train = nullptr;
  std::vector<PreviewStage> stages;
  std::shared_ptr<StoredMeasurements> stored;  ///< read once, on the reader thread
  std::int64_t questions = 0;                  ///< answers to older ones are dropped
};

WhatIfDialog::WhatIfDialog(StoreWatcher& watcher, const RunSummary& run, QWidget* parent)
    : QDialog(parent), state_(std::make_unique<State>(watcher, run)) {
  setObjectName(QStringLiteral("whatIfDialog"));
  setWindowTitle(tr("What if…"));
  resize(980, 560);
  if (const auto config = parse_config(run.config_json, run.name)) state_->base = unresolve(*config);
  state_->config = state_->base;
  build(QString::fromStdString(run.name));
  refresh();
}

WhatIfDialog::~WhatIfDialog() = default;

void WhatIfDialog::build(const QString& name) {
  State& s = *state_;
  s.fields = new QVBoxLayout;
  s.fields->setSpacing(2);
  buildFields();
  s.fields->addStretch(1);

  s.table = new QTableWidget(0, ColumnCount);
  s.table->setObjectName(QStringLiteral("stages"));
  s.table->setHorizontalHeaderLabels({tr("k"), tr("α"), tr("|S_k|"), tr("new"), tr("as in the run"), tr("how sure")});
  s.table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  s.table->horizontalHeader()->setSectionResizeMode(Certainty, QHeaderView::Stretch);
  s.table->verticalHeader()->hide();
  s.table->verticalHeader()->setDefaultSectionSize(30);
  s.table->setShowGrid(false);
  s.table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  s.table->setSelectionBehavior(QAbstractItemView::SelectRows);
  s.table->setSelectionMode(QAbstractItemView::SingleSelection);
  s.table->setAccessibleName(tr("Stages"));
  s.note = makeLabel({}, TextRole::Secondary);
  s.note->setObjectName(QStringLiteral("note"));
  s.note->setWordWrap(true);
  s.classes = makeLabel({}, TextRole::Secondary);
  s.classes->setWordWrap(true);
  s.train = makeButton(tr("Train this…"), ButtonRole::Primary);
  s.train->setObjectName(QStringLiteral("train"));
  auto* close = makeButton(tr("Close"));

  auto* right = new QVBoxLayout;
  right->setSpacing(10);
  right->addWidget(s.table, 1);
  right->addWidget(s.classes);
  right->addWidget(s.note);
  auto* body = new QHBoxLayout;
  body->setSpacing(24);
  body->addLayout(s.fields);
  body->addLayout(right, 1);
  auto* footer = new QHBoxLayout;
  footer->addStretch(1);
  footer->addWidget(close);
  footer->addWidget(s.train);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(24, 16, 24, 16);
  layout->setSpacing(12);
  layout->addWidget(makeLabel(tr("What other settings would have selected"), TextRole::PageTitle));
  layout->addWidget(makeLabel(tr("From what “%1” measured, without training anything.").arg(name), TextRole::Secondary));
  layout->addLayout(body, 1);
  layout->addLayout(footer);

  connect(close, &QPushButton::clicked, this, &QDialog::reject);
  connect(s.train, &QPushButton::clicked, this, [this] {
    Q_EMIT newRunRequested(state_->config);
    accept();
  });
  connect(s.table, &QTableWidget::itemSelectionChanged, this, [this] {
    if (state_->stored) showStages(state_->stored->classes);
  });
}

void WhatIfDialog::buildFields() {
  State& s = *state_;
  for (const char* key : keys) {
    auto* editor = new FieldEditor(*find_field(key));
    editor->setValue(s.base);
    s.fields->addWidget(editor);
    s.editors.push_back(editor);
    connect(editor, &FieldEditor::edited, this, &WhatIfDialog::refresh);
    connect(editor, &FieldEditor::resetRequested, this, [this, editor] {
      editor->setValue(state_->base);
      refresh();
    });
  }
}

void WhatIfDialog::refresh() {
  State& s = *state_;
  s.config = s.base;
  bool allowed = true;
  for (FieldEditor* editor : s.editors) {
    const auto error = editor->apply(s.config);
    editor->setErrorText(error ? fieldErrorText(*error) : QString());
    allowed = allowed && !error;
  }
  for (FieldEditor* editor : s.editors) {
    editor->setVisible(editor->field().key == "curriculum.stages" || editor->field().relevant(s.config));
    editor->setChanged(editor->field().get(s.config) != editor->field().get(s.base));
  }
  s.train->setEnabled(allowed);
  if (!allowed) return;
  struct Answer {
    std::shared_ptr<StoredMeasurements> stored;
    std::vector<PreviewStage> stages;
  };
  const std::int64_t question = ++s.questions;
  s.watcher.read<Answer>(
      this,
      [run = s.run, stored = s.stored, curriculum = s.config.curriculum](RunReader& reader) -> Result<Answer> {
        Answer answer{stored, {}};
        if (!answer.stored) {
          auto read = read_measurements(reader, run);
          if (!read) return tl::unexpected<Error>(read.error());
          answer.stored = std::make_shared<StoredMeasurements>(std::move(*read));
        }
        auto stages = preview_selection(answer.stored->measurements, curriculum);
        if (!stages) return tl::unexpected<Error>(stages.error());
        answer.stages = std::move(*stages);
        return answer;
      },
      [this, question](const Result<Answer>& answer) {
        State& now = *state_;
        if (question != now.questions) return;
        now.train->setEnabled(answer.has_value());
        if (!answer) {
          setTextRole(now.note, TextRole::Error);
          now.note->setText(errorText(answer.error()));
          for (FieldEditor* editor : now.editors) {
            if (editor->field().key == answer.error()["key"]) editor->setErrorText(fieldErrorText(answer.error()));
          }
          return;
        }
        now.stored = answer->stored;
        now.stages = answer->stages;
        showStages(now.stored->classes);
      });
}

void WhatIfDialog::showStages(const std::vector<std::string>& classes) {
  State& s = *state_;
  s.table->setRowCount(static_cast<int>(s.stages.size()));
  int exact = 0;
  for (std::size_t i = 0; i < s.stages.size(); ++i) {
    const PreviewStage& stage = s.stages[i];
    const bool known = stage.kind != PreviewKind::not_measured;
    exact += stage.kind == PreviewKind::exact ? 1 : 0;
    const QString none = QStringLiteral("—");
    const QString texts[] = {
        countText(stage.stage),
        QLocale().toString(stage.alpha, 'f', 2),
        known ? countText(std::ssize(stage.subset)) : none,
        known ? countText(std::ssize(stage.entered)) : none,
        stage.overlap ? percentText(100.0 * *stage.overlap, 1) + QStringLiteral(" %") : none,
        certainty(stage)};
    for (int column = 0; column < ColumnCount; ++column) {
      QTableWidgetItem* item = s.table->item(static_cast<int>(i), column);
      if (item == nullptr) {
        item = new QTableWidgetItem;
        item->setTextAlignment((column == Certainty ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        s.table->setItem(static_cast<int>(i), column, item);
      }
      item->setText(texts[column]);
    }
  }
  setTextRole(s.note, TextRole::Secondary);
  s.note->setText(exact == static_cast<int>(s.stages.size())
                      ? tr("Every stage is what a run would select.")
                      : tr("A stage that is not exact was ranked by a student of another moment, or needs measurements "
                           "that the run did not make; “Measure all of D” makes them."));
  const auto row = static_cast<std::size_t>(std::max(0, s.table->currentRow()));
  QStringList parts;
  if (row < s.stages.size()) {
    const auto& entered = s.stages[row].class_entered;
    for (std::size_t y = 0; y < std::min<std::size_t>(entered.size(), 20); ++y) {
      parts.append(QString::fromStdString(classes[y]) + QLatin1Char(' ') + countText(entered[y]));
    }
  }
  s.classes->setVisible(!parts.isEmpty());
  s.classes->setText(tr("New at stage %1: %2").arg(row + 1).arg(parts.join(QStringLiteral(", "))) +
                     (row < s.stages.size() && s.stages[row].class_entered.size() > 20 ? QStringLiteral(" …")
                                                                                       : QString()));
}

}  // namespace tc3kd::ui
