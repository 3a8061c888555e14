// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table.h"

#include <QHeaderView>
#include <QTableView>

namespace tc3kd::ui {

void styleTable(QTableView& table, int rowHeight) {
  table.setShowGrid(false);
  table.setWordWrap(false);
  table.setSelectionBehavior(QAbstractItemView::SelectRows);
  table.setEditTriggers(QAbstractItemView::NoEditTriggers);
  table.verticalHeader()->hide();
  table.verticalHeader()->setDefaultSectionSize(rowHeight);
}

QTableView* makeTable(QAbstractItemModel* model, const char* objectName) {
  auto* table = new QTableView;
  table->setObjectName(QLatin1String(objectName));
  table->setModel(model);
  styleTable(*table, 34);
  table->horizontalHeader()->setHighlightSections(false);
  table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  return table;
}

}  // namespace tc3kd::ui
