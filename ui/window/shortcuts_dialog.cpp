// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/shortcuts_dialog.h"

#include <QAction>
#include <QGridLayout>
#include <QKeySequence>
#include <QMenu>
#include <QMenuBar>

#include "ui/widgets/card.h"

namespace tc3kd::ui {
namespace {

QString plain(QString text) { return text.remove(QLatin1Char('&')).remove(QStringLiteral("…")); }

}  // namespace

ShortcutsDialog::ShortcutsDialog(const QMenuBar& menus, QWidget* parent) : QDialog(parent) {
  setObjectName(QStringLiteral("shortcutsDialog"));
  setWindowTitle(tr("Shortcuts"));
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(24, 20, 24, 20);
  grid->setHorizontalSpacing(32);
  grid->setVerticalSpacing(6);
  int row = 0;
  for (const QAction* title : menus.actions()) {
    bool titled = false;
    for (const QAction* action : title->menu()->actions()) {
      if (action->shortcut().isEmpty()) continue;
      if (!titled) grid->addWidget(makeLabel(plain(title->text()), TextRole::CardTitle, this), row++, 0, 1, 2);
      titled = true;
      grid->addWidget(makeLabel(plain(action->text()), TextRole::Body, this), row, 0);
      const QString keys = action->shortcut().toString(QKeySequence::NativeText);
      grid->addWidget(makeLabel(keys, TextRole::Secondary, this), row++, 1, Qt::AlignRight);
    }
    if (titled) grid->setRowMinimumHeight(row++, 8);
  }
  auto* close = makeButton(tr("Close"), ButtonRole::Primary, this);
  grid->addWidget(close, row, 1, Qt::AlignRight);
  connect(close, &QPushButton::clicked, this, &QDialog::accept);
}

}  // namespace tc3kd::ui
