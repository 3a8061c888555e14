// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/run_status_bar.h"

#include <QLabel>
#include <QProgressBar>

#include "ui/text/messages.h"
#include "ui/widgets/status.h"

namespace tc3kd::ui {
namespace {

void showText(QLabel* label, const QString& text) {
  label->setText(text);
  label->setVisible(!text.isEmpty());
}

}  // namespace

RunStatusBar::RunStatusBar(const StorePath& store, QWidget* parent)
    : QStatusBar(parent), storeName_(QString::fromStdString(store.database.filename().string())) {
  setObjectName(QStringLiteral("runStatusBar"));
  setSizeGripEnabled(false);
  const auto add = [this](const char* name, bool right) {
    auto* label = new QLabel(this);
    label->setObjectName(QLatin1String(name));
    if (right) {
      addPermanentWidget(label);
    } else {
      addWidget(label);
    }
    return label;
  };
  store_ = add("statusStore", false);
  store_->setToolTip(QString::fromStdString(store.database.string()));
  device_ = add("statusDevice", false);
  run_ = add("statusRun", true);
  stage_ = add("statusStage", true);
  epoch_ = add("statusEpoch", true);
  progress_ = new QProgressBar(this);
  progress_->setObjectName(QStringLiteral("statusProgress"));
  progress_->setRange(0, 1000);
  progress_->setTextVisible(false);
  progress_->setFixedWidth(140);
  addPermanentWidget(progress_);
  left_ = add("statusLeft", true);
  setRunCount(0);
  setRun(std::nullopt);
}

void RunStatusBar::setRunCount(qsizetype runs) {
  store_->setText(runs == 0   ? tr("%1 · empty").arg(storeName_)
                  : runs == 1 ? tr("%1 · 1 run").arg(storeName_)
                              : tr("%1 · %2 runs").arg(storeName_, countText(runs)));
}

void RunStatusBar::setEnvironment(const Environment& environment) {
  QString device =
      environment.threads == 1 ? tr("CPU · 1 thread") : tr("CPU · %1 threads").arg(countText(environment.threads));
  for (const DeviceInfo& info : environment.devices) {
    if (info.name != "cpu") device = QString::fromStdString(info.description);
  }
  device_->setText(device);
  device_->setToolTip(tr("LibTorch %1").arg(QString::fromStdString(environment.libtorch)));
}

void RunStatusBar::setRun(const std::optional<RunState>& run) {
  progress_->setVisible(run.has_value());
  if (!run) {
    for (QLabel* label : {run_, stage_, epoch_, left_}) showText(label, {});
    return;
  }
  showText(run_, statusSign(run->run.status) + QStringLiteral(" ") + QString::fromStdString(run->run.name));
  showText(stage_, run->stageText());
  showText(epoch_, run->epochText());
  progress_->setValue(static_cast<int>(run->fraction() * 1000));
  showText(left_, run->run.status == RunStatus::paused ? statusText(RunStatus::paused) : run->leftText());
}

}  // namespace tc3kd::ui
