// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractItemModel;
class QTableView;

namespace tc3kd::ui {

/// A table as look.md wants it: rows of 34 with hairlines, no grid, no row numbers, whole rows selected, read-only.
[[nodiscard]] QTableView* makeTable(QAbstractItemModel* model, const char* objectName);

}  // namespace tc3kd::ui
