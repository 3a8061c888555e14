// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>

#include <QFrame>

#include "ui/window/run_state.h"

class QLabel;
class QProgressBar;
class QToolButton;

namespace tc3kd::ui {

enum class Page { Runs, Board, Compare, Data, Models };
constexpr std::size_t page_count = 5;

/// Where one is, and what is being worked off.
class SideBar : public QFrame {
  Q_OBJECT
 public:
  explicit SideBar(QWidget* parent = nullptr);

  void setPage(Page page);
  void setRunCount(qsizetype runs);
  /// The run in progress and how many wait behind it; the box is not there while nothing runs or waits.
  void setQueue(const std::optional<RunState>& current, qsizetype waiting);
  /// Icons only.
  void setNarrow(bool narrow);

 Q_SIGNALS:
  void pageChosen(tc3kd::ui::Page page);
  void queueClicked();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QWidget* makeQueueBox();
  void drawIcons();
  void showTexts();

  std::array<QToolButton*, page_count> buttons_{};
  QLabel* runCount_ = nullptr;
  QWidget* queue_ = nullptr;
  QLabel* waiting_ = nullptr;
  QLabel* current_ = nullptr;
  QProgressBar* progress_ = nullptr;
  bool narrow_ = false, queued_ = false;
};

}  // namespace tc3kd::ui
