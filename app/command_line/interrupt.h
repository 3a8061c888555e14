// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <thread>

#include "core/domain/run_control.h"

namespace tc3kd {

/// While it lives, the first Ctrl+C (or SIGTERM) stops the run cleanly and the second one ends the program at once.
/// Make it before any other thread is started: they inherit the blocked signals.
class InterruptGuard {
 public:
  explicit InterruptGuard(RunControl& control);
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

 private:
  std::thread waiter_;
};

}  // namespace tc3kd
