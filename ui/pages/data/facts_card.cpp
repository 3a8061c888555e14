// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/facts_card.h"

#include <algorithm>

#include <QApplication>
#include <QClipboard>
#include <QGridLayout>
#include <QLocale>
#include <QVBoxLayout>

#include "ui/text/messages.h"
#include "ui/widgets/elided_label.h"

namespace tc3kd::ui {
namespace {

constexpr int name_width = 128;
constexpr int sizes_in_tool_tip = 10;

/// In the way of a locale, or of the command line (the C locale).
QString numbersText(const std::vector<double>& values, const QString& separator, const QLocale& locale) {
  QStringList texts;
  for (const double value : values) texts.append(locale.toString(value, 'f', 4));
  return texts.join(separator);
}

QString sizeText(const DatasetDescription::Size& size) {
  return QStringLiteral("%1 × %2 (%3)").arg(countText(size.width), countText(size.height), countText(size.pictures));
}

}  // namespace

QString normalisationArguments(const DatasetDescription& d) {
  const auto list = [](const std::vector<double>& v) { return numbersText(v, QStringLiteral(","), QLocale::c()); };
  return QStringLiteral("--mean %1 --std %2").arg(list(d.mean), list(d.std));
}

FactsCard::FactsCard(QWidget* parent) : Card(tr("Facts"), parent) {
  grid_ = new QGridLayout;
  grid_->setHorizontalSpacing(12);
  grid_->setVerticalSpacing(6);
  grid_->setColumnMinimumWidth(0, name_width);
  grid_->setColumnStretch(1, 1);
  body()->addLayout(grid_);
  body()->addStretch(1);

  folder_ = new ElidedLabel;
  folder_->setObjectName(QStringLiteral("folder"));
  copyPath_ = makeButton(tr("Copy path"), ButtonRole::Quiet);
  copyPath_->setObjectName(QStringLiteral("copyPath"));
  addRow(tr("Folder"), folder_, copyPath_);
  train_ = addFact(tr("Training pictures"), "trainPictures");
  test_ = addFact(tr("Test pictures"), "testPictures");
  classes_ = addFact(tr("Classes"), "classCount");
  channels_ = addFact(tr("Channels"), "channels");
  sizes_ = addFact(tr("Picture sizes"), "sizes");
  mean_ = addFact(tr("Mean"), "mean");
  std_ = addFact(tr("Standard deviation"), "std");
  copyNormalisation_ = makeButton(tr("Copy"), ButtonRole::Quiet);
  copyNormalisation_->setObjectName(QStringLiteral("copyNormalisation"));
  copyNormalisation_->setToolTip(tr("Copies mean and standard deviation as the command line takes them"));
  grid_->addWidget(copyNormalisation_, rows_ - 2, 2, 2, 1, Qt::AlignRight | Qt::AlignVCenter);
  measured_ = addFact({}, "measured");
  setTextRole(measured_, TextRole::Secondary);
  checks_ = addFact(tr("Checksums"), "checksums");
  checksName_ = grid_->itemAtPosition(rows_ - 1, 0)->widget();
  notes_ = makeLabel({}, TextRole::Warning);
  notes_->setObjectName(QStringLiteral("notes"));
  notes_->setWordWrap(true);
  grid_->addWidget(notes_, rows_, 0, 1, 3);

  connect(copyPath_, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(folder_->fullText()); });
  connect(copyNormalisation_, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(arguments_); });
}

QLabel* FactsCard::addFact(const QString& name, const char* objectName) {
  auto* value = makeLabel({}, TextRole::Body);
  value->setObjectName(QLatin1String(objectName));
  value->setTextInteractionFlags(Qt::TextSelectableByMouse);
  value->setWordWrap(true);
  addRow(name, value);
  return value;
}

void FactsCard::addRow(const QString& name, QWidget* value, QWidget* action) {
  grid_->addWidget(makeLabel(name, TextRole::Secondary), rows_, 0);
  grid_->addWidget(value, rows_, 1, 1, action == nullptr ? 2 : 1);
  if (action != nullptr) grid_->addWidget(action, rows_, 2, Qt::AlignRight);
  ++rows_;
}

void FactsCard::setDescription(const DatasetDescription& d) {
  folder_->setFullText(QString::fromStdString(d.status.path));
  train_->setText(countText(d.status.train_samples));
  test_->setText(countText(d.status.test_samples));
  classes_->setText(countText(std::ssize(d.classes)));
  channels_->setText(d.channels == 1   ? tr("1, grey")
                     : d.channels == 3 ? tr("3, red, green and blue")
                                       : countText(d.channels));
  showSizes(d);
  showNormalisation(d);
  showChecks(d);
  showNotes(d);
}

void FactsCard::showSizes(const DatasetDescription& d) {
  if (d.sizes.empty()) return sizes_->setText(QStringLiteral("—"));
  const int more = static_cast<int>(d.sizes.size()) - 1;
  sizes_->setText(sizeText(d.sizes.front()) +
                  (more > 0 ? QLatin1Char(' ') + tr("and %n more", "sizes of pictures", more) : QString()));
  QStringList lines;
  for (int i = 0; i <= std::min(more, sizes_in_tool_tip - 1); ++i)
    lines.append(sizeText(d.sizes[static_cast<std::size_t>(i)]));
  if (more >= sizes_in_tool_tip) lines.append(QStringLiteral("…"));
  sizes_->setToolTip(more > 0 ? tr("Width × height (pictures)") + QLatin1Char('\n') + lines.join(QLatin1Char('\n'))
                              : QString());
}

void FactsCard::showNormalisation(const DatasetDescription& d) {
  const auto list = [](const std::vector<double>& values) {
    return values.empty() ? QStringLiteral("—") : numbersText(values, QStringLiteral("   "), QLocale());
  };
  mean_->setText(list(d.mean));
  std_->setText(list(d.std));
  const std::int64_t all = d.status.train_samples;
  measured_->setText(d.mean.empty() ? tr("not measured: no training picture could be read")
                     : d.measured >= all
                         ? tr("measured over all %1 training pictures").arg(countText(d.measured))
                         : tr("measured over %1 of %2 training pictures").arg(countText(d.measured), countText(all)));
  arguments_ = normalisationArguments(d);
  copyNormalisation_->setEnabled(!d.mean.empty());
}

void FactsCard::showChecks(const DatasetDescription& d) {
  const auto matching = std::count_if(d.files.begin(), d.files.end(), [](const auto& file) { return file.matches(); });
  const bool all = matching == std::ssize(d.files);
  setTextRole(checks_, all ? TextRole::Ok : TextRole::Error);
  checks_->setText(
      (all ? QStringLiteral("✓ ") : QStringLiteral("✕ ")) +
      tr("%1 of %2 files match what is published").arg(countText(matching), countText(std::ssize(d.files))));
  checks_->setVisible(!d.files.empty());
  checksName_->setVisible(!d.files.empty());
}

void FactsCard::showNotes(const DatasetDescription& d) {
  QStringList lines;
  if (!d.corrupt.empty()) {
    lines.append(QStringLiteral("⚠ ") + tr("%Ln picture(s) cannot be read and are not counted; they are listed below.",
                                           nullptr, static_cast<int>(d.corrupt.size())));
  }
  for (const Warning& note : d.status.notes) lines.append(QStringLiteral("⚠ ") + warningText(note));
  notes_->setText(lines.join(QLatin1Char('\n')));
  notes_->setVisible(!lines.isEmpty());
}

}  // namespace tc3kd::ui
