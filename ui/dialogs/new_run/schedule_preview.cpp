// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/new_run/schedule_preview.h"

#include <algorithm>

#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QTableWidget>
#include <QVBoxLayout>

#include "ui/charts/legend.h"
#include "ui/charts/plot_frame.h"
#include "ui/text/messages.h"
#include "ui/widgets/card.h"
#include "ui/widgets/theme.h"

namespace tc3kd::ui {
namespace {

enum Column { Stage, Alpha, PerClass, Size, Epochs, Steps, ColumnCount };

QString rangeText(std::int64_t low, std::int64_t high) {
  return low == high ? countText(low) : countText(low) + QStringLiteral("–") + countText(high);
}

}  // namespace

ScheduleChart::ScheduleChart(QWidget* parent) : QWidget(parent) {
  setMinimumHeight(190);
  setAccessibleName(tr("α and subset size by stage"));
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ScheduleChart::setPlan(const StagePlan& plan) {
  plan_ = plan;
  update();
}

void ScheduleChart::paintEvent(QPaintEvent*) {
  if (plan_.stages.empty()) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const Colours& colours = Theme::instance().colours();
  const auto stages = static_cast<double>(plan_.stages.size());
  QList<double> ticks;
  for (int i = 1; i <= static_cast<int>(stages); i += stages > 12 ? 5 : 1) ticks.append(i);
  const PlotFrame frame(rect(), {0.5, stages + 0.5, false, tr("stage"), ticks},
                        {0, 1, false, tr("α, |S_k|/N"), {0, 0.5, 1}});
  frame.paintGrid(painter);
  const double wide = std::min(34.0, frame.plot().width() / stages * 0.6);
  const auto all = static_cast<double>(plan_.samples);
  QPolygonF line;
  for (const PlannedStage& stage : plan_.stages) {
    const double middle = frame.x(static_cast<double>(stage.stage));
    const double top = frame.y(static_cast<double>(stage.subset_size) / all);
    const double kept = frame.y(static_cast<double>(stage.subset_size - stage.entering) / all);
    painter.fillRect(QRectF(QPointF(middle - wide / 2, kept), QPointF(middle + wide / 2, frame.y(0))), colours.line);
    painter.fillRect(QRectF(QPointF(middle - wide / 2, top), QPointF(middle + wide / 2, kept)), colours.accent);
    line.append({middle, frame.y(stage.alpha)});
  }
  painter.setPen(QPen(colours.teacher, 2));
  if (plan_.stages.size() > 1) {
    painter.drawPolyline(line);
    painter.setPen(QPen(colours.surface, 1.5));
    painter.setBrush(colours.teacher);
    for (const QPointF& point : line) painter.drawEllipse(point, 4, 4);
  }
  frame.paintLabels(painter);
}

SchedulePreview::SchedulePreview(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("panel"));
  setAttribute(Qt::WA_StyledBackground);
  setFixedWidth(392);
  auto* legend = new Legend;
  const auto relegend = [legend] {
    const Colours& c = Theme::instance().colours();
    legend->setEntries(
        {{tr("α"), c.teacher, {}, false}, {tr("enters"), c.accent, {}, true}, {tr("kept"), c.line, {}, true}});
  };
  relegend();
  connect(&Theme::instance(), &Theme::changed, this, relegend);
  auto* title = new QHBoxLayout;
  title->addWidget(makeLabel(tr("What will happen"), TextRole::CardTitle));
  title->addStretch(1);
  title->addWidget(legend);
  chart_ = new ScheduleChart;

  table_ = new QTableWidget(0, ColumnCount);
  table_->setObjectName(QStringLiteral("schedule"));
  table_->setHorizontalHeaderLabels({tr("k"), tr("α"), tr("a class"), tr("|S_k|"), tr("epochs"), tr("steps")});
  table_->horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
  table_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  table_->horizontalHeader()->setSectionResizeMode(PerClass, QHeaderView::Stretch);
  table_->verticalHeader()->hide();
  table_->verticalHeader()->setDefaultSectionSize(26);
  table_->setShowGrid(false);
  table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table_->setSelectionMode(QAbstractItemView::NoSelection);
  table_->setFocusPolicy(Qt::NoFocus);
  table_->setAccessibleName(tr("Schedule"));

  auto* facts = new QGridLayout;
  facts->setHorizontalSpacing(12);
  facts->setVerticalSpacing(5);
  facts->setColumnStretch(1, 1);
  addFact(facts, tr("Training set"), samples_);
  addFact(facts, tr("Files"), data_);
  addFact(facts, tr("Remainders"), remainders_);
  addFact(facts, tr("Work"), work_);
  warning_ = makeLabel({}, TextRole::Warning);
  warning_->setObjectName(QStringLiteral("scheduleWarning"));
  warning_->setWordWrap(true);

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(18, 14, 18, 14);
  layout->setSpacing(10);
  layout->addLayout(title);
  layout->addWidget(chart_);
  layout->addWidget(table_, 1);
  layout->addLayout(facts);
  layout->addWidget(warning_);
}

void SchedulePreview::addFact(QGridLayout* grid, const QString& name, QLabel*& value) {
  const int row = grid->rowCount();
  grid->addWidget(makeLabel(name, TextRole::Secondary), row, 0, Qt::AlignTop);
  value = makeLabel({}, TextRole::Secondary);
  value->setWordWrap(true);
  grid->addWidget(value, row, 1);
}

void SchedulePreview::setPlan(const ExperimentConfig& config, const std::optional<StagePlan>& plan) {
  table_->setEnabled(plan.has_value());
  chart_->setEnabled(plan.has_value());
  if (!plan) {
    work_->setText(tr("unknown until the errors are corrected"));
    return;
  }
  chart_->setPlan(*plan);
  fillTable(*plan);
  fillFacts(config, *plan);
}

void SchedulePreview::fillTable(const StagePlan& plan) {
  table_->setRowCount(static_cast<int>(plan.stages.size()));
  for (std::size_t i = 0; i < plan.stages.size(); ++i) {
    const PlannedStage& stage = plan.stages[i];
    const QString texts[] = {countText(stage.stage),
                             plan.stages.size() == 1 ? QStringLiteral("—") : QLocale().toString(stage.alpha, 'f', 2),
                             rangeText(stage.entering_per_class_min, stage.entering_per_class_max),
                             countText(stage.subset_size),
                             rangeText(stage.first_epoch, stage.last_epoch),
                             countText(stage.steps)};
    for (int column = 0; column < ColumnCount; ++column) {
      auto* item = table_->item(static_cast<int>(i), column);
      if (item == nullptr) {
        item = new QTableWidgetItem;
        item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        table_->setItem(static_cast<int>(i), column, item);
      }
      item->setText(texts[column]);
    }
  }
}

void SchedulePreview::fillFacts(const ExperimentConfig& config, const StagePlan& plan) {
  samples_->setText(tr("%1 · %2 samples · %3 classes")
                        .arg(datasetLabel(config.data.name), countText(plan.samples), countText(plan.classes)));
  remainders_->setText(plan.remainders ? tr("some stages take one sample of a class more than others")
                                       : tr("none: every stage takes the same of each class"));
  work_->setText(
      tr("%1 epochs, %2 steps of the student").arg(countText(config.training.epochs), countText(plan.steps)));
  QStringList warnings;
  for (const PlannedStage& stage : plan.stages) {
    if (!stage.empty_classes.empty())
      warnings.append(
          tr("At stage %1 %n class(es) gain nothing.", nullptr, static_cast<int>(stage.empty_classes.size()))
              .arg(stage.stage));
  }
  warning_->setText(warnings.mid(0, 3).join(QLatin1Char('\n')));
  warning_->setVisible(!warnings.isEmpty());
}

void SchedulePreview::setDataText(const QString& text, bool found) {
  data_->setText(text);
  setTextRole(data_, found ? TextRole::Secondary : TextRole::Warning);
}

}  // namespace tc3kd::ui
