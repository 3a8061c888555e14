// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "ui/charts/class_chart.h"

namespace tc3kd::ui {

/// New samples of each class at each stage, with the class's accuracy at the newest one: a table painted on the ramp.
class CountsChart : public ClassChart {
  Q_OBJECT
 public:
  explicit CountsChart(QWidget* parent = nullptr);
  /// `entered[k][y]` of the stages that have been chosen so far; `accuracies` percent by class, or empty.
  void setCounts(const std::vector<std::vector<std::int64_t>>& entered, const std::vector<double>& accuracies);

 protected:
  [[nodiscard]] QRectF rowsArea() const override;
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  /// Stages that there is room for: the newest ones.
  [[nodiscard]] std::size_t firstStage() const;
  [[nodiscard]] double columnWidth() const;
  std::vector<std::vector<std::int64_t>> entered_;
  std::vector<double> accuracies_;
};

}  // namespace tc3kd::ui
