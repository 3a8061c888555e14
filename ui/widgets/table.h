// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractItemModel;
class QTableView;

namespace tc3kd::ui {

/// What every read-only table has: rows of one line with hairlines, no grid, no row numbers, whole rows selected.
void styleTable(QTableView& table, int rowHeight);

/// A table as look.md wants it: so styled, with rows of 34 and titles at the left.
[[nodiscard]] QTableView* makeTable(QAbstractItemModel* model, const char* objectName);

}  // namespace tc3kd::ui
