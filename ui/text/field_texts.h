// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace tc3kd::ui {

/// Every English text of the core's field table and presets that the window shows translated (context "fields").
[[nodiscard]] const std::vector<std::string>& fieldTexts();

}  // namespace tc3kd::ui
