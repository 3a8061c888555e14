// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace tc3kd::ui {

/// A line that gives way where there is no room for it: in its middle, as a path should, or at its end. The tooltip has
/// all of it.
class ElidedLabel : public QLabel {
  Q_OBJECT
 public:
  explicit ElidedLabel(Qt::TextElideMode mode = Qt::ElideMiddle, QWidget* parent = nullptr);
  void setFullText(const QString& text);
  [[nodiscard]] QString fullText() const { return full_; }
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void elide();
  Qt::TextElideMode mode_;
  QString full_;
};

}  // namespace tc3kd::ui
