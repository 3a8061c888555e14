// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/models/teacher_detail.h"

#include <QClipboard>
#include <QDateTime>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QStringList>
#include <QVBoxLayout>

#include "ui/pages/models/weight_report_view.h"
#include "ui/text/messages.h"
#include "ui/widgets/elided_label.h"

namespace tc3kd::ui {
namespace {

QString numbersText(const std::vector<double>& numbers) {
  QStringList texts;
  for (const double number : numbers) texts << QLocale::c().toString(number, 'g', 6);
  return texts.join(QStringLiteral(", "));
}

QString originOf(const TeacherSummary& t) {
  const QString when = QLocale().toString(QDateTime::fromMSecsSinceEpoch(t.made_ms), QLocale::ShortFormat);
  return t.origin == TeacherSummary::Origin::imported
             ? TeacherDetail::tr("imported from %1, %2").arg(QString::fromStdString(t.source), when)
             : TeacherDetail::tr("trained by the run “%1”, %2").arg(QString::fromStdString(t.name), when);
}

QString accuracyOf(const TeacherSummary& t) {
  return TeacherDetail::tr("top-1 %1 %, top-5 %2 %, loss %3 nats on the test set of %4")
      .arg(percentText(t.top1), percentText(t.top5), QLocale().toString(t.loss, 'f', 4), datasetLabel(t.dataset));
}

}  // namespace

TeacherDetail::TeacherDetail(QWidget* parent) : Card({}, parent), facts_(new QFormLayout) {
  facts_->setContentsMargins(0, 0, 0, 0);
  facts_->setHorizontalSpacing(16);
  facts_->setVerticalSpacing(4);
  facts_->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
  origin_ = addFact(tr("Origin"));
  network_ = addFact(tr("Network"));
  accuracy_ = addFact(tr("Evaluation"));
  normalisation_ = addFact(tr("Normalisation"));
  file_ = new ElidedLabel;
  auto* copy = makeButton(tr("Copy path"), ButtonRole::Quiet);
  auto* file = new QWidget;
  auto* line = new QHBoxLayout(file);
  line->setContentsMargins(0, 0, 0, 0);
  line->addWidget(file_, 1);
  line->addWidget(copy);
  addRow(tr("File"), file);
  connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(file_->fullText()); });
  hash_ = new ElidedLabel;
  addRow(tr("SHA-256"), hash_);
  body()->addLayout(facts_);
  report_ = new WeightReportView;
  body()->addWidget(report_, 1);
  body()->addStretch(0);

  remove_ = makeButton(tr("Forget…"), ButtonRole::Danger);
  remove_->setObjectName(QStringLiteral("forgetTeacher"));
  openRun_ = makeButton(tr("Open run"));
  openRun_->setObjectName(QStringLiteral("openRun"));
  use_ = makeButton(tr("New run with this teacher…"));
  use_->setObjectName(QStringLiteral("useTeacher"));
  for (QPushButton* button : {remove_, openRun_, use_}) addToHeader(button);
  connect(use_, &QPushButton::clicked, this, &TeacherDetail::useRequested);
  connect(openRun_, &QPushButton::clicked, this, &TeacherDetail::openRunRequested);
  connect(remove_, &QPushButton::clicked, this, &TeacherDetail::removeRequested);
  setTeacher(std::nullopt);
}

QLabel* TeacherDetail::addFact(const QString& label) {
  QLabel* value = makeLabel({}, TextRole::Body);
  value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  value->setWordWrap(true);
  addRow(label, value);
  return value;
}

void TeacherDetail::addRow(const QString& label, QWidget* value) {
  value->setAccessibleName(label);
  QLabel* title = makeLabel(label, TextRole::Secondary);
  title->setMinimumHeight(value->minimumSizeHint().height());  // in line with a value that is as high as its button
  facts_->addRow(title, value);
}

void TeacherDetail::setTeacher(const std::optional<TeacherSummary>& teacher) {
  setVisible(teacher.has_value());
  if (!teacher) return;
  const TeacherSummary& t = *teacher;
  const bool imported = t.origin == TeacherSummary::Origin::imported;
  setTitle(QString::fromStdString(t.name));
  origin_->setText(originOf(t));
  network_->setText(modelLabel(t.model));
  accuracy_->setText(accuracyOf(t));
  normalisation_->setText(t.normalisation.mean.empty()
                              ? tr("the data set's own constants")
                              : tr("mean %1; standard deviation %2")
                                    .arg(numbersText(t.normalisation.mean), numbersText(t.normalisation.std)));
  file_->setFullText(QString::fromStdString(t.file));
  hash_->setFullText(QString::fromStdString(t.weights));
  openRun_->setVisible(!imported);
  remove_->setVisible(imported);
  report_->setVisible(imported);
  if (imported) report_->setReport(t.report);
}

}  // namespace tc3kd::ui
