// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/run_state.h"

#include <algorithm>

#include <QCoreApplication>
#include <QLocale>

#include "ui/text/messages.h"

namespace tc3kd::ui {
namespace {

struct RunTexts {
  Q_DECLARE_TR_FUNCTIONS(RunTexts)
};

const Progress* progressOf(const HistoryPtr& history) {
  return history && history->progress() ? &*history->progress() : nullptr;
}

}  // namespace

double RunState::fraction() const {
  const Progress* progress = progressOf(history);
  return progress == nullptr ? 0 : std::clamp(progress->run_fraction, 0.0, 1.0);
}

QString RunState::stageText() const {
  if (!history) return {};
  const Progress* progress = progressOf(history);
  if (progress != nullptr && progress->stage == 0 && !history->warm_up()) {
    if (progress->phase == Phase::judge) return RunTexts::tr("training the fixed student");
    return progress->phase == Phase::teacher ? RunTexts::tr("training the teacher") : RunTexts::tr("preparing");
  }
  if (history->stages().empty()) return history->warm_up() ? RunTexts::tr("warm-up") : RunTexts::tr("preparing");
  const StageStarted& stage = history->stages().back().started;
  return RunTexts::tr("stage %1 of %2").arg(countText(stage.stage), countText(stage.stages));
}

QString RunState::epochText() const {
  const Progress* progress = progressOf(history);
  if (progress == nullptr || progress->epochs == 0) return {};
  return RunTexts::tr("epoch %1 of %2").arg(countText(progress->epoch), countText(progress->epochs));
}

QString RunState::leftText() const {
  const Progress* progress = progressOf(history);
  if (run.status == RunStatus::paused || progress == nullptr || !progress->seconds_left) return {};
  return RunTexts::tr("%1 left").arg(durationText(*progress->seconds_left));
}

}  // namespace tc3kd::ui
