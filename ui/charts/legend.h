// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QString>
#include <QWidget>

namespace tc3kd::ui {

/// What stands on a card's title line: a stroke or a bar in its colour, and a name.
struct LegendEntry {
  QString name;
  QColor colour;
  QList<qreal> dashes;
  bool bar = false;
  friend bool operator==(const LegendEntry&, const LegendEntry&) = default;
};

/// Entries from left to right; what does not fit is elided, with the whole names in the tool tip.
class Legend : public QWidget {
  Q_OBJECT
 public:
  explicit Legend(QWidget* parent = nullptr);
  void setEntries(const QList<LegendEntry>& entries);
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  [[nodiscard]] double widthOf(const LegendEntry& entry) const;
  QList<LegendEntry> entries_;
};

}  // namespace tc3kd::ui
