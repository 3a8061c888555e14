// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/placeholder.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/widgets/card.h"

namespace tc3kd::ui {

Placeholder::Placeholder(QWidget* parent) : QWidget(parent) {
  auto* layout = new QVBoxLayout(this);
  layout->setSpacing(8);
  layout->addStretch(2);
  title_ = makeLabel({}, TextRole::PageTitle, this);
  text_ = makeLabel({}, TextRole::Secondary, this);
  text_->setWordWrap(true);
  text_->setAlignment(Qt::AlignCenter);
  text_->setMinimumWidth(460);
  text_->setMaximumWidth(560);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* textLine = new QHBoxLayout;  // an alignment would keep the wrapped text from the height that it needs
  textLine->addStretch(1);
  textLine->addWidget(text_, 100);
  textLine->addStretch(1);
  action_ = makeButton({}, ButtonRole::Primary, this);
  action_->setObjectName(QStringLiteral("placeholderAction"));
  layout->addWidget(title_, 0, Qt::AlignHCenter);
  layout->addLayout(textLine);
  layout->addSpacing(8);
  layout->addWidget(action_, 0, Qt::AlignHCenter);
  layout->addStretch(3);
  connect(action_, &QPushButton::clicked, this, &Placeholder::actionTriggered);
}

void Placeholder::showEmpty(const QString& title, const QString& text, const QString& action) {
  setTextRole(title_, TextRole::PageTitle);
  title_->setText(title);
  text_->setText(text);
  action_->setText(action);
  action_->setVisible(!action.isEmpty());
}

void Placeholder::showError(const QString& title, const QString& text, const QString& action) {
  showEmpty(QStringLiteral("⚠ ") + title, text, action);
}

}  // namespace tc3kd::ui
