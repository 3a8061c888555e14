// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>

namespace tc3kd {

/// Threads that decode: one a core that this process may use.
[[nodiscard]] int decoding_workers();

/// Calls work(0) … work(n−1) on `workers` threads, each index once, in no order that may matter. Blocks until all are
/// done; the first
/// exception of `work` is thrown again then.
void for_each_index(std::int64_t n, int workers, const std::function<void(std::int64_t)>& work);

}  // namespace tc3kd
