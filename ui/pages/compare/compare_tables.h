// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAbstractTableModel>
#include <QColor>
#include <QString>

#include "core/domain/analysis/comparison.h"
#include "ui/bridge/store_watcher.h"

namespace tc3kd::ui {

/// One run of a comparison: what the store's list and its events say, and how it is drawn everywhere on the page.
struct ComparedRun {
  RunSummary run;
  HistoryPtr history;  ///< null before it was read
  QString label;       ///< made of what differs
  int series = 0;      ///< of the palette; the baseline has the grey one
};

/// The last numbers of each run, with the difference to the baseline.
class NumbersModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Run, Last, Delta, Best, Top5, Agreement, Measuring, Time, ColumnCount };
  using QAbstractTableModel::QAbstractTableModel;
  void setRuns(const std::vector<ComparedRun>& runs, std::size_t baseline);
  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  /// Tab-separated, with the header: for a spreadsheet or a paper's table.
  [[nodiscard]] QString toTsv() const;

 private:
  [[nodiscard]] QString text(std::size_t row, int column) const;
  [[nodiscard]] std::optional<double> delta(std::size_t row) const;
  std::vector<ComparedRun> runs_;
  std::size_t baseline_ = 0;
};

/// Only the configuration keys whose values differ: a row each, a column a run.
class DifferencesModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  using QAbstractTableModel::QAbstractTableModel;
  void setRuns(const std::vector<ComparedRun>& runs);
  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  std::vector<ComparedRun> runs_;
  std::vector<Difference> differences_;
};

}  // namespace tc3kd::ui
