// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace tc3kd::ui {

/// Of a form's rows: a mark, a label, the control; the same for a FieldEditor as for a row of another kind.
inline constexpr int form_mark_width = 14, form_label_width = 176, form_spacing = 6;

/// A row for what is not in the field table; the label is the control's buddy and accessible name.
[[nodiscard]] QWidget* formRow(const QString& label, QWidget* control);

}  // namespace tc3kd::ui
