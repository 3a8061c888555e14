// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/domain/config/field.h"

namespace tc3kd {

/// The networks by name, as forms and field checks offer them; a test holds the engine's registry against this list.
[[nodiscard]] const std::vector<FieldChoice>& model_choices();

}  // namespace tc3kd
