// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/config_form.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/domain/config/config_json.h"
#include "ui/forms/field_editor.h"
#include "ui/text/messages.h"
#include "ui/widgets/card.h"

namespace tc3kd::ui {

ConfigForm::ConfigForm(QWidget* parent) : QScrollArea(parent) {
  setWidgetResizable(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* content = new QWidget;
  content->setObjectName(QStringLiteral("form"));
  auto* layout = new QVBoxLayout(content);
  layout->setContentsMargins(24, 14, 24, 14);
  layout->setSpacing(2);
  addSection("data", tr("Data"), layout);
  addSection("teacher", tr("Teacher"), layout);
  addSection("student", tr("Student"), layout);
  addSection("distillation", tr("Distillation"), layout);
  addSection("curriculum", tr("Curriculum"), layout);
  addSection("training", tr("Training"), layout);
  addSection("", tr("Run"), layout);
  layout->addStretch(1);
  setWidget(content);
}

void ConfigForm::addSection(const std::string& group, const QString& title, QVBoxLayout* layout) {
  const auto index = static_cast<int>(sections_.size());
  sections_.push_back({group, title});
  titles_.push_back(makeLabel(title, TextRole::CardTitle));
  layout->addWidget(titles_.back());
  bool advanced = false;
  for (const Field& field : fields()) {
    // "data.normalisation.mean" belongs to the data.
    const std::string first =
        field.key.find('.') == std::string::npos ? std::string() : field.key.substr(0, field.key.find('.'));
    if (first != group) continue;
    auto* editor = new FieldEditor(field);
    layout->addWidget(editor);
    rows_.push_back({editor, index});
    advanced = advanced || field.advanced;
    connect(editor, &FieldEditor::edited, this, [this] {
      refresh();
      Q_EMIT edited();
    });
    connect(editor, &FieldEditor::resetRequested, this, [this, editor] {
      editor->setValue(base_);
      refresh();
      Q_EMIT edited();
    });
  }
  auto* more = makeButton(tr("More…"), ButtonRole::Quiet);
  more->setObjectName(QStringLiteral("more:") + QString::fromStdString(group));
  more->setEnabled(advanced);
  layout->addWidget(more, 0, Qt::AlignLeft);
  more_.push_back(more);
  unfolded_.push_back(false);
  connect(more, &QPushButton::clicked, this, [this, index] {
    unfolded_[static_cast<std::size_t>(index)] = true;
    refresh();
  });
}

void ConfigForm::showSection(int index) {
  shown_ = index;
  refresh();
  ensureVisible(0, 0);
}

void ConfigForm::search(const QString& text) {
  searched_ = text.trimmed();
  refresh();
}

void ConfigForm::setBase(const ExperimentConfig& config) {
  base_ = config;
  setConfig(config);
}

void ConfigForm::setConfig(const ExperimentConfig& config) {
  for (Row& row : rows_) row.editor->setValue(config);
  refresh();
  Q_EMIT edited();
}

ExperimentConfig ConfigForm::config(std::vector<Error>& errors) const {
  ExperimentConfig config = base_;
  for (const Row& row : rows_) {
    if (const auto error = row.editor->apply(config)) errors.push_back(*error);
  }
  return config;
}

void ConfigForm::refresh() {
  std::vector<Error> errors;
  const ExperimentConfig now = config(errors), resolved = resolve(now);
  std::vector<bool> titled(sections_.size(), false), folded(sections_.size(), false);
  for (Row& row : rows_) {
    const Field& field = row.editor->field();
    const auto section = static_cast<std::size_t>(row.section);
    row.changed = field.get(now) != field.get(base_);
    row.editor->setChanged(row.changed);
    row.editor->setDerived(resolved);
    const bool used = field.relevant(now);
    const bool here = searched_.isEmpty() ? row.section == shown_ : row.editor->matches(searched_);
    const bool open = !field.advanced || unfolded_[section] || !searched_.isEmpty() || row.changed;
    row.editor->setVisible(here && used && open);
    titled[section] = titled[section] || (here && used && open);
    folded[section] = folded[section] || (here && used && !open);
  }
  for (std::size_t i = 0; i < sections_.size(); ++i) {
    titles_[i]->setVisible(titled[i]);
    more_[i]->setVisible(folded[i] && static_cast<int>(i) == shown_ && searched_.isEmpty());
  }
}

std::vector<Error> ConfigForm::showErrors(const std::vector<Error>& errors) {
  std::vector<Error> homeless;
  std::map<std::string, QString> texts;
  for (const Error& error : errors) {
    if (find_field(error["key"]) == nullptr) {
      homeless.push_back(error);
    } else if (QString& text = texts[error["key"]]; text.isEmpty()) {
      text = fieldErrorText(error);
    }
  }
  for (Row& row : rows_) {
    const auto found = texts.find(row.editor->field().key);
    row.editor->setErrorText(found == texts.end() ? QString() : found->second);
  }
  return homeless;
}

std::vector<int> ConfigForm::errorCounts() const {
  std::vector<int> counts(sections_.size(), 0);
  for (const Row& row : rows_)
    counts[static_cast<std::size_t>(row.section)] += row.editor->shownError().isEmpty() ? 0 : 1;
  return counts;
}

bool ConfigForm::sectionChanged(int index) const {
  for (const Row& row : rows_) {
    if (row.section == index && row.changed) return true;
  }
  return false;
}

void ConfigForm::focusFirstError() {
  for (const Row& row : rows_) {
    if (row.editor->shownError().isEmpty()) continue;
    unfolded_[static_cast<std::size_t>(row.section)] = true;
    Q_EMIT sectionNeeded(row.section);
    row.editor->focusControl();
    ensureWidgetVisible(row.editor);
    return;
  }
}

}  // namespace tc3kd::ui
