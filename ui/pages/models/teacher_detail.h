// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/domain/history/teacher_summary.h"
#include "ui/widgets/card.h"

class QFormLayout;

namespace tc3kd::ui {

class ElidedLabel;
class WeightReportView;

/// All that is known of one teacher, and what can be done with it.
class TeacherDetail : public Card {
  Q_OBJECT
 public:
  explicit TeacherDetail(QWidget* parent = nullptr);

  void setTeacher(const std::optional<TeacherSummary>& teacher);

 Q_SIGNALS:
  void useRequested();
  void openRunRequested();
  void removeRequested();

 private:
  QLabel* addFact(const QString& label);
  void addRow(const QString& label, QWidget* value);
  QFormLayout* facts_;
  QLabel *origin_, *network_, *accuracy_, *normalisation_;
  ElidedLabel *file_, *hash_;
  QPushButton *use_, *openRun_, *remove_;
  WeightReportView* report_;
};

}  // namespace tc3kd::ui
