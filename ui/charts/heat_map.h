// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/domain/analysis/histogram.h"
#include "ui/charts/class_chart.h"

namespace tc3kd::ui {

/// A cut-off with two decimals, or two digits where it is small.
[[nodiscard]] QString cutOffText(double value);

/// Difficulty by class: how many measured samples of each class lie in each bin of g, with the class's cut-off.
class HeatMap : public ClassChart {
  Q_OBJECT
 public:
  explicit HeatMap(QWidget* parent = nullptr);
  /// `cutOffs` [C]; NaN where no sample of the class was ranked.
  void setHistogram(const DifficultyHistogram& histogram, const std::vector<double>& cutOffs);
  void clear();

 protected:
  [[nodiscard]] QRectF rowsArea() const override;
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  void paintCells(QPainter& painter) const;
  [[nodiscard]] double xOf(double value) const;
  DifficultyHistogram histogram_;
  std::vector<double> cutOffs_;
};

}  // namespace tc3kd::ui
