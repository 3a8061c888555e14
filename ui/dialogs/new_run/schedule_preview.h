// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QWidget>

#include "core/domain/config/experiment_config.h"
#include "core/domain/curriculum/stage_plan.h"

class QGridLayout;
class QLabel;
class QTableWidget;

namespace tc3kd::ui {

class ScheduleChart;

/// "What will happen": k, α_k, quota a class, |S_k|, epochs and steps of every stage, before anything is trained.
class SchedulePreview : public QWidget {
  Q_OBJECT
 public:
  explicit SchedulePreview(QWidget* parent = nullptr);
  /// No plan: the configuration has errors, and the last good plan is shown pale.
  void setPlan(const ExperimentConfig& config, const std::optional<StagePlan>& plan);
  /// What is known of the data set's files; empty while it is being looked up.
  void setDataText(const QString& text, bool found);

 private:
  void addFact(QGridLayout* grid, const QString& name, QLabel*& value);
  void fillTable(const StagePlan& plan);
  void fillFacts(const ExperimentConfig& config, const StagePlan& plan);
  ScheduleChart* chart_;
  QTableWidget* table_;
  QLabel *data_ = nullptr, *samples_ = nullptr, *remainders_ = nullptr, *work_ = nullptr, *warning_ = nullptr;
};

/// |S_k|/N as bars with the new part in accent, α_k as a line.
class ScheduleChart : public QWidget {
  Q_OBJECT
 public:
  explicit ScheduleChart(QWidget* parent = nullptr);
  void setPlan(const StagePlan& plan);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  StagePlan plan_;
};

}  // namespace tc3kd::ui
