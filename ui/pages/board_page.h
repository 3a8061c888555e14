// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QStringList>
#include <QWidget>

#include "core/domain/ids.h"

namespace tc3kd::ui {

class StoreWatcher;

/// The live curriculum board: the same page for a run in progress and for one of last week.
class BoardPage : public QWidget {
  Q_OBJECT
 public:
  explicit BoardPage(StoreWatcher& watcher, QWidget* parent = nullptr);
  ~BoardPage() override;

  /// Shows a run (watching it); an empty id shows the placeholder.
  void showRun(const RunId& id);
  [[nodiscard]] RunId run() const;
  /// Of the newest event on the screen; 0 before one is.
  [[nodiscard]] std::int64_t shownSeq() const;
  [[nodiscard]] std::int64_t shownEvents() const;

 Q_SIGNALS:
  void pauseRequested(const tc3kd::RunId& id);
  void resumeRequested(const tc3kd::RunId& id);
  void stopRequested(const tc3kd::RunId& id);
  void reopenRequested(const tc3kd::RunId& id);
  void runAgainRequested(const tc3kd::RunId& id);
  void whatIfRequested(const tc3kd::RunId& id);
  void compareRequested(const tc3kd::RunId& id);
  void newRunRequested();

 private:
  void build();
  void update();
  void updateHeader();
  void readDetail(std::size_t stage);
  void compareWithOriginal();
  [[nodiscard]] QStringList notes() const;
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tc3kd::ui
