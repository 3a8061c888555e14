// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAbstractTableModel>

#include "core/domain/engine_api.h"

namespace tc3kd::ui {

/// The networks that can be trained, with their exact sizes. A proxy sorts by SortRole (numbers as numbers) and filters
/// by FilterRole (a network by its label and by the name that configurations have it under).
class NetworksModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Name, Parameters, Macs, ColumnCount };
  enum Role { SortRole = Qt::UserRole, FilterRole };
  using QAbstractTableModel::QAbstractTableModel;

  void setNetworks(std::vector<ModelInfo> networks);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  std::vector<ModelInfo> networks_;
};

}  // namespace tc3kd::ui
