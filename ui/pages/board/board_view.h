// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>

#include <QWidget>

#include "core/domain/history/run_document.h"
#include "ui/pages/board/stage_detail.h"

namespace tc3kd::ui {

/// The board's tiles and charts of one run's history. Knows no store: what it needs it asks for by signal.
class BoardView : public QWidget {
  Q_OBJECT
 public:
  explicit BoardView(QWidget* parent = nullptr);
  ~BoardView() override;

  /// Shows a history; one with the events that are shown already changes nothing.
  void setHistory(const RunSummary& run, const ExperimentConfig& config, std::shared_ptr<const RunHistory> history);
  /// Forgets the run that was shown: the next history is another one's.
  void reset();
  /// The answer to `detailWanted`.
  void setDetail(std::size_t stage, const StageDetail& detail);
  void setDetailError(const QString& text);

  [[nodiscard]] std::int64_t shownSeq() const;
  [[nodiscard]] std::int64_t shownEvents() const;
  [[nodiscard]] bool logarithmic() const;
  /// Back to the newest stage after a look at an earlier one.
  void followNewest();

 Q_SIGNALS:
  /// The lower row needs what was measured at this stage (an index, from 0).
  void detailWanted(std::size_t stage);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void build();
  void showLowerRow();
  void chooseClass(int index);
  void chooseStage(int stage);
  void arrange();
  [[nodiscard]] std::optional<std::size_t> newestRanked() const;
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tc3kd::ui
