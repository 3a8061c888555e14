// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/engine/formats/safetensors.h"

namespace tc3kd {

/// Takes the wrappers' names off the tensors' names, again and again: "module." (DataParallel) where all bear it, and
/// "student." where some do; then the others (a whole distiller's teacher, say) are taken out and returned by name in
/// `left_out`. Returns what was taken off ("module.student.").
std::string strip_prefixes(StoredTensors& tensors, std::vector<std::string>& left_out);

}  // namespace tc3kd
