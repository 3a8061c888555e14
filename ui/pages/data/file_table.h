// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAbstractTableModel>
#include <QTableView>

#include "core/domain/engine_api.h"
#include "ui/widgets/theme.h"

namespace tc3kd::ui {

/// A file of a set, and what is to be said of it.
struct FileRemark {
  QString path;  ///< from the set's folder, where it lies in it
  QString remark;
  QColor Colours::*colour = nullptr;  ///< of the remark
  QString toolTip;
};

/// Whether the files of a set are the published ones.
[[nodiscard]] std::vector<FileRemark> checkRemarks(const DatasetDescription& description);
/// The pictures that cannot be read, and why.
[[nodiscard]] std::vector<FileRemark> corruptRemarks(const DatasetDescription& description);

class FilesModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { File, Remark, ColumnCount };
  using QAbstractTableModel::QAbstractTableModel;
  void setRemarks(std::vector<FileRemark> remarks);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

 private:
  std::vector<FileRemark> remarks_;
};

/// Files and remarks, without a header: the card's title says what they are.
class FileTable : public QTableView {
  Q_OBJECT
 public:
  explicit FileTable(const QString& name, QWidget* parent = nullptr);
  void setRemarks(std::vector<FileRemark> remarks);

 private:
  FilesModel* files_;
};

}  // namespace tc3kd::ui
