// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "ui/widgets/theme.h"

namespace tc3kd::ui {

/// The application's one style sheet, made from the palette's roles. `points` is the system's font size.
[[nodiscard]] QString styleSheet(const Colours& colours, double points);

}  // namespace tc3kd::ui
