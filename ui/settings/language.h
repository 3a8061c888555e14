// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace tc3kd::ui {

/// "en", "zh_CN".
[[nodiscard]] QStringList languages();
/// A language's name in itself: a person who cannot read the window finds it.
[[nodiscard]] QString languageLabel(const QString& language);

/// Loads the program's and Qt's own texts of a language, and its numbers. What is on the screen keeps its texts until
/// it is made anew.
void setLanguage(const QString& language);
[[nodiscard]] QString currentLanguage();

}  // namespace tc3kd::ui
