// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/board/board_view.h"

#include <cmath>
#include <limits>

#include <QHBoxLayout>
#include <QLocale>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/charts/alpha_chart.h"
#include "ui/charts/counts_chart.h"
#include "ui/charts/heat_map.h"
#include "ui/charts/histogram_chart.h"
#include "ui/charts/legend.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/stage_tiles.h"
#include "ui/pages/board/board_curves.h"
#include "ui/text/messages.h"
#include "ui/widgets/card.h"

namespace tc3kd::ui {

struct BoardView::State {
  StageTiles* tiles = nullptr;
  QScrollArea* tilesArea = nullptr;
  LineChart *accuracy = nullptr, *loss = nullptr;
  AlphaChart* alpha = nullptr;
  Card *accuracyCard = nullptr, *lossCard = nullptr, *alphaCard = nullptr;
  HeatMap* heat = nullptr;
  HistogramChart* histogram = nullptr;
  CountsChart* counts = nullptr;
  Card *heatCard = nullptr, *histogramCard = nullptr, *countsCard = nullptr;
  QLabel *heatNote = nullptr, *histogramNote = nullptr, *emptyNote = nullptr;
  QToolButton *logScale = nullptr, *live = nullptr;
  QTabBar* tabs = nullptr;
  QHBoxLayout *upper = nullptr, *lower = nullptr;

