// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/style_sheet.h"

#include <utility>

namespace tc3kd::ui {
namespace {

// Sizes follow the system's font: @page, @card and @small are 18, 13 and 12 where the body is 13.
constexpr const char* rules = R"(
QMainWindow, QDialog { background: @window; }
QDialog#newRunDialog, QWidget#form { background: @surface; }
QToolTip { background: @surface; color: @text; border: 1px solid @line; padding: 4px 6px; }
QLabel { background: transparent; }
QLabel[role="page"] { font-size: @page; font-weight: 600; color: @text; }
QLabel[role="card"] { font-weight: 600; color: @text; }
QLabel[role="secondary"] { font-size: @small; color: @secondary; }
QLabel[role="tertiary"] { font-size: @small; color: @tertiary; }
QLabel[role="ok"] { font-size: @small; color: @ok; }
QLabel[role="warning"] { font-size: @small; color: @warning; }
QLabel[role="error"] { font-size: @small; color: @error; }

QFrame#card { background: @surface; border: 1px solid @line; border-radius: 8px; }
QFrame#hairline { background: @line; border: none; }
QFrame#sideBar { background: @raised; border: none; border-right: 1px solid @line; }
QFrame#infoBar { background: @surface; border: 1px solid @warning; border-radius: 6px; }
QFrame#infoBar[level="error"] { border-color: @error; }
QFrame#infoBar[level="info"] { border-color: @line; }
QWidget#panel { background: @raised; }

QPushButton { background: @surface; color: @text; border: 1px solid @line; border-radius: 6px; padding: 0 14px;
              min-height: 28px; font-weight: 500; }
QPushButton:hover { border-color: @tertiary; }
QPushButton:pressed { background: @grid; }
QPushButton:focus { border-color: @accent; }
QPushButton:disabled { color: @tertiary; background: @raised; }
QPushButton[role="primary"] { background: @accent; color: @onAccent; border-color: @accent; font-weight: 600; }
QPushButton[role="primary"]:hover { border-color: @text; }
QPushButton[role="primary"]:disabled { background: @grid; color: @tertiary; border-color: @grid; }
QPushButton[role="quiet"] { background: transparent; border-color: transparent; color: @accent; padding: 0 8px; }
QPushButton[role="quiet"]:hover, QPushButton[role="quiet"]:focus { border-color: @line; }
QPushButton[role="quiet"]:disabled { color: @tertiary; }
QPushButton[role="danger"] { color: @error; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 3px 6px; color: @secondary; }
QToolButton:hover, QToolButton:focus { border-color: @line; }
QToolButton:checked { color: @accent; background: @selection; }
QToolButton#navigation { text-align: left; padding: 7px 10px; color: @text; font-weight: 500; border-radius: 6px; }
QToolButton#navigation:checked { color: @accent; background: @selection; font-weight: 600; }
QToolButton#navigation:focus { border-color: @accent; }

QLineEdit, QComboBox, QAbstractSpinBox { background: @surface; color: @text; border: 1px solid @line; border-radius: 6px;
    padding: 0 9px; min-height: 28px; selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border-color: @accent; }
QLineEdit[invalid="true"], QComboBox[invalid="true"] { border-color: @error; }
QLineEdit:disabled, QComboBox:disabled { color: @tertiary; background: @raised; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url(:/icons/chevron.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @line; selection-background-color: @selection;
    selection-color: @text; outline: none; padding: 4px; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator, QTableView::indicator { width: 15px; height: 15px; border: 1px solid @tertiary; border-radius: 4px;
    background: @surface; }
QCheckBox::indicator:focus, QCheckBox::indicator:hover { border-color: @accent; }
QCheckBox::indicator:checked, QTableView::indicator:checked { background: @accent; border-color: @accent;
    image: url(:/icons/check-@scheme.svg); }

QTableView, QTreeView, QListView { background: @surface; border: none; gridline-color: @grid; selection-background-color: @selection;
    selection-color: @text; alternate-background-color: @raised; outline: none; }
QTableView::item { border-bottom: 1px solid @grid; padding: 0 8px; }
QTableView::item:selected { background: @selection; color: @text; }
QHeaderView { background: @surface; border: none; }
QHeaderView::section { background: @surface; color: @secondary; border: none; border-bottom: 1px solid @line; padding: 6px 8px;
    font-size: @small; font-weight: 600; }
QTableWidget#schedule, QTableWidget#schedule QHeaderView::section { background: @raised; }
QListWidget#pages { background: @raised; border: none; border-right: 1px solid @line; padding: 8px; }
QListWidget#pages::item { border-radius: 6px; padding: 0 10px; color: @text; }
QListWidget#pages::item:selected { background: @selection; color: @accent; }

QMenuBar { background: @raised; color: @text; border-bottom: 1px solid @line; min-height: 30px; padding: 0 6px; }
QMenuBar::item { background: transparent; padding: 6px 10px; border-radius: 4px; }
QMenuBar::item:selected { background: @selection; }
QMenu { background: @surface; color: @text; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 22px; border-radius: 4px; }
QMenu::item:selected { background: @selection; color: @text; }
QMenu::item:disabled { color: @tertiary; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QStatusBar { background: @raised; color: @secondary; border-top: 1px solid @line; min-height: 26px; font-size: @small; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: @secondary; font-size: @small; padding: 0 8px; }
QProgressBar { background: @grid; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QTabBar::tab { background: transparent; color: @secondary; padding: 6px 12px; border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @accent; border-bottom-color: @accent; font-weight: 600; }
QTabWidget::pane { border: none; }
QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @line; border-radius: 5px; min-height: 24px; min-width: 24px; }
QScrollBar::handle:hover { background: @tertiary; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)";

}  // namespace

QString styleSheet(const Colours& c, double points) {
  QString sheet = QString::fromLatin1(rules);
  // Longer names first, so that none is the beginning of another one that is still there.
  const std::pair<const char*, QColor> roles[] = {{"@onAccent", c.onAccent},   {"@selection", c.selection},
                                                  {"@secondary", c.secondary}, {"@tertiary", c.tertiary},
                                                  {"@surface", c.surface},     {"@warning", c.warning},
                                                  {"@window", c.window},       {"@raised", c.raised},
                                                  {"@accent", c.accent},       {"@error", c.error},
                                                  {"@line", c.line},           {"@grid", c.grid},
                                                  {"@text", c.text},           {"@ok", c.ok}};
  sheet.replace(QLatin1String("@scheme"),
                c.surface.lightness() < 128 ? QStringLiteral("dark") : QStringLiteral("light"));
  const auto size = [points](double factor) { return QString::number(points * factor, 'f', 1) + QStringLiteral("pt"); };
  sheet.replace(QLatin1String("@small"), size(0.92));
  sheet.replace(QLatin1String("@page"), size(1.38));
  for (const auto& [name, colour] : roles) sheet.replace(QLatin1String(name), colour.name());
  return sheet;
}

}  // namespace tc3kd::ui
