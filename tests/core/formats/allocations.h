// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstddef>

namespace tc3kd::test {

/// The largest piece of memory that this program has asked for with `new` since it was last set to 0.
std::atomic<std::size_t>& largest_request();

}  // namespace tc3kd::test
