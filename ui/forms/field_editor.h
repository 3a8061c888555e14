// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QLabel>
#include <QWidget>

#include "core/domain/config/field.h"

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace tc3kd::ui {

/// One row of a form, made from the field table: a mark where it was changed, label, control, unit; an error under it.
/// The control's object name is the field's key.
class FieldEditor : public QWidget {
  Q_OBJECT
 public:
  explicit FieldEditor(const Field& field, QWidget* parent = nullptr);

  [[nodiscard]] const Field& field() const { return field_; }
  /// Shows the configuration's value; no `edited` follows.
  void setValue(const ExperimentConfig& config);
  /// What an empty field stands for: the value that is derived from others.
  void setDerived(const ExperimentConfig& resolved);
  /// Writes what is shown into `config`; the error where it is not allowed, and `config` is then left alone.
  [[nodiscard]] std::optional<Error> apply(ExperimentConfig& config) const;

  void setErrorText(const QString& text);
  [[nodiscard]] QString shownError() const { return error_->text(); }
  void setChanged(bool changed);
  /// Whether label, key or help hold the text.
  [[nodiscard]] bool matches(const QString& text) const;
  void focusControl();

 Q_SIGNALS:
  void edited();
  void resetRequested();

 protected:
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  [[nodiscard]] QWidget* makeControl();
  [[nodiscard]] QWidget* makeChoice();
  [[nodiscard]] QWidget* makeText();
  [[nodiscard]] QWidget* withBrowser(QLineEdit* line);
  void showChoice(const QString& value);

  const Field& field_;
  QLabel *mark_, *label_, *error_;
  QCheckBox* box_ = nullptr;
  QComboBox* combo_ = nullptr;
  QLineEdit* line_ = nullptr;
};

}  // namespace tc3kd::ui