  ExperimentConfig config;
  std::shared_ptr<const RunHistory> history;
  RunStatus status = RunStatus::queued;
  std::optional<std::size_t> stage;  ///< whose detail is shown, from 0
  bool following = true;             ///< the newest stage that was ranked
  std::size_t asked_ended = 0;       ///< how many stages had ended when the detail was asked for
  StageDetail detail;
};

BoardView::BoardView(QWidget* parent) : QWidget(parent), state_(std::make_unique<State>()) { build(); }
BoardView::~BoardView() = default;

void BoardView::build() {
  State& s = *state_;
  s.tiles = new StageTiles;
  s.tiles->setObjectName(QStringLiteral("stageTiles"));
  s.tilesArea = new QScrollArea;
  s.tilesArea->setWidget(s.tiles);
  s.tilesArea->setWidgetResizable(true);
  s.tilesArea->setFrameShape(QFrame::NoFrame);
  s.tilesArea->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  s.tilesArea->viewport()->setAutoFillBackground(false);
  s.tiles->setAutoFillBackground(false);

  s.accuracy = new LineChart;
  s.accuracy->setAxisTitles(tr("epoch"), tr("accuracy, %"));
  s.accuracyCard = new Card(tr("Accuracy"));
  s.accuracyCard->addToHeader(s.accuracy->legend());
  s.accuracyCard->body()->addWidget(s.accuracy);
  s.loss = new LineChart;
  s.loss->setAxisTitles(tr("epoch"), tr("loss, nats"));
  s.lossCard = new Card(tr("Loss"));
  s.lossCard->addToHeader(s.loss->legend());
  s.lossCard->body()->addWidget(s.loss);
  s.alpha = new AlphaChart;
  s.alphaCard = new Card(tr("α by stage"));
  s.alphaCard->addToHeader(s.alpha->legend());
  s.alphaCard->body()->addWidget(s.alpha);

  s.heat = new HeatMap;
  s.heat->setObjectName(QStringLiteral("heatMap"));
  s.heatNote = makeLabel({}, TextRole::Secondary);
  s.logScale = new QToolButton;
  s.logScale->setText(tr("log"));
  s.logScale->setCheckable(true);
  s.logScale->setChecked(true);
  s.logScale->setToolTip(tr("Difficulty on a logarithmic axis"));
  s.live = new QToolButton;
  s.live->setText(tr("newest stage"));
  s.live->setToolTip(tr("Back to the newest stage"));
  s.live->setObjectName(QStringLiteral("newestStage"));
  s.heatCard = new Card(tr("Difficulty by class"));
  s.heatCard->addToHeader(s.live);
  s.heatCard->addToHeader(s.logScale);
  s.emptyNote = makeLabel({}, TextRole::Secondary);
  s.emptyNote->setWordWrap(true);
  s.emptyNote->setAlignment(Qt::AlignCenter);
  s.heatCard->body()->addWidget(s.heatNote);
  s.heatCard->body()->addWidget(s.emptyNote, 1);
  s.heatCard->body()->addWidget(s.heat, 1);
  s.histogram = new HistogramChart;
  s.histogramNote = makeLabel({}, TextRole::Secondary);
  s.histogramCard = new Card(tr("One class"));
  s.histogramCard->addToHeader(s.histogramNote);
  s.histogramCard->body()->addWidget(s.histogram->legend());
  s.histogramCard->body()->addWidget(s.histogram, 1);
  s.counts = new CountsChart;
  s.counts->setObjectName(QStringLiteral("counts"));
  s.countsCard = new Card(tr("New samples"));
  s.countsCard->body()->addWidget(s.counts);

  s.upper = new QHBoxLayout;
  s.upper->setSpacing(12);
  s.upper->addWidget(s.accuracyCard, 43);
  s.upper->addWidget(s.lossCard, 31);
  s.upper->addWidget(s.alphaCard, 26);
  s.lower = new QHBoxLayout;
  s.lower->setSpacing(12);
  s.lower->addWidget(s.heatCard, 43);
  s.lower->addWidget(s.histogramCard, 32);
  s.lower->addWidget(s.countsCard, 25);
  s.tabs = new QTabBar;
  s.tabs->setDrawBase(false);
  s.tabs->addTab(tr("Difficulty by class"));
  s.tabs->addTab(tr("One class"));
  s.tabs->addTab(tr("New samples"));
  s.tabs->hide();

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(12);
  layout->addWidget(s.tilesArea);
  layout->addLayout(s.upper, 47);
  layout->addWidget(s.tabs);
  layout->addLayout(s.lower, 53);

  connect(s.tiles, &StageTiles::stageChosen, this, &BoardView::chooseStage);
  connect(s.heat, &ClassChart::classChosen, this, &BoardView::chooseClass);
  connect(s.counts, &ClassChart::classChosen, this, &BoardView::chooseClass);
  connect(s.live, &QToolButton::clicked, this, &BoardView::followNewest);
  connect(s.logScale, &QToolButton::toggled, this, [this] {
    if (state_->stage) Q_EMIT detailWanted(*state_->stage);
  });
  connect(s.tabs, &QTabBar::currentChanged, this, [this] { arrange(); });
  showLowerRow();
}

void BoardView::reset() {
  State& s = *state_;
  s.history.reset();
  s.stage.reset();
  s.following = true;
  s.asked_ended = 0;
  s.detail = {};
  s.heat->clear();
  s.histogram->clear();
  s.counts->setCounts({}, {});
}

void BoardView::setHistory(const RunSummary& run, const ExperimentConfig& config,
                           std::shared_ptr<const RunHistory> history) {
  State& s = *state_;
  if (s.history && s.history->last_seq() == history->last_seq() && s.status == run.status) return;
  s.history = std::move(history);
  s.config = config;
  s.status = run.status;
  const bool running = is_active(run.status);
  const RunHistory& h = *s.history;

  s.tiles->setTiles(stageTiles(h, config, running));
  s.tilesArea->setFixedHeight(s.tiles->minimumSizeHint().height() +
                              (s.tiles->minimumSizeHint().width() > width() ? 12 : 0));
  const bool teacher = showsTeacher(h);
  const QString x = teacher ? tr("teacher's epoch") : tr("epoch");
  s.accuracy->setAxisTitles(x, tr("accuracy, %"));
  s.loss->setAxisTitles(x, tr("loss, nats"));
  const double epochs = static_cast<double>(teacher ? config.teacher.epochs : config.training.epochs);
  for (LineChart* chart : {s.accuracy, s.loss}) {
    chart->setRangeX(0, epochs);
    chart->setBands(stageBands(h, config, running));
  }
  s.accuracy->setCurves(accuracyCurves(h, config, running));
  s.loss->setCurves(lossCurves(h, config));
  s.alpha->setAlphas(alphas(h, config), static_cast<int>(h.stages().size()));
  s.alphaCard->setVisible(config.curriculum.stages > 1);
  showLowerRow();

  std::size_t ended = 0;
  for (const StageHistory& stage : h.stages()) ended += stage.ended ? 1 : 0;
  const auto wanted = s.following ? newestRanked() : s.stage;
  const bool stage_changed = wanted != s.stage || ended != s.asked_ended;
  if (!wanted || !stage_changed) return;
  s.stage = wanted;
  s.asked_ended = ended;
  Q_EMIT detailWanted(*wanted);
}

std::optional<std::size_t> BoardView::newestRanked() const {
  if (!state_->history) return std::nullopt;
  const auto& stages = state_->history->stages();
  std::optional<std::size_t> chosen;
  for (std::size_t i = 0; i < stages.size(); ++i) {
    const bool ranked = stages[i].selected && stages[i].selected->measured > 0;
    if (ranked || (stages[i].selected && !chosen)) chosen = i;
  }
  return chosen;
}

void BoardView::followNewest() {
  state_->following = true;
  state_->stage = newestRanked();
  state_->tiles->setChosen(0);
  if (state_->stage) Q_EMIT detailWanted(*state_->stage);
  showLowerRow();
}

void BoardView::chooseStage(int stage) {
  State& s = *state_;
  const auto index = static_cast<std::size_t>(stage - 1);
  if (!s.history || index >= s.history->stages().size() || !s.history->stages()[index].selected) return;
  s.following = newestRanked() == index;
  s.stage = index;
  s.tiles->setChosen(s.following ? 0 : stage);
  Q_EMIT detailWanted(index);
  showLowerRow();
}

void BoardView::setDetail(std::size_t stage, const StageDetail& detail) {
  if (state_->stage != stage) return;
  state_->detail = detail;
  showLowerRow();
}

void BoardView::setDetailError(const QString& text) {
  state_->detail = {};
  showLowerRow();
  state_->emptyNote->setText(text);
}

void BoardView::chooseClass(int index) {
  state_->heat->setChosenClass(index);
  state_->counts->setChosenClass(index);
  showLowerRow();
}

void BoardView::showLowerRow() {
  State& s = *state_;
  const bool known = s.history && s.history->data();
  QStringList classes;
  if (known) {
    for (const std::string& name : s.history->data()->classes) classes.append(QString::fromStdString(name));
  }
  s.heat->setClasses(classes);
  s.counts->setClasses(classes);
  std::vector<std::vector<std::int64_t>> entered;
  if (known) {
    for (const StageHistory& stage : s.history->stages()) {
      if (stage.selected) entered.push_back(stage.selected->class_entered);
    }
  }
  s.counts->setCounts(entered, s.detail.accuracies);

  const bool ranked = s.detail.histogram.classes > 0;
  s.heat->setVisible(ranked);
  s.emptyNote->setVisible(!ranked);
  s.logScale->setVisible(ranked);
  arrange();
  s.live->setVisible(!s.following);
  s.heatNote->setVisible(ranked);
  s.histogramNote->setVisible(ranked);
  if (!ranked) {
    s.heat->clear();
    s.histogram->clear();
    s.histogramCard->setTitle(tr("One class"));
    if (!known) {
      s.emptyNote->setText(tr("Here the difficulty of every class appears as soon as the first stage is measured."));
    } else if (s.config.curriculum.stages == 1) {
      s.emptyNote->setText(
          tr("This run trains on all samples from the start: nothing is ranked, so there is no difficulty to show."));
    } else if (s.stage && *s.stage + 1 == static_cast<std::size_t>(s.config.curriculum.stages)) {
      s.emptyNote->setText(tr("The last stage takes all that is left: nothing is ranked."));
    } else {
      s.emptyNote->setText(tr("Here the difficulty of every class appears as soon as the first stage is measured."));
    }
    return;
  }
  const StageHistory& stage = s.history->stages()[*s.stage];
  const QLocale locale;
  s.heatNote->setText(tr("stage %1 · %2 measured · g = %3 CE teacher + %4 CE student")
                          .arg(*s.stage + 1)
                          .arg(countText(stage.selected->measured), locale.toString(stage.selected->alpha, 'g', 3),
                               locale.toString(1 - stage.selected->alpha, 'g', 3)));
  s.heat->setHistogram(s.detail.histogram, s.detail.cut_offs);
  const int y = s.heat->chosenClass();
  const auto index = static_cast<std::size_t>(y);
  const double cut =
      index < s.detail.cut_offs.size() ? s.detail.cut_offs[index] : std::numeric_limits<double>::quiet_NaN();
  s.histogram->setClass(s.detail.histogram, y, cut);
  s.histogramCard->setTitle(classes.value(y));
  s.histogramNote->setText(
      tr("%1 of %2 enter")
          .arg(countText(stage.selected->class_entered.at(index)), countText(s.detail.histogram.measured.at(index))));
}

void BoardView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

void BoardView::arrange() {
  State& s = *state_;
  // Of the room that the page has for the board, which may be less than the board's own height.
  const QSize room = parentWidget() != nullptr ? parentWidget()->size() : size();
  const bool narrow = room.width() < 1000 || room.height() < 600;
  s.tabs->setVisible(narrow);
  auto* rows = static_cast<QVBoxLayout*>(layout());
  rows->setStretchFactor(s.upper, narrow ? 40 : 47);
  rows->setStretchFactor(s.lower, narrow ? 60 : 53);
  s.heatCard->setVisible(!narrow || s.tabs->currentIndex() == 0);
  const bool ranked = s.detail.histogram.classes > 0;
  s.tabs->setTabVisible(1, ranked);
  s.histogramCard->setVisible(ranked && (!narrow || s.tabs->currentIndex() == 1));
  s.countsCard->setVisible(!narrow || s.tabs->currentIndex() == 2);
}

std::int64_t BoardView::shownSeq() const { return state_->history ? state_->history->last_seq() : 0; }
std::int64_t BoardView::shownEvents() const { return state_->history ? state_->history->event_count() : 0; }
bool BoardView::logarithmic() const { return state_->logScale->isChecked(); }

}  // namespace tc3kd::ui
