// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include <QScrollArea>

#include "core/domain/config/experiment_config.h"
#include "core/domain/result.h"

class QLabel;
class QVBoxLayout;

namespace tc3kd::ui {

class FieldEditor;

/// The configuration as a form: one section for each group of the field table, of which one is shown, or, while
/// something is searched for, the fields that match from all of them. Fields that the run does not use are left out.
class ConfigForm : public QScrollArea {
  Q_OBJECT
 public:
  explicit ConfigForm(QWidget* parent = nullptr);

  struct Section {
    std::string group;  ///< "curriculum"; empty for the run's own keys
    QString title;
  };
  [[nodiscard]] const std::vector<Section>& sections() const { return sections_; }
  void showSection(int index);
  void search(const QString& text);

  /// Fills every field; what differs from this configuration is marked from now on.
  void setBase(const ExperimentConfig& config);
  /// Fills every field and keeps the base: what a preset changes is marked.
  void setConfig(const ExperimentConfig& config);
  /// What the fields say; a field whose text is not allowed keeps the base's value and is in `errors`.
  [[nodiscard]] ExperimentConfig config(std::vector<Error>& errors) const;
  /// Shows each error under the field that its key names; returns those that no field is for.
  std::vector<Error> showErrors(const std::vector<Error>& errors);
  /// By section.
  [[nodiscard]] std::vector<int> errorCounts() const;
  [[nodiscard]] bool sectionChanged(int index) const;
  void focusFirstError();

 Q_SIGNALS:
  void edited();
  void sectionNeeded(int index);  ///< the first error is on another page

 private:
  struct Row {
    FieldEditor* editor;
    int section;
    bool changed = false;
  };
  void addSection(const std::string& group, const QString& title, QVBoxLayout* layout);
  void refresh();
  std::vector<Section> sections_;
  std::vector<QLabel*> titles_;
  std::vector<QWidget*> more_;
  std::vector<bool> unfolded_;
  std::vector<Row> rows_;
  ExperimentConfig base_;
  int shown_ = 0;
  QString searched_;
};

}  // namespace tc3kd::ui
