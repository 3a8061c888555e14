// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/window_settings.h"

#include <QLocale>
#include <QMainWindow>
#include <QSettings>

#include "ui/settings/language.h"

namespace tc3kd::ui {
namespace {

constexpr int layout_version = 1;

const QString version_key = QStringLiteral("window/version");
const QString geometry_key = QStringLiteral("window/geometry");
const QString state_key = QStringLiteral("window/state");
const QString theme_key = QStringLiteral("view/theme");
const QString language_key = QStringLiteral("view/language");

}  // namespace

void saveLayout(const QMainWindow& window) {
  QSettings settings;
  settings.setValue(version_key, layout_version);
  settings.setValue(geometry_key, window.saveGeometry());
  settings.setValue(state_key, window.saveState(layout_version));
}

bool restoreLayout(QMainWindow& window) {
  const QSettings settings;
  if (settings.value(version_key).toInt() != layout_version) return false;
  return window.restoreGeometry(settings.value(geometry_key).toByteArray()) &&
         window.restoreState(settings.value(state_key).toByteArray(), layout_version);
}

Theme::Mode themeFrom(const QString& name) {
  if (name == QLatin1String("light")) return Theme::Mode::Light;
  if (name == QLatin1String("dark")) return Theme::Mode::Dark;
  return Theme::Mode::System;
}

QString themeName(Theme::Mode mode) {
  switch (mode) {
    case Theme::Mode::Light: return QStringLiteral("light");
    case Theme::Mode::Dark: return QStringLiteral("dark");
    case Theme::Mode::System: break;
  }
  return QStringLiteral("system");
}

Theme::Mode savedTheme() { return themeFrom(QSettings().value(theme_key).toString()); }

void saveTheme(Theme::Mode mode) { QSettings().setValue(theme_key, themeName(mode)); }

QString savedLanguage() {
  const QString saved = QSettings().value(language_key).toString();
  if (languages().contains(saved)) return saved;
  return QLocale::system().language() == QLocale::Chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
}

void saveLanguage(const QString& language) { QSettings().setValue(language_key, language); }

}  // namespace tc3kd::ui
