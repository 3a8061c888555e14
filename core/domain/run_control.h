// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>

namespace tc3kd {

/// How a running run is steered from other threads. The engine calls `proceed()` once a batch, in training, measuring
/// and evaluation alike.
class RunControl {
 public:
  void pause();
  void resume();
  /// Also wakes a paused run.
  void stop();

  [[nodiscard]] bool paused() const;
  [[nodiscard]] bool stopping() const;

  /// Called with true when the engine begins to wait and false when it goes on, on the engine's thread.
  void on_pause_changed(std::function<void(bool)> listener);

  /// Blocks while paused. False: the run must end now, keeping what it has.
  [[nodiscard]] bool proceed();

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::function<void(bool)> listener_;
  bool paused_ = false;
  bool stopping_ = false;
};

}  // namespace tc3kd
