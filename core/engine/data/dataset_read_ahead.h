// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "core/engine/formats/picture.h"

namespace tc3kd {

/// Makes pictures 0, 1, … count−1 on threads of its own, at most `window` of them ahead of the one that is taken next.
/// What comes out does not depend on the number of threads: picture i is make(i), and they are taken in order.
class ReadAhead {
 public:
  using Make = std::function<Result<Picture>(std::int64_t)>;  ///< called from several threads at once
  ReadAhead(Make make, std::int64_t count, std::int64_t window, int workers);
  /// Does not wait for pictures that nobody will take, but for those that are being made.
  ~ReadAhead();
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;

  /// Blocks until the next picture is there. Must not be called more than `count` times.
  [[nodiscard]] Result<Picture> next();

 private:
  void work();

  const Make make_;
  const std::int64_t count_;
  std::mutex mutex_;  // guards all below
  std::condition_variable room_, ready_;
  std::int64_t begun_ = 0, taken_ = 0;
  bool ending_ = false;
  std::vector<std::optional<Result<Picture>>> slots_;  ///< picture i lies in slot i mod window
  std::vector<std::jthread> threads_;                  // last: they end before what they use
};

}  // namespace tc3kd
