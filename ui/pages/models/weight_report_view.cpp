// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/models/weight_report_view.h"

#include <QHeaderView>
#include <QStringList>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/text/messages.h"
#include "ui/widgets/card.h"

namespace tc3kd::ui {

bool fits(const WeightReport& report) {
  if (report.format == "TorchScript") return true;
  return !report.model.empty() && report.missing.empty() && report.unexpected.empty() && report.misshaped.empty();
}

WeightReportView::WeightReportView(QWidget* parent)
    : QWidget(parent),
      facts_(makeLabel({}, TextRole::Secondary)),
      verdict_(makeLabel({}, TextRole::Body)),
      names_(new QTreeWidget) {
  verdict_->setObjectName(QStringLiteral("verdict"));
  facts_->setObjectName(QStringLiteral("facts"));
  for (QLabel* label : {facts_, verdict_}) label->setWordWrap(true);
  names_->setObjectName(QStringLiteral("names"));
  names_->setHeaderHidden(true);
  names_->setUniformRowHeights(true);
  names_->setAccessibleName(tr("Report on the tensors' names"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(6);
  layout->addWidget(verdict_);
  layout->addWidget(facts_);
  layout->addWidget(names_, 1);
  layout->addStretch(0);
  showMessage({});
}

void WeightReportView::showMessage(const QString& text) {
  setTextRole(verdict_, TextRole::Secondary);
  verdict_->setText(text);
  facts_->hide();
  names_->hide();
}

void WeightReportView::showError(const QString& text) {
  showMessage(QStringLiteral("✕ ") + text);
  setTextRole(verdict_, TextRole::Error);
}

void WeightReportView::setReport(const WeightReport& report) {
  showVerdict(report);
  QStringList facts{QString::fromStdString(report.format)};
  if (report.parameters > 0) {
    facts << tr("%1 parameters in %n tensor(s)", nullptr, static_cast<int>(report.tensors))
                 .arg(countText(report.parameters));
  }
  if (report.classes > 0) facts << tr("%n class(es)", nullptr, static_cast<int>(report.classes));
  if (report.channels > 0) facts << tr("%n channel(s)", nullptr, static_cast<int>(report.channels));
  if (!report.wrapper.empty()) facts << tr("under “%1”").arg(QString::fromStdString(report.wrapper));
  if (!report.prefix.empty()) facts << tr("without “%1”").arg(QString::fromStdString(report.prefix));
  if (!report.source.empty()) facts << tr("as %1 publishes them").arg(QString::fromStdString(report.source));
  facts_->setText(facts.join(QStringLiteral(" · ")));
  facts_->show();
  names_->clear();
  addGroup(tr("Missing"), report.missing, true);
  addGroup(tr("Unexpected"), report.unexpected, true);
  addGroup(tr("Of another shape"), report.misshaped, true);
  addGroup(tr("Renamed"), report.renamed, false);
  addGroup(tr("Not read"), report.others, false);
  names_->setVisible(names_->topLevelItemCount() > 0);
}

void WeightReportView::showVerdict(const WeightReport& report) {
  const QString model = modelLabel(report.model);
  const auto wrong = static_cast<int>(report.missing.size() + report.unexpected.size() + report.misshaped.size());
  if (report.format == "TorchScript") {
    setTextRole(verdict_, TextRole::Ok);
    verdict_->setText(tr("✓ A TorchScript module: it is its own network."));
  } else if (report.model.empty()) {
    setTextRole(verdict_, TextRole::Warning);
    verdict_->setText(tr("! The names fit none of the networks here. Choose one to see what is missing."));
  } else if (fits(report)) {
    setTextRole(verdict_, TextRole::Ok);
    verdict_->setText(report.renamed.empty() ? tr("✓ Every tensor fits %1.").arg(model)
                                             : tr("✓ Every tensor fits %1, some under another name.").arg(model));
  } else {
    setTextRole(verdict_, TextRole::Error);
    verdict_->setText(tr("✕ %n name(s) do not fit %1.", nullptr, wrong).arg(model));
  }
}

void WeightReportView::addGroup(const QString& title, const std::vector<std::string>& names, bool open) {
  if (names.empty()) return;
  auto* group = new QTreeWidgetItem(names_, {tr("%1: %2").arg(title, countText(std::ssize(names)))});
  for (const std::string& name : names) new QTreeWidgetItem(group, {QString::fromStdString(name)});
  group->setExpanded(open);
}

}  // namespace tc3kd::ui
