// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/side_bar.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QProgressBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/text/messages.h"
#include "ui/widgets/card.h"
#include "ui/widgets/theme.h"

namespace tc3kd::ui {
namespace {

constexpr int wide = 184, narrow = 60;
constexpr const char* icons[] = {"runs", "board", "compare", "data", "models"};

}  // namespace

SideBar::SideBar(QWidget* parent) : QFrame(parent) {
  setObjectName(QStringLiteral("sideBar"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(8, 16, 8, 16);
  layout->setSpacing(4);
  auto* group = new QButtonGroup(this);
  for (std::size_t i = 0; i < buttons_.size(); ++i) {
    auto* button = new QToolButton(this);
    button->setObjectName(QStringLiteral("navigation"));
    button->setCheckable(true);
    button->setIconSize(QSize(16, 16));
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setMinimumHeight(34);
    group->addButton(button, static_cast<int>(i));
    layout->addWidget(button);
    connect(button, &QToolButton::clicked, this, [this, i] { Q_EMIT pageChosen(static_cast<Page>(i)); });
    buttons_[i] = button;
  }
  auto* inRuns = new QHBoxLayout(buttons_[0]);
  inRuns->setContentsMargins(0, 0, 10, 0);
  inRuns->addStretch(1);
  runCount_ = makeLabel({}, TextRole::Secondary, buttons_[0]);
  runCount_->setObjectName(QStringLiteral("runCount"));
  runCount_->setAttribute(Qt::WA_TransparentForMouseEvents);
  inRuns->addWidget(runCount_);
  layout->addStretch(1);
  queue_ = makeQueueBox();
  layout->addWidget(queue_);
  setQueue(std::nullopt, 0);
  setPage(Page::Runs);
  showTexts();
  drawIcons();
  connect(&Theme::instance(), &Theme::changed, this, &SideBar::drawIcons);
}

QWidget* SideBar::makeQueueBox() {
  auto* box = new QWidget(this);
  box->setObjectName(QStringLiteral("queueBox"));
  box->setFocusPolicy(Qt::TabFocus);
  box->setCursor(Qt::PointingHandCursor);
  box->setAccessibleName(tr("Queue"));
  box->installEventFilter(this);
  auto* layout = new QVBoxLayout(box);
  layout->setContentsMargins(8, 0, 8, 0);
  layout->setSpacing(6);
  auto* line = new QFrame(box);
  line->setObjectName(QStringLiteral("hairline"));
  line->setFixedHeight(1);
  layout->addWidget(line);
  auto* header = new QHBoxLayout;
  header->addWidget(makeLabel(tr("Queue"), TextRole::Secondary, box));
  header->addStretch(1);
  waiting_ = makeLabel({}, TextRole::Secondary, box);
  waiting_->setObjectName(QStringLiteral("queueWaiting"));
  header->addWidget(waiting_);
  layout->addLayout(header);
  current_ = makeLabel({}, TextRole::Body, box);
  current_->setObjectName(QStringLiteral("queueRun"));
  layout->addWidget(current_);
  progress_ = new QProgressBar(box);
  progress_->setObjectName(QStringLiteral("queueProgress"));
  progress_->setRange(0, 1000);
  progress_->setTextVisible(false);
  layout->addWidget(progress_);
  return box;
}

void SideBar::setPage(Page page) { buttons_[static_cast<std::size_t>(page)]->setChecked(true); }

void SideBar::setRunCount(qsizetype runs) { runCount_->setText(runs == 0 ? QString() : countText(runs)); }

void SideBar::setQueue(const std::optional<RunState>& current, qsizetype waiting) {
  queued_ = current.has_value() || waiting > 0;
  queue_->setVisible(queued_ && !narrow_);
  waiting_->setText(waiting > 0 ? tr("%1 waiting").arg(countText(waiting)) : QString());
  current_->setVisible(current.has_value());
  progress_->setVisible(current.has_value());
  if (!current) return;
  const QString name = QString::fromStdString(current->run.name);
  current_->setText(current_->fontMetrics().elidedText(name, Qt::ElideRight, wide - 36));
  const QString stage = current->stageText();
  queue_->setToolTip(stage.isEmpty() ? name : tr("%1: %2").arg(name, stage));
  progress_->setValue(static_cast<int>(current->fraction() * 1000));
}

void SideBar::setNarrow(bool on) {
  if (narrow_ == on) return;
  narrow_ = on;
  showTexts();
}

/// The texts stay on the buttons where only icons are seen: a screen reader and the tool tip need them.
void SideBar::showTexts() {
  const QString texts[] = {tr("Runs"), tr("Board"), tr("Compare"), tr("Data"), tr("Models")};
  setFixedWidth(narrow_ ? narrow : wide);
  for (std::size_t i = 0; i < buttons_.size(); ++i) {
    buttons_[i]->setText(QStringLiteral("  ") + texts[i]);
    buttons_[i]->setAccessibleName(texts[i]);
    buttons_[i]->setToolTip(narrow_ ? texts[i] : QString());
    buttons_[i]->setToolButtonStyle(narrow_ ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
  }
  runCount_->setVisible(!narrow_);
  queue_->setVisible(queued_ && !narrow_);
}

void SideBar::drawIcons() {
  for (std::size_t i = 0; i < buttons_.size(); ++i) {
    buttons_[i]->setIcon(Theme::instance().icon(QLatin1String(icons[i])));
  }
}

bool SideBar::eventFilter(QObject* watched, QEvent* event) {
  if (watched == queue_) {
    const bool clicked =
        event->type() == QEvent::MouseButtonRelease && static_cast<QMouseEvent*>(event)->button() == Qt::LeftButton;
    const bool pressed =
        event->type() == QEvent::KeyPress && (static_cast<QKeyEvent*>(event)->key() == Qt::Key_Return ||
                                              static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space);
    if (clicked || pressed) {
      Q_EMIT queueClicked();
      return true;
    }
  }
  return QFrame::eventFilter(watched, event);
}

}  // namespace tc3kd::ui
