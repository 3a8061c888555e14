// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/form_row.h"

#include <QHBoxLayout>

#include "ui/widgets/card.h"

namespace tc3kd::ui {

QWidget* formRow(const QString& label, QWidget* control) {
  auto* row = new QWidget;
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(form_mark_width + form_spacing, 4, 0, 4);
  layout->setSpacing(form_spacing);
  QLabel* text = makeLabel(label, TextRole::Body, row);
  text->setFixedWidth(form_label_width);
  text->setBuddy(control);
  control->setAccessibleName(label);
  layout->addWidget(text);
  layout->addWidget(control);
  layout->addStretch(1);
  return row;
}

}  // namespace tc3kd::ui
