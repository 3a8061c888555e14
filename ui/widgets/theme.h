// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QList>
#include <QObject>
#include <QString>

namespace tc3kd::ui {

/// The roles of look.md's palette. Widgets read roles, never literal colours.
struct Colours {
  QColor window, surface, raised, line, grid, band;
  QColor text, secondary, tertiary;
  QColor accent, onAccent, selection;
  QColor teacher, student;
  QColor ok, warning, error, idle;
  QList<QColor> series;  ///< 8, the last one is the baseline's grey
  QList<QColor> ramp;    ///< 6, from the surface to the deepest
};

/// The application's one palette and style sheet. `Theme::instance()` is made by the application's main (or a test)
/// with `Theme::install(app)`; it sets the Fusion style, the QPalette and the style sheet, and follows the desktop in
/// `System`.
class Theme : public QObject {
  Q_OBJECT
 public:
  enum class Mode { System, Light, Dark };
  Q_ENUM(Mode)

  static Theme& install();
  static Theme& instance();

  void setMode(Mode mode);
  [[nodiscard]] Mode mode() const;
  [[nodiscard]] bool dark() const;
  [[nodiscard]] const Colours& colours() const;

  /// The ramp at t in 0…1 (linear between its six stops).
  [[nodiscard]] QColor rampColour(double t) const;
  /// Series `index` (wraps around), and its dash pattern (empty is solid).
  [[nodiscard]] QColor seriesColour(int index) const;
  [[nodiscard]] static QList<qreal> seriesDashes(int index);
  /// One of the program's symbolic icons (resources/icons/<name>.svg), drawn in a role's colour.
  [[nodiscard]] QIcon icon(const QString& name) const;

  ~Theme() override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 Q_SIGNALS:
  void changed();

 private:
  Theme() = default;
  void apply();
  Mode mode_ = Mode::System;
  bool system_dark_ = false;
  bool applying_ = false;
};

}  // namespace tc3kd::ui
