// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/field_editor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QCoreApplication>
#include <QFileDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QStyle>
#include <QWheelEvent>

#include "core/domain/config/config_json.h"
#include "ui/forms/form_row.h"
#include "ui/text/messages.h"
#include "ui/widgets/card.h"

namespace tc3kd::ui {
namespace {

constexpr int number_width = 106, choice_width = 300, text_width = 320;

/// A wheel over a form scrolls the form; it changes a choice only where the choice has the focus.
class QuietComboBox : public QComboBox {
 public:
  using QComboBox::QComboBox;

 protected:
  void wheelEvent(QWheelEvent* event) override {
    if (hasFocus()) {
      QComboBox::wheelEvent(event);
    } else {
      event->ignore();
    }
  }
};

/// The texts that `set_from_text` reads back: no brackets, nothing for a derived value.
QString editText(const Json& value) {
  if (value.is_null() || (value.is_array() && value.empty())) return {};
  QString text = QString::fromStdString(value_text(value));
  if (value.is_array()) text = text.mid(1, text.size() - 2);
  return text;
}

bool isFolder(const Field& field) { return field.key == "data.dir"; }
bool isPath(const Field& field) {
  return isFolder(field) || field.key == "teacher.weights" || field.key == "curriculum.judge_weights";
}

void setFlag(QWidget* widget, const char* name, bool on) {
  if (widget->property(name).toBool() == on) return;
  widget->setProperty(name, on);
  widget->style()->unpolish(widget);
  widget->style()->polish(widget);
}

}  // namespace

FieldEditor::FieldEditor(const Field& field, QWidget* parent) : QWidget(parent), field_(field) {
  mark_ = makeLabel(QStringLiteral("●"), TextRole::Tertiary, this);
  mark_->setFixedWidth(form_mark_width);
  mark_->setToolTip(tr("Changed"));
  label_ = makeLabel(fieldLabel(field), TextRole::Body, this);
  label_->setFixedWidth(form_label_width);
  label_->setWordWrap(true);
  label_->setToolTip(fieldHelp(field) + QStringLiteral("\n") + QString::fromStdString(field.key));
  error_ = makeLabel({}, TextRole::Error, this);
  error_->setWordWrap(true);
  error_->setObjectName(QStringLiteral("error:") + QString::fromStdString(field.key));
  error_->hide();

  QWidget* control = makeControl();
  QWidget* named = box_ != nullptr     ? static_cast<QWidget*>(box_)
                   : combo_ != nullptr ? static_cast<QWidget*>(combo_)
                                       : line_;
  named->setObjectName(QString::fromStdString(field.key));
  named->setAccessibleName(fieldLabel(field));
  named->setAccessibleDescription(fieldHelp(field));
  named->setToolTip(fieldHelp(field));
  label_->setBuddy(named);

  auto* line = new QHBoxLayout;
  line->setSpacing(10);
  line->addWidget(control);
  const QString unit = field.unit.empty() ? QString() : QCoreApplication::translate("fields", field.unit.c_str());
  line->addWidget(makeLabel(unit, TextRole::Secondary, this));
  line->addStretch(1);
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 4, 0, 4);
  grid->setHorizontalSpacing(form_spacing);
  grid->setVerticalSpacing(2);
  grid->addWidget(mark_, 0, 0);
  grid->addWidget(label_, 0, 1);
  grid->addLayout(line, 0, 2);
  grid->addWidget(error_, 1, 2);
  grid->setColumnStretch(2, 1);
  setChanged(false);
}

QWidget* FieldEditor::makeControl() {
  if (field_.kind == FieldKind::boolean) {
    box_ = new QCheckBox(this);
    box_->setMinimumHeight(28);
    connect(box_, &QCheckBox::toggled, this, &FieldEditor::edited);
    return box_;
  }
  return field_.kind == FieldKind::choice ? makeChoice() : makeText();
}

QWidget* FieldEditor::makeChoice() {
  combo_ = new QuietComboBox(this);
  for (const FieldChoice& choice : field_.choices)
    combo_->addItem(choiceLabel(field_, choice), QString::fromStdString(choice.value));
  combo_->setFixedWidth(choice_width);
  combo_->setFocusPolicy(Qt::StrongFocus);
  connect(combo_, &QComboBox::currentIndexChanged, this, &FieldEditor::edited);
  return combo_;
}

