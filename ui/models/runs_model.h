// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <set>
#include <vector>

#include <QAbstractTableModel>

#include "core/domain/config/experiment_config.h"
#include "core/domain/history/run_document.h"

namespace tc3kd::ui {

/// The stored runs as a table. A new list is merged into the old one row by row, so that selection and scroll position
/// stay where they are.
class RunsModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column {
    Name,
    Status,
    Dataset,
    Pair,
    Method,
    Curriculum,
    Last,
    Best,
    Course,
    Measuring,
    Time,
    Created,
    ColumnCount
  };
  enum Role { SortRole = Qt::UserRole, FilterRole, RunRole };

  explicit RunsModel(QObject* parent = nullptr);

  /// `trash`: shows what is in the trash instead of what is not.
  void setRuns(const std::vector<RunSummary>& runs, bool trash);
  [[nodiscard]] const RunSummary& runAt(int row) const { return entries_[static_cast<std::size_t>(row)].run; }
  [[nodiscard]] const ExperimentConfig& configAt(int row) const {
    return entries_[static_cast<std::size_t>(row)].config;
  }
  [[nodiscard]] int rowOf(const RunId& id) const;
  /// The ticked runs that are still there, in the table's order.
  [[nodiscard]] std::vector<RunId> ticked() const;
  void untickAll();

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;

 Q_SIGNALS:
  void renameRequested(const tc3kd::RunId& id, const QString& name);
  void tickedChanged();

 private:
  struct Entry {
    RunSummary run;
    ExperimentConfig config;
  };
  void fill(const std::vector<RunSummary>& runs, bool trash);
  [[nodiscard]] static Entry makeEntry(const RunSummary& run);
  [[nodiscard]] QString text(const Entry& entry, int column) const;
  [[nodiscard]] QVariant sortKey(const Entry& entry, int column) const;
  std::vector<Entry> entries_;  ///< newest first
  std::set<RunId> ticked_;
};

}  // namespace tc3kd::ui
