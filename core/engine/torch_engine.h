// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/domain/engine_api.h"

namespace tc3kd {

/// The engine on LibTorch: sets the thread count, opens the CUDA half where it is there, and finds the devices.
/// Call once, at start, from the thread that later runs.
[[nodiscard]] std::unique_ptr<TrainingEngine> make_torch_engine();

}  // namespace tc3kd
