// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAbstractTableModel>

#include "core/domain/history/teacher_summary.h"

namespace tc3kd::ui {

/// The store's teachers, newest first.
class TeachersModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Name, Origin, Model, Dataset, Top1, Made, ColumnCount };
  using QAbstractTableModel::QAbstractTableModel;

  void setTeachers(std::vector<TeacherSummary> teachers);
  [[nodiscard]] const TeacherSummary& teacherAt(int row) const { return teachers_[static_cast<std::size_t>(row)]; }
  /// −1 where there is none with these weights.
  [[nodiscard]] int rowOf(const ContentHash& weights) const;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  std::vector<TeacherSummary> teachers_;
};

/// With a sign: "↓ imported", "● trained".
[[nodiscard]] QString originText(TeacherSummary::Origin origin);

}  // namespace tc3kd::ui
