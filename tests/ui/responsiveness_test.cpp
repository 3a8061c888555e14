// SPDX-License-Identifier: GPL-3.0-or-later
// Issue 4: a thousand events a second for ten seconds must not be felt in the window, and none of them may be lost.
#include <algorithm>
#include <chrono>
#include <iostream>
#include <vector>

#include <QTest>
#include <QTimer>

#include <gtest/gtest.h>

#include "tests/support/fake_engine.h"
#include "tests/support/temporary_store.h"
#include "ui/bridge/run_controller.h"
#include "ui/main_window.h"
#include "ui/pages/board_page.h"

namespace tc3kd::ui {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int beat_ms = 10;

/// How late the event loop comes to a timer of 10 ms.
class Heartbeat {
 public:
  Heartbeat() {
    timer_.setTimerType(Qt::PreciseTimer);
    timer_.setInterval(beat_ms);
    QObject::connect(&timer_, &QTimer::timeout, &timer_, [this] { beat(); });
  }
  void start() {
    last_ = Clock::now();
    timer_.start();
  }
  void stop() { timer_.stop(); }
  [[nodiscard]] std::size_t count() const { return late_.size(); }
  /// In milliseconds; `part` 0.99 is the p99, 1 the worst.
  [[nodiscard]] double late(double part) {
    std::sort(late_.begin(), late_.end());
    return late_.empty() ? 0 : late_[static_cast<std::size_t>(part * static_cast<double>(late_.size() - 1))];
  }

 private:
  void beat() {
    const auto now = Clock::now();
    late_.push_back(std::max(0.0, std::chrono::duration<double, std::milli>(now - last_).count() - beat_ms));
    last_ = now;
  }
  QTimer timer_;
  Clock::time_point last_;
  std::vector<double> late_;
};

TEST(Responsiveness, AThousandEventsASecondAreNotFeltAndNoneIsLost) {
  const TemporaryStore store;
  FakeEngineOptions options;
  options.events_per_second = 1000;
  options.samples = 10'000;
  options.progress_per_epoch = 9;  // ten events an epoch
  FakeEngine engine(options);
  RunController controller(store.path(), engine);
  StoreWatcher watcher(store.path());
  MainWindow window(watcher, controller);
  window.resize(1440, 900);
  window.show();
  ASSERT_TRUE(QTest::qWaitForWindowActive(&window));

  RunId id;
  QObject::connect(&controller, &RunController::started, &window, [&](const RunId& run) { id = run; });
  controller.start(small_config(5, 1000), QStringLiteral("fast"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return !id.empty(); }));
  window.openRun(id);
  ASSERT_TRUE(QTest::qWaitFor([&] { return watcher.history(id) && !watcher.history(id)->epochs().empty(); }));

  Heartbeat heart;
  heart.start();
  const auto began = Clock::now();
  const bool ended = QTest::qWaitFor([&] { return watcher.history(id) && watcher.history(id)->ended(); }, 60'000);
  const double seconds = std::chrono::duration<double>(Clock::now() - began).count();
  heart.stop();
  ASSERT_TRUE(ended);

  const double p99 = heart.late(0.99), worst = heart.late(1);
  std::cout << watcher.history(id)->last_seq() << " events in " << seconds << " s, " << heart.count()
            << " heartbeats late by " << p99 << " ms at p99, " << worst << " ms at worst\n";
  EXPECT_GE(seconds, 9);
  EXPECT_GE(heart.count(), 500U);
  EXPECT_LE(p99, 50);
  EXPECT_LE(worst, 100);

  auto reader = RunReader::open(store.path());
  const auto stored = reader->read_since(id, 0, 1'000'000);
  ASSERT_TRUE(stored);
  EXPECT_GT(stored->size(), 10'000U);
  EXPECT_EQ(watcher.history(id)->last_seq(), stored->back().seq);
  EXPECT_EQ(watcher.history(id)->event_count(), std::ssize(*stored));
  EXPECT_EQ(watcher.history(id)->gaps(), 0);
  EXPECT_EQ(window.boardPage().run(), id);
}

}  // namespace
}  // namespace tc3kd::ui
