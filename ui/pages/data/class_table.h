// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QAbstractTableModel>
#include <QStyledItemDelegate>
#include <QTableView>

#include "core/domain/engine_api.h"

namespace tc3kd::ui {

/// How many pictures each class of a set has; a row's number is the class's label.
class ClassesModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Class, Training, Bar, Test, ColumnCount };
  static constexpr int ShareRole = Qt::UserRole;  ///< of Bar: 0…1, against the largest class

  using QAbstractTableModel::QAbstractTableModel;
  void setDescription(std::shared_ptr<const DatasetDescription> description);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  std::shared_ptr<const DatasetDescription> description_;
  std::int64_t largest_ = 1;
};

/// A thin bar for a count.
class CountBarDelegate : public QStyledItemDelegate {
  Q_OBJECT
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// The classes of a set, as many as there are: rows are painted, not made of widgets.
class ClassTable : public QTableView {
  Q_OBJECT
 public:
  explicit ClassTable(QWidget* parent = nullptr);
  void setDescription(std::shared_ptr<const DatasetDescription> description);

 Q_SIGNALS:
  void classChosen(qint64 label);

 private:
  ClassesModel* classes_;
};

}  // namespace tc3kd::ui
