// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/board_page.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QLocale>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "core/domain/analysis/repetition.h"
#include "core/domain/config/config_json.h"
#include "core/domain/config/distillation_methods.h"
#include "core/domain/config/presets.h"
#include "ui/bridge/store_watcher.h"
#include "ui/pages/board/board_view.h"
#include "ui/text/messages.h"
#include "ui/widgets/card.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/placeholder.h"
#include "ui/widgets/status.h"

namespace tc3kd::ui {

struct BoardPage::State {
  explicit State(StoreWatcher& w) : watcher(w) {}
  StoreWatcher& watcher;
  RunId id;
  std::optional<RunSummary> run;
  ExperimentConfig config;

  QStackedWidget* stack = nullptr;
  Placeholder* placeholder = nullptr;
  ElidedLabel* subtitle = nullptr;
  QLabel *title = nullptr, *place = nullptr, *timeLeft = nullptr, *note = nullptr;
  StatusPill* pill = nullptr;
  QPushButton *pause = nullptr, *stop = nullptr, *reopen = nullptr, *again = nullptr, *whatIf = nullptr,
              *compare = nullptr;
  QString repetition;     ///< how a repeat compares with its original, once both have ended
  RunId comparedRepeat;   ///< whose `repetition` that is
  BoardView* view = nullptr;
};

namespace {

QString methodLabel(const ExperimentConfig& config) {
  if (config.distillation.method == "none") return BoardPage::tr("student alone");
  const QString method = QString::fromStdString(method_facts(config.distillation).title);
  if (config.curriculum.stages == 1) return method;
  return method + QStringLiteral(" + ") + QString::fromStdString(curriculum_name(config));
}

QString subtitleOf(const ExperimentConfig& config) {
  QStringList parts{datasetLabel(config.data), pairLabel(config)};
  QString method = methodLabel(config);
  if (config.distillation.method != "none") {
    const QLocale locale;
    method += QStringLiteral(", τ %1, λ %2")
                  .arg(locale.toString(config.distillation.temperature, 'g', 4),
                       locale.toString(config.distillation.ce_weight, 'g', 4));
  }
  parts.append(method);
  parts.append(BoardPage::tr("seed %1").arg(config.seed));
  return parts.join(QStringLiteral(" · "));
}

QString placeText(const ExperimentConfig& config, const RunHistory& history) {
  const auto& progress = history.progress();
  if (!progress) return {};
  switch (progress->phase) {
    case Phase::preparing: return BoardPage::tr("Reading the data");
    case Phase::judge:
      return BoardPage::tr("Fixed student, epoch %1 of %2").arg(progress->epoch).arg(progress->epochs);
    case Phase::teacher: return BoardPage::tr("Teacher, epoch %1 of %2").arg(progress->epoch).arg(progress->epochs);
    case Phase::measuring:
      return BoardPage::tr("Stage %1 of %2 · measuring").arg(progress->stage).arg(config.curriculum.stages);
    case Phase::selecting:
      return BoardPage::tr("Stage %1 of %2 · selecting").arg(progress->stage).arg(config.curriculum.stages);
    case Phase::training:
    case Phase::evaluating:
      if (progress->stage == 0) return BoardPage::tr("Evaluating the teacher");
      if (config.curriculum.stages == 1)
        return BoardPage::tr("Epoch %1 of %2").arg(progress->epoch).arg(progress->epochs);
      return BoardPage::tr("Stage %1 of %2 · epoch %3 of %4")
          .arg(progress->stage)
          .arg(config.curriculum.stages)
          .arg(progress->epoch)
          .arg(progress->epochs);
  }
  return {};
}

/// What a finished run says where a running one says its place.
QString resultText(const RunHistory& history) {
  const auto top1 = history.last_top1();
  return top1 ? BoardPage::tr("test top-1 %1 %, best %2 %").arg(percentText(top1), percentText(history.best_top1()))
              : QString();
}

}  // namespace

BoardPage::BoardPage(StoreWatcher& watcher, QWidget* parent)
    : QWidget(parent), state_(std::make_unique<State>(watcher)) {
  build();
  connect(&watcher, &StoreWatcher::historyChanged, this, [this](const RunId& id) {
    if (id == state_->id) update();
  });
  connect(&watcher, &StoreWatcher::runsChanged, this, [this] {
    if (!state_->id.empty()) update();
  });
}

BoardPage::~BoardPage() {
  if (!state_->id.empty()) state_->watcher.unwatch(state_->id);
}

void BoardPage::build() {
  State& s = *state_;
  s.title = makeLabel({}, TextRole::PageTitle);
  s.title->setObjectName(QStringLiteral("boardTitle"));
  s.subtitle = new ElidedLabel(Qt::ElideRight);
  setTextRole(s.subtitle, TextRole::Secondary);
  s.pill = new StatusPill;
  s.place = makeLabel({}, TextRole::CardTitle);
  s.place->setAlignment(Qt::AlignRight);
  s.timeLeft = makeLabel({}, TextRole::Secondary);
  s.timeLeft->setAlignment(Qt::AlignRight);
  s.pause = makeButton(tr("Pause"), ButtonRole::Primary);
  s.pause->setObjectName(QStringLiteral("pause"));
  s.stop = makeButton(tr("Stop"));
  s.stop->setObjectName(QStringLiteral("stop"));
  s.reopen = makeButton(tr("Resume"), ButtonRole::Primary);
  s.reopen->setObjectName(QStringLiteral("reopen"));
  s.reopen->setToolTip(tr("Go on from the last checkpoint"));
  s.again = makeButton(tr("Run again"));
  s.again->setObjectName(QStringLiteral("runAgain"));
  s.again->setToolTip(tr("Repeat this run exactly, and see whether every number is the same"));
  s.whatIf = makeButton(tr("What if…"));
  s.whatIf->setObjectName(QStringLiteral("whatIf"));
  s.whatIf->setToolTip(tr("What another α, pool, balance or m would have selected from this run's measurements"));
  s.compare = makeButton(tr("Compare"));
  s.compare->setObjectName(QStringLiteral("compare"));
  s.note = makeLabel({}, TextRole::Warning);
  s.note->setWordWrap(true);
  s.note->setTextInteractionFlags(Qt::TextSelectableByMouse);

  auto* titleLine = new QHBoxLayout;
  titleLine->setSpacing(12);
  titleLine->addWidget(s.title);
  titleLine->addWidget(s.pill);
  titleLine->addStretch(1);
  auto* left = new QVBoxLayout;
  left->setSpacing(2);
  left->addLayout(titleLine);
  left->addWidget(s.subtitle);
  auto* right = new QVBoxLayout;
  right->setSpacing(2);
  right->addWidget(s.place);
  right->addWidget(s.timeLeft);
  auto* header = new QHBoxLayout;
  header->setSpacing(10);
  header->addLayout(left, 1);
  header->addLayout(right);
  header->addSpacing(6);
  for (QPushButton* button : {s.pause, s.stop, s.reopen, s.again, s.whatIf, s.compare}) header->addWidget(button, 0, Qt::AlignTop);

  s.view = new BoardView;
  s.view->setAutoFillBackground(false);
  // Charts keep a height at which they can be read; where the window is lower, the board scrolls.
  auto* area = new QScrollArea;
  area->setWidget(s.view);
  area->setWidgetResizable(true);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  area->viewport()->setAutoFillBackground(false);
  auto* content = new QWidget;
  auto* layout = new QVBoxLayout(content);
  layout->setContentsMargins(24, 16, 24, 14);
  layout->setSpacing(12);
  layout->addLayout(header);
  layout->addWidget(s.note);
  layout->addWidget(area, 1);
  s.placeholder = new Placeholder;
  s.stack = new QStackedWidget;
  s.stack->addWidget(s.placeholder);
  s.stack->addWidget(content);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->addWidget(s.stack);
  s.placeholder->showEmpty(
      tr("No run is open"),
      tr("The board shows the stages of a run: what was measured, which samples entered, and how well the "
         "student does. Open a run from the table, or start a new one."),
      tr("New run…"));

  connect(s.placeholder, &Placeholder::actionTriggered, this, &BoardPage::newRunRequested);
  connect(s.pause, &QPushButton::clicked, this, [this] {
    const bool paused = state_->run && state_->run->status == RunStatus::paused;
    if (paused) {
      Q_EMIT resumeRequested(state_->id);
    } else {
      Q_EMIT pauseRequested(state_->id);
    }
  });
  connect(s.stop, &QPushButton::clicked, this, [this] { Q_EMIT stopRequested(state_->id); });
  connect(s.reopen, &QPushButton::clicked, this, [this] { Q_EMIT reopenRequested(state_->id); });
  connect(s.again, &QPushButton::clicked, this, [this] { Q_EMIT runAgainRequested(state_->id); });
  connect(s.whatIf, &QPushButton::clicked, this, [this] { Q_EMIT whatIfRequested(state_->id); });
  connect(s.compare, &QPushButton::clicked, this, [this] { Q_EMIT compareRequested(state_->id); });
  connect(s.view, &BoardView::detailWanted, this, &BoardPage::readDetail);
}

void BoardPage::showRun(const RunId& id) {
  State& s = *state_;
  if (id == s.id) return;
  if (!s.id.empty()) s.watcher.unwatch(s.id);
  s.id = id;
  s.run.reset();
  s.view->reset();
  if (!id.empty()) s.watcher.watch(id);
  update();
}

RunId BoardPage::run() const { return state_->id; }
std::int64_t BoardPage::shownSeq() const { return state_->view->shownSeq(); }
std::int64_t BoardPage::shownEvents() const { return state_->view->shownEvents(); }

void BoardPage::update() {
  State& s = *state_;
  const RunList runs = s.watcher.runs();
  const auto found = std::find_if(runs->begin(), runs->end(), [&](const RunSummary& run) { return run.id == s.id; });
  if (s.id.empty() || found == runs->end()) {
    if (s.id.empty() || !s.run) s.stack->setCurrentIndex(0);
    return;
  }
  if (!s.run || s.run->config_json != found->config_json) {
    const auto config = parse_config(found->config_json, "the stored configuration");
    s.config = config ? *config : ExperimentConfig{};
  }
  s.run = *found;
  s.stack->setCurrentIndex(1);
  updateHeader();
  if (const HistoryPtr history = s.watcher.history(s.id)) s.view->setHistory(*s.run, s.config, history);
}

void BoardPage::updateHeader() {
  State& s = *state_;
  const HistoryPtr history = s.watcher.history(s.id);
  const bool active = is_active(s.run->status);
  s.title->setText(QString::fromStdString(s.run->name));
  s.subtitle->setFullText(subtitleOf(s.config));
  s.pill->setStatus(s.run->status);
  s.pause->setVisible(active);
  s.pause->setText(s.run->status == RunStatus::paused ? tr("Continue") : tr("Pause"));
  s.stop->setVisible(active || s.run->status == RunStatus::queued);
  s.reopen->setVisible(is_resumable(s.run->status));
  s.whatIf->setVisible(history && s.config.curriculum.stages > 1 && !history->stages().empty() &&
                       history->stages().front().selected);
  s.again->setVisible(!active && s.run->status != RunStatus::queued);
  s.place->setText(history ? (active ? placeText(s.config, *history) : resultText(*history)) : QString());
  QString time;
  if (history && active && history->progress() && history->progress()->seconds_left) {
    time = tr("%1 left").arg(durationText(*history->progress()->seconds_left));
  } else if (history && history->ended()) {
    time = tr("took %1").arg(durationText(history->ended()->seconds));
  }
  s.timeLeft->setText(time);

  compareWithOriginal();
  const QStringList texts = notes();
  const bool only_repetition = texts.size() == 1 && texts.front() == s.repetition;
  setTextRole(s.note, s.run->error ? TextRole::Error : only_repetition ? TextRole::Secondary : TextRole::Warning);
  s.note->setText(texts.mid(0, 3).join(QLatin1Char('\n')));
  s.note->setToolTip(texts.join(QLatin1Char('\n')));
  s.note->setVisible(!texts.isEmpty());
}

QStringList BoardPage::notes() const {
  const State& s = *state_;
  QStringList notes;
  if (s.comparedRepeat == s.id && !s.repetition.isEmpty()) notes.append(s.repetition);
  if (s.run->error) notes.append(errorText(*s.run->error) + QLatin1Char(' ') + tr("Everything up to here is kept."));
  if (s.run->status == RunStatus::interrupted)
    notes.append(tr("The program that ran it ended unexpectedly. Everything up to here is kept."));
  if (const HistoryPtr history = s.watcher.history(s.id)) {
    for (const Warning& warning : history->warnings()) notes.append(warningText(warning));
  }
  return notes;
}

/// A run whose parent has the very same configuration is a repeat of it: is every number the same?
void BoardPage::compareWithOriginal() {
  State& s = *state_;
  if (s.comparedRepeat == s.id || s.run->parent.empty() || is_active(s.run->status) || s.run->status == RunStatus::queued)
    return;
  const RunList runs = s.watcher.runs();
  const auto original =
      std::find_if(runs->begin(), runs->end(), [&](const RunSummary& run) { return run.id == s.run->parent; });
  if (original == runs->end() || original->config_json != s.run->config_json) return;
  s.comparedRepeat = s.id;
  s.repetition.clear();
  s.watcher.read<std::optional<RepetitionDifference>>(
      this,
      [stored = original->id, repeat = s.id](RunReader& reader) -> Result<std::optional<RepetitionDifference>> {
        const auto a = reader.history(stored);
        if (!a) return tl::unexpected<Error>(a.error());
        const auto b = reader.history(repeat);
        if (!b) return tl::unexpected<Error>(b.error());
        return first_difference(*a, *b);
      },
      [this, id = s.id, name = QString::fromStdString(original->name)](const auto& difference) {
        if (id != state_->comparedRepeat || !difference) return;
        state_->repetition =
            *difference ? tr("This repeats “%1” and differs first at epoch %2: %3 was %4 and is %5.")
                              .arg(name)
                              .arg((*difference)->epoch)
                              .arg(QString::fromStdString((*difference)->field),
                                   QString::fromStdString((*difference)->stored),
                                   QString::fromStdString((*difference)->repeated))
                        : tr("This repeats “%1”: every number of every epoch is the same.").arg(name);
        if (id == state_->id) updateHeader();
      });
}

void BoardPage::readDetail(std::size_t stage) {
  const HistoryPtr history = state_->watcher.history(state_->id);
  if (!history) return;
  state_->watcher.read<StageDetail>(
      this,
      [history, config = state_->config, stage, logarithmic = state_->view->logarithmic()](RunReader& reader) {
        return readStageDetail(reader, *history, config, stage, logarithmic);
      },
      [this, id = state_->id, stage](const Result<StageDetail>& detail) {
        if (id != state_->id) return;
        if (detail) {
          state_->view->setDetail(stage, *detail);
        } else {
          state_->view->setDetailError(errorText(detail.error()));
        }
      });
}

}  // namespace tc3kd::ui
