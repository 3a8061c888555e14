// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "ui/widgets/theme.h"

class QMainWindow;

namespace tc3kd::ui {

/// What the window remembers, in the application's QSettings. A layout of another version is forgotten, not misread.
void saveLayout(const QMainWindow& window);
/// False where nothing (of this version) was saved.
bool restoreLayout(QMainWindow& window);

[[nodiscard]] Theme::Mode savedTheme();
void saveTheme(Theme::Mode mode);
/// "system", "light", "dark"; System for anything else.
[[nodiscard]] Theme::Mode themeFrom(const QString& name);
[[nodiscard]] QString themeName(Theme::Mode mode);

/// "en" or "zh_CN"; without a choice the one that suits the system.
[[nodiscard]] QString savedLanguage();
void saveLanguage(const QString& language);

}  // namespace tc3kd::ui
