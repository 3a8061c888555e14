// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/domain/engine_api.h"

class QLabel;
class QTreeWidget;

namespace tc3kd::ui {

/// How the tensors of a file fit a network: one sentence, and behind it every name that was renamed, is missing, is
/// left over or has another shape.
class WeightReportView : public QWidget {
  Q_OBJECT
 public:
  explicit WeightReportView(QWidget* parent = nullptr);

  void setReport(const WeightReport& report);
  void showError(const QString& text);
  void showMessage(const QString& text);

 private:
  void showVerdict(const WeightReport& report);
  void addGroup(const QString& title, const std::vector<std::string>& names, bool open);
  QLabel *facts_, *verdict_;
  QTreeWidget* names_;
};

/// Whether the weights can be loaded into the report's network (or are a network of their own).
[[nodiscard]] bool fits(const WeightReport& report);

}  // namespace tc3kd::ui
