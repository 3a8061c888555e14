// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/domain/analysis/histogram.h"

namespace tc3kd::ui {

class Legend;

/// One class's difficulty in detail: bars of g, in accent where the samples enter and grey where they stay out, the
/// outlines of both cross-entropies, and the cut-off.
class HistogramChart : public QWidget {
  Q_OBJECT
 public:
  explicit HistogramChart(QWidget* parent = nullptr);
  void setClass(const DifficultyHistogram& histogram, int index, double cutOff);
  void clear();
  [[nodiscard]] Legend* legend() const { return legend_; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  [[nodiscard]] int count(const std::vector<int>& counts, int bin) const;
  void relegend();
  DifficultyHistogram histogram_;
  int class_ = 0;
  double cutOff_ = 0;
  Legend* legend_;
};

}  // namespace tc3kd::ui
