// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/engine_api.h"
#include "ui/widgets/card.h"

class QGridLayout;

namespace tc3kd::ui {

class ElidedLabel;

/// "--mean 0.2860 --std 0.3530": a set's normalisation as the command line takes it.
[[nodiscard]] QString normalisationArguments(const DatasetDescription& description);

/// Where a set lies, how much is in it, of which sizes, and what its pictures are normalised with.
class FactsCard : public Card {
  Q_OBJECT
 public:
  explicit FactsCard(QWidget* parent = nullptr);
  void setDescription(const DatasetDescription& description);

 private:
  QLabel* addFact(const QString& name, const char* objectName);
  void addRow(const QString& name, QWidget* value, QWidget* action = nullptr);
  void showSizes(const DatasetDescription& description);
  void showNormalisation(const DatasetDescription& description);
  void showChecks(const DatasetDescription& description);
  void showNotes(const DatasetDescription& description);

  QGridLayout* grid_;
  int rows_ = 0;
  ElidedLabel* folder_;
  QLabel *train_, *test_, *classes_, *channels_, *sizes_, *mean_, *std_, *measured_, *checks_, *notes_;
  QWidget* checksName_;
  QPushButton *copyPath_, *copyNormalisation_;
  QString arguments_;
};

}  // namespace tc3kd::ui
