// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/description_view.h"

#include <algorithm>

#include <QVBoxLayout>

#include "ui/pages/data/class_table.h"
#include "ui/pages/data/facts_card.h"
#include "ui/pages/data/file_table.h"
#include "ui/pages/data/samples_view.h"
#include "ui/text/messages.h"

namespace tc3kd::ui {
namespace {

constexpr int width_of_two_columns = 760;
constexpr int gap = 12;

Card* cardAround(const QString& title, QWidget* widget) {
  auto* card = new Card(title);
  card->body()->addWidget(widget);
  return card;
}

}  // namespace

DescriptionView::DescriptionView(QWidget* parent) : QScrollArea(parent) {
  setObjectName(QStringLiteral("description"));
  setWidgetResizable(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  facts_ = new FactsCard;
  classes_ = new ClassTable;
  samples_ = new SamplesView;
  checks_ = new FileTable(tr("Published checksums"));
  checks_->setObjectName(QStringLiteral("checks"));
  corrupt_ = new FileTable(tr("Pictures that cannot be read"));
  corrupt_->setObjectName(QStringLiteral("corrupt"));
  checksCard_ = cardAround(tr("Published checksums"), checks_);
  corruptCard_ = cardAround(tr("Pictures that cannot be read"), corrupt_);

  auto* left = new QVBoxLayout;
  left->setSpacing(gap);
  left->addWidget(facts_);
  left->addWidget(cardAround(tr("Pictures per class"), classes_), 1);
  columns_ = new QBoxLayout(QBoxLayout::LeftToRight);
  columns_->setSpacing(gap);
  columns_->addLayout(left, 53);
  columns_->addWidget(cardAround(tr("Samples"), samples_), 47);
  auto* content = new QWidget;
  content->setObjectName(QStringLiteral("descriptionContent"));
  auto* layout = new QVBoxLayout(content);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(gap);
  layout->addLayout(columns_, 1);
  layout->addWidget(corruptCard_);
  layout->addWidget(checksCard_);
  setWidget(content);
  content->setAutoFillBackground(false);
  viewport()->setAutoFillBackground(false);
  connect(classes_, &ClassTable::classChosen, samples_, &SamplesView::showClass);
}

void DescriptionView::setDescription(const std::shared_ptr<const DatasetDescription>& description) {
  facts_->setDescription(*description);
  classes_->setDescription(description);
  samples_->setDescription(description);
  checks_->setRemarks(checkRemarks(*description));
  checksCard_->setVisible(!description->files.empty());
  corrupt_->setRemarks(corruptRemarks(*description));
  corruptCard_->setVisible(!description->corrupt.empty());
  ensureVisible(0, 0);
}

void DescriptionView::resizeEvent(QResizeEvent* event) {
  // The cards end where the page's margin begins, whether there is a scroll bar in it or not.
  const int bar = width() - viewport()->width();
  widget()->layout()->setContentsMargins(0, 0, std::max(0, margin_for_scroll_bar - bar), 0);
  columns_->setDirection(viewport()->width() >= width_of_two_columns ? QBoxLayout::LeftToRight
                                                                     : QBoxLayout::TopToBottom);
  QScrollArea::resizeEvent(event);
}

}  // namespace tc3kd::ui
