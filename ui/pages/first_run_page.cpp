// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/first_run_page.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/bridge/run_controller.h"
#include "ui/text/messages.h"
#include "ui/widgets/card.h"
#include "ui/widgets/theme.h"

namespace tc3kd::ui {
namespace {

constexpr int column_width = 660;

/// A numbered step in a filled circle.
class StepNumber : public QLabel {
 public:
  explicit StepNumber(int number) : QLabel(QString::number(number)) {
    setFixedSize(28, 28);
    setAlignment(Qt::AlignCenter);
    connect(&Theme::instance(), &Theme::changed, this, [this] { restyle(); });
    restyle();
  }

 private:
  void restyle() {
    const Colours& c = Theme::instance().colours();
    setStyleSheet(QStringLiteral("background: %1; color: %2; border-radius: 14px; font-weight: 600;")
                      .arg(c.selection.name(), c.accent.name()));
  }
};

QHBoxLayout* step(int number, const QString& title, const QString& text) {
  auto* words = new QVBoxLayout;
  words->setSpacing(1);
  words->addWidget(makeLabel(title, TextRole::CardTitle));
  words->addWidget(makeLabel(text, TextRole::Secondary));
  auto* line = new QHBoxLayout;
  line->setSpacing(12);
  line->addWidget(new StepNumber(number));
  line->addLayout(words, 1);
  return line;
}

}  // namespace

FirstRunPage::FirstRunPage(RunController& controller, QWidget* parent) : QWidget(parent), controller_(controller) {
  auto* title = makeLabel(tr("Nothing has run yet"), TextRole::PageTitle);
  auto* sentence =
      makeLabel(tr("Train a small network the TC3KD way on real pictures and watch every stage of its curriculum."),
                TextRole::Secondary);
  title->setAlignment(Qt::AlignCenter);
  sentence->setAlignment(Qt::AlignCenter);
  sentence->setWordWrap(true);

  auto* ways = new QHBoxLayout;
  ways->setSpacing(12);
  ways->addWidget(otherWay(tr("New run…"), tr("choose data, networks, method and curriculum"), "firstNewRun",
                           &FirstRunPage::newRunRequested));
  ways->addWidget(otherWay(tr("Import…"), tr("runs of a store that was filled on another machine"), "firstImport",
                           &FirstRunPage::importRequested));
  ways->addWidget(otherWay(tr("Open a store…"), tr("look at runs that are kept elsewhere"), "firstOpen",
                           &FirstRunPage::openStoreRequested));

  device_ = makeLabel({}, TextRole::Tertiary);
  device_->setAlignment(Qt::AlignCenter);
  auto* column = new QWidget;
  column->setMaximumWidth(column_width);
  auto* layout = new QVBoxLayout(column);
  layout->setContentsMargins(16, 16, 16, 16);
  layout->setSpacing(12);
  layout->addStretch(2);
  layout->addWidget(title);
  layout->addWidget(sentence);
  layout->addSpacing(12);
  layout->addWidget(demoCard());
  layout->addLayout(ways);
  layout->addSpacing(8);
  layout->addWidget(device_);
  layout->addStretch(3);
  auto* outer = new QHBoxLayout(this);
  outer->addStretch(1);
  outer->addWidget(column, 100);
  outer->addStretch(1);
  askWhatIsHere();
}

QWidget* FirstRunPage::demoCard() {
  auto* card = new Card(tr("The demo"));
  card->layout()->setContentsMargins(28, 20, 28, 20);
  card->addToHeader(makeLabel(tr("less than 5 minutes on two processor cores"), TextRole::Secondary));
  card->body()->setSpacing(12);
  card->body()->addSpacing(6);
  card->body()->addLayout(step(1, tr("Student alone"), tr("ResNet-8 on 10,000 pictures of Fashion-MNIST")));
  card->body()->addLayout(step(2, tr("Teacher, and plain distillation"),
                               tr("ResNet-20 teaches ResNet-8: the baseline that the paper compares with")));
  card->body()->addLayout(
      step(3, tr("TC3KD in 3 stages"), tr("easy pictures first, judged by teacher and student together")));
  auto* run = makeButton(tr("Run the demo"), ButtonRole::Primary);
  run->setObjectName(QStringLiteral("runDemo"));
  run->setMinimumHeight(36);
  run->setMinimumWidth(140);
  run->setDefault(true);
  data_ = makeLabel({}, TextRole::Secondary);
  data_->setWordWrap(true);
  auto* line = new QHBoxLayout;
  line->setSpacing(14);
  line->addWidget(run);
  line->addWidget(data_, 1);
  card->body()->addSpacing(8);
  card->body()->addLayout(line);
  connect(run, &QPushButton::clicked, this, &FirstRunPage::demoRequested);
  return card;
}

QWidget* FirstRunPage::otherWay(const QString& title, const QString& text, const char* name,
                                void (FirstRunPage::*wanted)()) {
  auto* card = new Card;
  auto* button = makeButton(title, ButtonRole::Quiet);
  button->setObjectName(QLatin1String(name));
  auto* words = makeLabel(text, TextRole::Secondary);
  words->setWordWrap(true);
  words->setIndent(8);
  card->body()->addWidget(button, 0, Qt::AlignLeft);
  card->body()->addWidget(words);
  connect(button, &QPushButton::clicked, this, wanted);
  return card;
}

void FirstRunPage::askWhatIsHere() {
  controller_.ask<std::vector<DatasetStatus>>(
      this, [](TrainingEngine& engine) { return engine.datasets({}); },
      [this](const std::vector<DatasetStatus>& datasets) {
        for (const DatasetStatus& set : datasets) {
          if (set.name != "fashion-mnist") continue;
          setTextRole(data_, set.found ? TextRole::Secondary : TextRole::Warning);
          data_->setText(set.found
                             ? tr("The pictures are on this machine already: Fashion-MNIST.")
                             : tr("Fashion-MNIST is not on this machine: install the package dataset-fashion-mnist, or "
                                  "name a folder with its files in a new run."));
        }
      });
  controller_.ask<Environment>(
      this, [](TrainingEngine& engine) { return engine.environment(); },
      [this](const Environment& environment) {
        const QString device =
            environment.devices.size() > 1
                ? QString::fromStdString(environment.devices[1].description)
                : tr("processor, %n thread(s), no GPU found", nullptr, static_cast<int>(environment.threads));
        device_->setText(tr("Training runs on: %1. Nothing leaves this machine.").arg(device));
      });
}

}  // namespace tc3kd::ui
