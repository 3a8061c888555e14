// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/models/networks_model.h"

#include <QLocale>

#include "ui/text/messages.h"

namespace tc3kd::ui {

void NetworksModel::setNetworks(std::vector<ModelInfo> networks) {
  beginResetModel();
  networks_ = std::move(networks);
  endResetModel();
}

int NetworksModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(networks_.size());
}

int NetworksModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant NetworksModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const ModelInfo& network = networks_[static_cast<std::size_t>(index.row())];
  if (role == Qt::TextAlignmentRole) {
    return QVariant((index.column() == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  }
  if (role == Qt::ToolTipRole && index.column() == Name) return QString::fromStdString(network.name);
  if (role == FilterRole) return modelLabel(network.name) + QLatin1Char(' ') + QString::fromStdString(network.name);
  if (role == SortRole) {
    if (index.column() == Parameters) return QVariant::fromValue(static_cast<qlonglong>(network.parameters));
    if (index.column() == Macs) return QVariant::fromValue(static_cast<qlonglong>(network.macs));
    return QString::fromStdString(network.name);
  }
  if (role != Qt::DisplayRole) return {};
  switch (index.column()) {
    case Name: return modelLabel(network.name);
    case Parameters: return countText(network.parameters);
    case Macs: return QLocale().toString(static_cast<double>(network.macs) / 1e6, 'f', 2);
    default: return {};
  }
}

QVariant NetworksModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole && section != Name) return QVariant(Qt::AlignRight | Qt::AlignVCenter);
  if (role == Qt::ToolTipRole && section == Macs) {
    return tr(
        "Multiply-accumulates of convolutions and linear layers, one picture of 3 channels: 32 × 32 and 100 classes "
        "for the CIFAR networks, 224 × 224 and 1,000 classes for ImageNet's.");
  }
  if (role != Qt::DisplayRole) return {};
  const QString titles[] = {tr("network"), tr("parameters"), tr("MACs, 10⁶")};
  return titles[section];
}

}  // namespace tc3kd::ui
