// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QSortFilterProxyModel>
#include <QString>

namespace tc3kd::ui {

/// Sorts and filters the runs. The filter's words must all fit: plain words anywhere in name, status, data set,
/// networks, method or curriculum; `method:kd`, `status:failed`, `data:…`, `m:5` in that column; `acc>80`, `m>=3`,
/// `time<60` by value.
class RunsFilter : public QSortFilterProxyModel {
  Q_OBJECT
 public:
  explicit RunsFilter(QObject* parent = nullptr);
  void setFilterText(const QString& text);

 protected:
  [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
  [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

 private:
  struct Term {
    QString key;   ///< empty for a plain word
    QString sign;  ///< ":", ">", ">=", "<", "<="
    QString value;
  };
  [[nodiscard]] bool accepts(int row, const Term& term) const;
  QList<Term> terms_;
};

}  // namespace tc3kd::ui
