// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QDialog>

#include "core/domain/history/teacher_summary.h"

namespace tc3kd::ui {

class RunController;

/// Chooses a file of weights, says how it fits which network, evaluates it on a data set and keeps it in the store.
class ImportTeacherDialog : public QDialog {
  Q_OBJECT
 public:
  explicit ImportTeacherDialog(RunController& controller, QWidget* parent = nullptr);
  ~ImportTeacherDialog() override;

  void setFile(const QString& path);

 Q_SIGNALS:
  void imported(const tc3kd::TeacherSummary& teacher);

 protected:
  void done(int result) override;

 private:
  void build();
  void buildFields();
  QWidget* makeNameRow();
  /// Reads the file anew: held against the chosen network, or against the one that it fits best.
  void inspect(bool guess);
  void showReport(const WeightReport& report, bool guess);
  /// What the file says of itself goes into the fields that the user has not touched.
  void suggest(const WeightReport& report);
  void refresh();
  void start();
  void finish(const Result<std::optional<TeacherSummary>>& teacher);
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tc3kd::ui
