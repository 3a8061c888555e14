// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/domain/engine_api.h"

namespace tc3kd::ui {

/// For a set that was not found: what it is, how to get it, which files the program looks for, and where it looked.
[[nodiscard]] QString datasetGuide(const DatasetStatus& status);

/// What a folder looks like in which a set is found, for whoever chose one that holds none.
[[nodiscard]] QString datasetFolderHint();

}  // namespace tc3kd::ui
