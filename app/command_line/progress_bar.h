// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/domain/events/run_event.h"

namespace tc3kd {

/// A run's progress on standard error: one line that is drawn over itself on a terminal, a line an epoch elsewhere.
class ProgressBar {
 public:
  ProgressBar();
  ~ProgressBar();
  void show(const RunEvent& event);

 private:
  void line(const std::string& text);
  void bar(const Progress& progress);
  void clear();
  bool terminal_;
  bool drawn_ = false;
  std::int64_t stages_ = 0;
  std::optional<double> last_top1_;
};

}  // namespace tc3kd
