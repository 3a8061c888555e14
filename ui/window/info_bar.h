// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;

namespace tc3kd::ui {

/// A line above the page for what went wrong or was done, instead of a box that must be clicked away. The newest
/// counts.
class InfoBar : public QFrame {
  Q_OBJECT
 public:
  explicit InfoBar(QWidget* parent = nullptr);

  /// `topic` names what the message is about, so that `clear` takes back no other one.
  void showError(const QString& text, const QString& topic = {});
  void showInfo(const QString& text);
  void clear(const QString& topic);
  [[nodiscard]] QString text() const;

 private:
  void showMessage(const QString& text, const char* level, const QString& topic);
  QLabel* sign_;
  QLabel* text_;
  QString topic_;
};

}  // namespace tc3kd::ui
