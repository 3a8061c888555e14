// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/info_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>

#include "ui/widgets/card.h"

namespace tc3kd::ui {

InfoBar::InfoBar(QWidget* parent) : QFrame(parent) {
  setObjectName(QStringLiteral("infoBar"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(12, 4, 4, 4);
  layout->setSpacing(8);
  sign_ = makeLabel({}, TextRole::Error, this);
  text_ = makeLabel({}, TextRole::Body, this);
  text_->setObjectName(QStringLiteral("infoText"));
  text_->setWordWrap(true);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* dismiss = makeButton(tr("Dismiss"), ButtonRole::Quiet, this);
  dismiss->setObjectName(QStringLiteral("dismissInfo"));
  layout->addWidget(sign_);
  layout->addWidget(text_, 1);
  layout->addWidget(dismiss);
  connect(dismiss, &QPushButton::clicked, this, &QWidget::hide);
  hide();
}

void InfoBar::showError(const QString& text, const QString& topic) { showMessage(text, "error", topic); }

void InfoBar::showInfo(const QString& text) { showMessage(text, "info", {}); }

void InfoBar::clear(const QString& topic) {
  if (topic_ == topic) hide();
}

QString InfoBar::text() const { return text_->text(); }

void InfoBar::showMessage(const QString& text, const char* level, const QString& topic) {
  const bool error = qstrcmp(level, "error") == 0;
  topic_ = topic;
  sign_->setText(error ? QStringLiteral("✕") : QStringLiteral("✓"));
  setTextRole(sign_, error ? TextRole::Error : TextRole::Ok);
  text_->setText(text);
  setProperty("level", QLatin1String(level));
  style()->unpolish(this);
  style()->polish(this);
  show();
}

}  // namespace tc3kd::ui
