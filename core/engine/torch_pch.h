// SPDX-License-Identifier: GPL-3.0-or-later
// Precompiled: including torch costs half a minute a file, this header costs it once.
#pragma once

#include <torch/torch.h>
