// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/board/board_curves.h"

#include <algorithm>

#include <QCoreApplication>

#include "core/domain/config/dataset_catalogue.h"
#include "core/domain/config/distillation_methods.h"
#include "core/domain/curriculum/stage_plan.h"
#include "ui/text/messages.h"

namespace tc3kd::ui {
namespace {

struct Board {
  Q_DECLARE_TR_FUNCTIONS(Board)
};

double at(std::int64_t epoch) { return static_cast<double>(epoch); }

Curve curve(const QString& name, CurveStyle style) { return {name, style, {}}; }

/// The plan of the warm-up and all stages, from the class sizes that the run has, or will have as far as the catalogue
/// knows.
StagePlan planned(const RunHistory& history, const ExperimentConfig& config) {
  std::vector<std::int64_t> sizes;
  if (history.data()) {
    sizes = history.data()->class_sizes;
  } else if (const auto facts = dataset_facts(config.data)) {
    sizes = limited_class_sizes(facts->class_sizes, config.data.train_limit);
  }
  return plan_stages(config, sizes).value_or(StagePlan{});
}

const StageHistory* begun(const RunHistory& history, std::int64_t stage) {
  const auto index = static_cast<std::size_t>(stage - 1);
  return index < history.stages().size() ? &history.stages()[index] : nullptr;
}

QString epochOf(const StageHistory& stage) {
  const std::int64_t epochs = stage.started.last_epoch - stage.started.first_epoch + 1;
  return Board::tr("epoch %1 of %2").arg(std::min(stage.epochs_done + 1, epochs)).arg(epochs);
}

QString tileLine(const StageHistory& stage) {
  const double measuring = stage.selected ? stage.selected->measuring_seconds : 0;
  if (stage.ended) {
    return Board::tr("measured in %1, trained in %2")
        .arg(durationText(measuring), durationText(stage.ended->seconds.training));
  }
  if (!stage.selected) return Board::tr("measuring");
  return Board::tr("measured in %1, %2").arg(durationText(measuring), epochOf(stage));
}

double stageProgress(const RunHistory& history, const StageHistory& stage) {
  const std::int64_t epochs = stage.started.last_epoch - stage.started.first_epoch + 1;
  double done = static_cast<double>(stage.epochs_done);
  const auto& progress = history.progress();
  if (progress && progress->phase == Phase::training && progress->stage == stage.started.stage && progress->total > 0) {
    done += static_cast<double>(progress->done) / static_cast<double>(progress->total);
  }
  return epochs > 0 ? done / static_cast<double>(epochs) : 0;
}

std::optional<double> newestAccuracy(const RunHistory& history, std::int64_t stage) {
  std::optional<double> found;
  for (const EpochEnded& epoch : history.epochs()) {
    if (epoch.stage == stage && epoch.test_top1) found = epoch.test_top1;
  }
  return found;
}

void fillBegun(StageTile& tile, const RunHistory& history, const StageHistory& stage, bool running) {
  const bool last = stage.started.stage == static_cast<std::int64_t>(history.stages().size());
  tile.state = last && !stage.ended && running ? StageTile::State::Running : StageTile::State::Done;
  tile.alpha = stage.started.alpha;
  tile.line = stage.ended || tile.state == StageTile::State::Running ? tileLine(stage) : Board::tr("not finished");
  tile.progress = stageProgress(history, stage);
  tile.accuracy = newestAccuracy(history, stage.started.stage);
  if (!stage.selected) return;
  tile.entered = stage.selected->entered_count;
  tile.kept = stage.selected->subset_size - stage.selected->entered_count;
}

/// All of D is trained on before anything is selected.
StageTile warmUpTile(const RunHistory& history, const PlannedStage& plan, bool running) {
  StageTile tile;
  tile.stage = 0;
  tile.ranks = false;
  tile.kept = tile.all = plan.subset_size;
  tile.line = Board::tr("on all samples, %1 epochs").arg(plan.last_epoch);
  if (!history.warm_up()) return tile;
  const StageHistory& stage = *history.warm_up();
  const bool open = !stage.ended && history.stages().empty();
  tile.state = open && running ? StageTile::State::Running : StageTile::State::Done;
  tile.progress = stageProgress(history, stage);
  tile.accuracy = newestAccuracy(history, 0);
  if (stage.ended) {
    tile.line = Board::tr("on all samples, trained in %1").arg(durationText(stage.ended->seconds.training));
  } else {
    tile.line = open && running ? Board::tr("on all samples, %1").arg(epochOf(stage)) : Board::tr("not finished");
  }
  return tile;
}

}  // namespace

bool showsTeacher(const RunHistory& history) { return history.epochs().empty() && !history.teacher_epochs().empty(); }

std::vector<Curve> accuracyCurves(const RunHistory& history, const ExperimentConfig& config, bool running) {
  if (showsTeacher(history)) {
    Curve teacher =
        curve(Board::tr("teacher's test top-1"), {.colour = CurveStyle::Colour::Teacher, .marksLast = running});
    for (const TeacherEpoch& e : history.teacher_epochs()) {
      if (e.test_top1) teacher.points.push_back({at(e.epoch), *e.test_top1});
    }
    return {teacher};
  }
  Curve test = curve(Board::tr("test top-1"), {.colour = CurveStyle::Colour::Accent, .marksLast = running});
  Curve train = curve(Board::tr("train"),
                      {.colour = CurveStyle::Colour::Secondary, .line = CurveStyle::Line::Dashed, .width = 1.5});
  Curve agreement = curve(Board::tr("agrees with teacher"), {.index = 3, .width = 1.5});
  for (const EpochEnded& e : history.epochs()) {
    if (e.test_top1) test.points.push_back({at(e.epoch), *e.test_top1});
    if (e.agreement) agreement.points.push_back({at(e.epoch), *e.agreement});
    train.points.push_back({at(e.epoch), e.train_top1});
  }
  std::vector<Curve> curves{test, train};
  if (!agreement.points.empty()) curves.push_back(agreement);
  if (history.teacher() && !history.epochs().empty()) {
    Curve teacher = curve(Board::tr("teacher %1 %").arg(percentText(history.teacher()->test_top1, 1)),
                          {.colour = CurveStyle::Colour::Teacher, .line = CurveStyle::Line::Dotted, .width = 1.5});
    const double top1 = history.teacher()->test_top1;
    teacher.points = {{0, top1}, {at(std::max<std::int64_t>(1, config.training.epochs)), top1}};
    curves.push_back(teacher);
  }
  return curves;
}

std::vector<Curve> lossCurves(const RunHistory& history, const ExperimentConfig& config) {
  if (showsTeacher(history)) {
    Curve train = curve(Board::tr("train"), {.colour = CurveStyle::Colour::Teacher});
    Curve test = curve(Board::tr("test"),
                       {.colour = CurveStyle::Colour::Teacher, .line = CurveStyle::Line::Dashed, .width = 1.5});
    for (const TeacherEpoch& e : history.teacher_epochs()) {
      train.points.push_back({at(e.epoch), e.train_loss});
      if (e.test_loss) test.points.push_back({at(e.epoch), *e.test_loss});
    }
    return {train, test};
  }
  Curve sum = curve(Board::tr("sum"), {.colour = CurveStyle::Colour::Secondary});
  Curve ce = curve(Board::tr("CE"), {.index = 2, .line = CurveStyle::Line::Solid, .width = 1.8});
  Curve kl = curve(Board::tr("τ²·KL"), {.index = 3, .line = CurveStyle::Line::Dashed, .width = 1.8});
  // As τ²·KL, it is drawn as it enters the sum: some methods' own numbers are thousands of times smaller than CE.
  Curve method = curve(Board::tr("β·%1").arg(QString::fromStdString(method_facts(config.distillation).title)),
                       {.index = 4, .line = CurveStyle::Line::Dotted, .width = 1.8});
  const double beta = method_weight(config.distillation);
  Curve test = curve(Board::tr("test CE"), {.colour = CurveStyle::Colour::Accent, .width = 1.5});
  for (const EpochEnded& e : history.epochs()) {
    sum.points.push_back({at(e.epoch), e.train_loss});
    ce.points.push_back({at(e.epoch), e.train_ce});
    if (e.train_kl) kl.points.push_back({at(e.epoch), *e.train_kl});
    if (e.train_method) method.points.push_back({at(e.epoch), beta * *e.train_method});
    if (e.test_loss) test.points.push_back({at(e.epoch), *e.test_loss});
  }
  if (kl.points.empty()) return {ce, test};
  std::vector<Curve> curves{sum, ce, kl};
  if (!method.points.empty()) curves.push_back(method);
  curves.push_back(test);
  return curves;
}

std::vector<StageBand> stageBands(const RunHistory& history, const ExperimentConfig& config, bool running) {
  if (showsTeacher(history) || history.epochs().empty()) return {};
  std::vector<StageBand> bands;
  const StagePlan plan = planned(history, config);
  if (plan.warm_up) {
    bands.push_back({0, at(plan.warm_up->last_epoch), 0, running && history.stages().empty()});
  }
  for (const PlannedStage& stage : plan.stages) {
    const bool current = running && stage.stage == static_cast<std::int64_t>(history.stages().size());
    bands.push_back({at(stage.first_epoch - 1), at(stage.last_epoch), static_cast<int>(stage.stage), current});
  }
  return bands;
}

std::vector<StageTile> stageTiles(const RunHistory& history, const ExperimentConfig& config, bool running) {
  std::vector<StageTile> tiles;
  const StagePlan plan = planned(history, config);
  if (plan.warm_up) tiles.push_back(warmUpTile(history, *plan.warm_up, running));
  for (const PlannedStage& stage : plan.stages) {
    StageTile tile;
    tile.stage = static_cast<int>(stage.stage);
    tile.alpha = stage.alpha;
    tile.ranks = config.curriculum.stages > 1;
    tile.all = history.data() ? history.data()->train_samples : 0;
    if (const StageHistory* history_of_stage = begun(history, stage.stage)) {
      fillBegun(tile, history, *history_of_stage, running);
    } else {
      tile.entered = stage.entering;
      tile.kept = stage.subset_size - stage.entering;
      if (tile.all == 0) tile.all = std::max<std::int64_t>(1, plan.stages.back().subset_size);
      tile.line = Board::tr("%1 will enter").arg(countText(stage.entering));
    }
    tiles.push_back(tile);
  }
  return tiles;
}

std::vector<double> alphas(const RunHistory& history, const ExperimentConfig& config) {
  std::vector<double> found;
  for (const PlannedStage& stage : planned(history, config).stages) found.push_back(stage.alpha);
  return found;
}

}  // namespace tc3kd::ui
