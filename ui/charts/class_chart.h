// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

namespace tc3kd::ui {

/// A painted widget with a row for each class, one of which is chosen: by a click, or with the arrow keys.
class ClassChart : public QWidget {
  Q_OBJECT
 public:
  explicit ClassChart(QWidget* parent = nullptr);

  void setClasses(const QStringList& names);
  [[nodiscard]] const QStringList& classes() const { return names_; }
  void setChosenClass(int index);
  [[nodiscard]] int chosenClass() const { return chosen_; }

 Q_SIGNALS:
  void classChosen(int index);

 protected:
  /// The rows' band of the widget, all of equal height.
  [[nodiscard]] virtual QRectF rowsArea() const = 0;
  [[nodiscard]] QRectF rowRect(int index) const;
  /// Thin rows are labelled every tenth, and the chosen one always.
  [[nodiscard]] bool isLabelled(int index) const;
  /// The chosen row's ground and every labelled row's name, right-aligned to `right`.
  void paintRowNames(QPainter& painter, double left, double right) const;
  [[nodiscard]] double nameWidth() const;
  [[nodiscard]] int rowAt(const QPointF& position) const;

  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void choose(int index);
  QStringList names_;
  int chosen_ = 0;
};

}  // namespace tc3kd::ui
