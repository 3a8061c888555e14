// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QAbstractListModel>
#include <QListView>
#include <QStyledItemDelegate>

#include "core/domain/engine_api.h"

namespace tc3kd::ui {

/// A few pictures of each class, label by label. They stay in the description: images are views of its pixels, made
/// when they are asked for.
class SamplesModel : public QAbstractListModel {
  Q_OBJECT
 public:
  using QAbstractListModel::QAbstractListModel;
  void setDescription(std::shared_ptr<const DatasetDescription> description);
  /// The rows of a class's pictures: first, and one past the last.
  [[nodiscard]] std::pair<int, int> rowsOf(std::int64_t label) const;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  /// The class's name as text, the picture (a QImage) as decoration.
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

 private:
  std::shared_ptr<const DatasetDescription> description_;
};

/// A thumbnail over its class's name. Tiny pictures grow by a whole factor and keep their pixels.
class SampleDelegate : public QStyledItemDelegate {
  Q_OBJECT
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// A set's samples as a grid that scrolls.
class SamplesView : public QListView {
  Q_OBJECT
 public:
  explicit SamplesView(QWidget* parent = nullptr);
  void setDescription(std::shared_ptr<const DatasetDescription> description);
  /// Marks the class's pictures and brings them into sight.
  void showClass(std::int64_t label);

 private:
  SamplesModel* samples_;
};

}  // namespace tc3kd::ui
