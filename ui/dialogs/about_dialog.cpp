// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/about_dialog.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

#include "ui/bridge/run_controller.h"
#include "ui/text/messages.h"
#include "ui/widgets/card.h"

namespace tc3kd::ui {

AboutDialog::AboutDialog(RunController& controller, QWidget* parent) : QDialog(parent) {
  setObjectName(QStringLiteral("aboutDialog"));
  setWindowTitle(tr("About TC3KD Workbench"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(24, 20, 24, 20);
  layout->setSpacing(12);
  auto* head = new QHBoxLayout;
  head->setSpacing(16);
  auto* picture = new QLabel(this);
  picture->setPixmap(QIcon(QStringLiteral(":/icons/tc3kd-workbench.svg")).pixmap(48, 48));
  head->addWidget(picture);
  auto* titles = new QVBoxLayout;
  titles->setSpacing(2);
  titles->addWidget(makeLabel(QStringLiteral("TC3KD Workbench"), TextRole::PageTitle, this));
  titles->addWidget(makeLabel(tr("Knowledge distillation with teacher-student cooperative curriculum customization"),
                              TextRole::Secondary, this));
  head->addLayout(titles, 1);
  layout->addLayout(head);
  facts_ = new QGridLayout;
  facts_->setHorizontalSpacing(24);
  facts_->setVerticalSpacing(6);
  facts_->setColumnStretch(1, 1);
  layout->addLayout(facts_);
  layout->addWidget(makeLabel(tr("Free software under the GNU General Public License, version 3 or later."),
                              TextRole::Secondary, this));
  auto* close = makeButton(tr("Close"), ButtonRole::Primary, this);
  layout->addWidget(close, 0, Qt::AlignRight);
  connect(close, &QPushButton::clicked, this, &QDialog::accept);
  controller.ask<Environment>(
      this, [](TrainingEngine& engine) { return engine.environment(); },
      [this](const Environment& environment) { showFacts(environment); });
}

void AboutDialog::showFacts(const Environment& environment) {
  const QString yes = tr("yes"), no = tr("no");
  addRow(tr("Version"), QString::fromStdString(environment.program), "aboutProgram");
  addRow(tr("LibTorch"), QString::fromStdString(environment.libtorch), "aboutLibTorch");
  addRow(tr("Instruction set"), QString::fromStdString(environment.instruction_set), "aboutInstructionSet");
  addRow(tr("bfloat16 in hardware"), environment.bf16_hardware ? yes : no, "aboutBf16");
  addRow(tr("Threads"), countText(environment.threads), "aboutThreads");
  for (const DeviceInfo& device : environment.devices) {
    QString text = QString::fromStdString(device.description);
    if (device.memory_bytes > 0) text += QStringLiteral(", ") + QLocale().formattedDataSize(device.memory_bytes, 1);
    addRow(tr("Device %1").arg(QString::fromStdString(device.name)), text, "aboutDevice");
  }
  addRow(tr("System"), QString::fromStdString(environment.system), "aboutSystem");
  addRow(tr("Qt"), QString::fromLatin1(qVersion()), "aboutQt");
}

void AboutDialog::addRow(const QString& label, const QString& value, const char* name) {
  const int row = facts_->rowCount();
  facts_->addWidget(makeLabel(label, TextRole::Secondary, this), row, 0);
  auto* text = makeLabel(value, TextRole::Body, this);
  text->setObjectName(QLatin1String(name));
  text->setTextInteractionFlags(Qt::TextSelectableByMouse);
  facts_->addWidget(text, row, 1);
}

}  // namespace tc3kd::ui
