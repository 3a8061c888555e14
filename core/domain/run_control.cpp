// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/run_control.h"

#include <utility>

namespace tc3kd {

void RunControl::pause() {
  const std::lock_guard lock(mutex_);
  paused_ = true;
}

// Both wake under the lock: whoever wakes up may destroy this object at once.
void RunControl::resume() {
  const std::lock_guard lock(mutex_);
  paused_ = false;
  changed_.notify_all();
}

void RunControl::stop() {
  const std::lock_guard lock(mutex_);
  stopping_ = true;
  changed_.notify_all();
}

bool RunControl::paused() const {
  const std::lock_guard lock(mutex_);
  return paused_;
}

bool RunControl::stopping() const {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

void RunControl::on_pause_changed(std::function<void(bool)> listener) {
  const std::lock_guard lock(mutex_);
  listener_ = std::move(listener);
}

bool RunControl::proceed() {
  std::unique_lock lock(mutex_);
  if (!paused_ || stopping_) return !stopping_;
  // The listener stores an event and must not be called under the lock that pause() and stop() need.
  const auto listener = listener_;
  lock.unlock();
  if (listener) listener(true);
  lock.lock();
  changed_.wait(lock, [this] { return !paused_ || stopping_; });
  const bool go_on = !stopping_;
  lock.unlock();
  if (listener) listener(false);
  return go_on;
}

}  // namespace tc3kd
