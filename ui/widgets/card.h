// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QLabel>
#include <QPushButton>

class QHBoxLayout;
class QVBoxLayout;

namespace tc3kd::ui {

/// A surface with a hairline border, a title, and on the title's line whatever belongs beside it (legend, switches).
class Card : public QFrame {
  Q_OBJECT
 public:
  explicit Card(const QString& title = {}, QWidget* parent = nullptr);

  void setTitle(const QString& title);
  void addToHeader(QWidget* widget);  ///< right of the title, from left to right
  [[nodiscard]] QVBoxLayout* body() const { return body_; }

 private:
  QLabel* title_;
  QHBoxLayout* header_;
  QVBoxLayout* body_;
};

/// What a piece of text is for; the style sheet gives it size, weight and colour.
enum class TextRole { PageTitle, CardTitle, Body, Secondary, Tertiary, Ok, Warning, Error };
[[nodiscard]] QLabel* makeLabel(const QString& text, TextRole role, QWidget* parent = nullptr);
void setTextRole(QLabel* label, TextRole role);

/// Primary: the page's one accent button. Quiet: text only, for what is seldom needed.
enum class ButtonRole { Primary, Normal, Quiet, Danger };
[[nodiscard]] QPushButton* makeButton(const QString& text, ButtonRole role = ButtonRole::Normal,
                                      QWidget* parent = nullptr);

}  // namespace tc3kd::ui
