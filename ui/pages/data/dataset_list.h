// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <QAbstractListModel>
#include <QColor>
#include <QStyledItemDelegate>

#include "core/domain/engine_api.h"

namespace tc3kd::ui {

/// Whether a set can be used: a sign and a word, never colour alone.
[[nodiscard]] QString datasetStateText(const DatasetStatus& status);
[[nodiscard]] QColor datasetStateColour(const DatasetStatus& status);

/// The known data sets, in the engine's order.
class DatasetsModel : public QAbstractListModel {
  Q_OBJECT
 public:
  using QAbstractListModel::QAbstractListModel;

  void setDatasets(std::vector<DatasetStatus> sets);
  /// Replaces the sets of the same names.
  void update(const std::vector<DatasetStatus>& sets);
  [[nodiscard]] const std::vector<DatasetStatus>& datasets() const { return sets_; }
  /// nullptr for no row.
  [[nodiscard]] const DatasetStatus* at(int row) const;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  /// "60,000 training pictures · 10 classes"
  [[nodiscard]] static QString sizeText(const DatasetStatus& status);

 private:
  std::vector<DatasetStatus> sets_;
};

/// A set in two lines: name and state, and how much is in it.
class DatasetDelegate : public QStyledItemDelegate {
  Q_OBJECT
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace tc3kd::ui
