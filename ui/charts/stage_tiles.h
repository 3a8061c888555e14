// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QString>
#include <QWidget>

namespace tc3kd::ui {

/// One stage at a glance.
struct StageTile {
  enum class State { Waiting, Running, Done };
  int stage = 1;  ///< 0 is the warm-up, which cannot be chosen: it selects nothing
  State state = State::Waiting;
  double alpha = 1;
  bool ranks = true;               ///< whether α means anything at this stage
  std::int64_t kept = 0, entered = 0, all = 0;  ///< of S_k: chosen before, new now; and N
  std::optional<double> accuracy;  ///< test top-1 at its end, or the newest so far, percent
  QString line;                    ///< "measured in 2.1 s, trained in 38 s"
  double progress = 0;             ///< of a running one, 0…1
  friend bool operator==(const StageTile&, const StageTile&) = default;
};

/// The strip above the charts: a tile a stage, of equal widths; a click or the arrow keys choose one.
class StageTiles : public QWidget {
  Q_OBJECT
 public:
  explicit StageTiles(QWidget* parent = nullptr);
  void setTiles(const std::vector<StageTile>& tiles);
  /// From 1; 0 is none.
  void setChosen(int stage);
  [[nodiscard]] int chosen() const { return chosen_; }
  [[nodiscard]] QSize minimumSizeHint() const override;
  [[nodiscard]] QSize sizeHint() const override { return minimumSizeHint(); }

 Q_SIGNALS:
  void stageChosen(int stage);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  [[nodiscard]] bool compact() const { return tiles_.size() >= 8; }
  [[nodiscard]] QRectF tileRect(std::size_t index) const;
  void paintTile(QPainter& painter, const StageTile& tile, const QRectF& rect) const;
  void choose(int stage);
  std::vector<StageTile> tiles_;
  int chosen_ = 0;
};

}  // namespace tc3kd::ui
