// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QWidget>

namespace tc3kd::ui {

class Legend;

/// α by stage: how much of g is the teacher's, and how much the student's. Stages to come are pale.
class AlphaChart : public QWidget {
  Q_OBJECT
 public:
  explicit AlphaChart(QWidget* parent = nullptr);
  /// `current`: from 1; the last one that has begun.
  void setAlphas(const std::vector<double>& alphas, int current);
  [[nodiscard]] Legend* legend() const { return legend_; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void relegend();
  std::vector<double> alphas_;
  int current_ = 0;
  Legend* legend_;
};

}  // namespace tc3kd::ui