QWidget* FieldEditor::makeText() {
  line_ = new QLineEdit(this);
  const bool number = field_.kind == FieldKind::integer || field_.kind == FieldKind::real;
  const bool named = isPath(field_);
  line_->setFixedWidth(number ? number_width : named ? text_width : choice_width);
  connect(line_, &QLineEdit::textChanged, this, &FieldEditor::edited);
  return named ? withBrowser(line_) : line_;
}

QWidget* FieldEditor::withBrowser(QLineEdit* line) {
  auto* both = new QWidget(this);
  auto* layout = new QHBoxLayout(both);
  layout->setContentsMargins(0, 0, 0, 0);
  auto* browse = makeButton(tr("Browse…"), ButtonRole::Normal, both);
  layout->addWidget(line);
  layout->addWidget(browse);
  connect(browse, &QPushButton::clicked, this, [this, line] {
    const QString chosen = isFolder(field_)
                               ? QFileDialog::getExistingDirectory(this, fieldLabel(field_), line->text())
                               : QFileDialog::getOpenFileName(this, fieldLabel(field_), line->text(),
                                                              tr("Weights (*.safetensors *.pt *.pth);;All files (*)"));
    if (!chosen.isEmpty()) line->setText(chosen);
  });
  return both;
}

void FieldEditor::setValue(const ExperimentConfig& config) {
  const Json value = field_.get(config);
  const QSignalBlocker quiet(this);
  if (box_ != nullptr) box_->setChecked(value.is_boolean() && value.get<bool>());
  if (combo_ != nullptr) showChoice(QString::fromStdString(value.get<std::string>()));
  if (line_ != nullptr && line_->text() != editText(value)) line_->setText(editText(value));
}

/// A value beyond those offered, as of a stored configuration, joins the list: what is shown is what is applied.
void FieldEditor::showChoice(const QString& value) {
  if (combo_->findData(value) < 0 && field_.accepts && field_.accepts(value.toStdString())) {
    combo_->addItem(value, value);
  }
  combo_->setCurrentIndex(combo_->findData(value));
}

void FieldEditor::setDerived(const ExperimentConfig& resolved) {
  if (line_ == nullptr || !(field_.nullable || field_.kind == FieldKind::real_list)) return;
  line_->setPlaceholderText(editText(field_.get(resolved)));
}

std::optional<Error> FieldEditor::apply(ExperimentConfig& config) const {
  Result<void> done;
  if (box_ != nullptr) done = field_.set(config, Json(box_->isChecked()));
  if (combo_ != nullptr) done = field_.set(config, Json(combo_->currentData().toString().toStdString()));
  if (line_ != nullptr) {
    const std::string text = line_->text().trimmed().toStdString();
    const bool derived = text.empty() && field_.nullable;
    done = derived ? field_.set(config, Json(nullptr)) : set_from_text(config, field_.key, text);
  }
  return done ? std::nullopt : std::optional(done.error());
}

void FieldEditor::setErrorText(const QString& text) {
  error_->setText(text);
  error_->setVisible(!text.isEmpty());
  for (QWidget* widget : {static_cast<QWidget*>(line_), static_cast<QWidget*>(combo_)}) {
    if (widget != nullptr) setFlag(widget, "invalid", !text.isEmpty());
  }
}

void FieldEditor::setChanged(bool changed) {
  mark_->setText(changed ? QStringLiteral("●") : QString());
  mark_->setStyleSheet(changed ? QStringLiteral("color: palette(link);") : QString());
}

bool FieldEditor::matches(const QString& text) const {
  for (const QString& where : {fieldLabel(field_), fieldHelp(field_), QString::fromStdString(field_.key)}) {
    if (where.contains(text, Qt::CaseInsensitive)) return true;
  }
  return false;
}

void FieldEditor::focusControl() {
  if (label_->buddy() != nullptr) label_->buddy()->setFocus(Qt::OtherFocusReason);
}

void FieldEditor::contextMenuEvent(QContextMenuEvent* event) {
  QMenu menu(this);
  menu.addAction(tr("Reset"), this, &FieldEditor::resetRequested)->setEnabled(!mark_->text().isEmpty());
  menu.exec(event->globalPos());
}

}  // namespace tc3kd::ui
