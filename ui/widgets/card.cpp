// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/card.h"

#include <QHBoxLayout>
#include <QStyle>
#include <QVBoxLayout>

namespace tc3kd::ui {
namespace {

const char* role_name(TextRole role) {
  switch (role) {
    case TextRole::PageTitle: return "page";
    case TextRole::CardTitle: return "card";
    case TextRole::Body: return "body";
    case TextRole::Secondary: return "secondary";
    case TextRole::Tertiary: return "tertiary";
    case TextRole::Ok: return "ok";
    case TextRole::Warning: return "warning";
    case TextRole::Error: return "error";
  }
  return "body";
}

const char* role_name(ButtonRole role) {
  switch (role) {
    case ButtonRole::Primary: return "primary";
    case ButtonRole::Normal: return "normal";
    case ButtonRole::Quiet: return "quiet";
    case ButtonRole::Danger: return "danger";
  }
  return "normal";
}

}  // namespace

Card::Card(const QString& title, QWidget* parent) : QFrame(parent) {
  setObjectName(QStringLiteral("card"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(14, 10, 14, 12);
  layout->setSpacing(6);
  header_ = new QHBoxLayout;
  header_->setSpacing(12);
  title_ = makeLabel(title, TextRole::CardTitle, this);
  header_->addWidget(title_);
  header_->addStretch(1);
  layout->addLayout(header_);
  body_ = new QVBoxLayout;
  body_->setSpacing(8);
  layout->addLayout(body_, 1);
  title_->setVisible(!title.isEmpty());
}

void Card::setTitle(const QString& title) {
  title_->setText(title);
  title_->setVisible(!title.isEmpty());
}

void Card::addToHeader(QWidget* widget) { header_->addWidget(widget); }

QLabel* makeLabel(const QString& text, TextRole role, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  label->setProperty("role", QLatin1String(role_name(role)));
  return label;
}

void setTextRole(QLabel* label, TextRole role) {
  const QString name = QLatin1String(role_name(role));
  if (label->property("role").toString() == name) return;
  label->setProperty("role", name);
  label->style()->unpolish(label);
  label->style()->polish(label);
}

QPushButton* makeButton(const QString& text, ButtonRole role, QWidget* parent) {
  auto* button = new QPushButton(text, parent);
  button->setProperty("role", QLatin1String(role_name(role)));
  button->setAutoDefault(false);
  return button;
}

}  // namespace tc3kd::ui
