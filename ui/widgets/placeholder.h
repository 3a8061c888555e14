// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace tc3kd::ui {

/// What a page shows instead of content: what would be here and how to get it, or what failed and what to do.
/// The action's button is hidden while its text is empty.
class Placeholder : public QWidget {
  Q_OBJECT
 public:
  explicit Placeholder(QWidget* parent = nullptr);
  void showEmpty(const QString& title, const QString& text, const QString& action = {});
  void showError(const QString& title, const QString& text, const QString& action = {});

 Q_SIGNALS:
  void actionTriggered();

 private:
  QLabel* title_;
  QLabel* text_;
  QPushButton* action_;
};

}  // namespace tc3kd::ui
