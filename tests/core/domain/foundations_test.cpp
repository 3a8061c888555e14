// SPDX-License-Identifier: GPL-3.0-or-later
// Errors, hashes, random streams, and the control of a run.
#include <algorithm>
#include <set>
#include <thread>

#include <gmock/gmock.h>

#include "core/domain/content_hash.h"
#include "core/domain/random.h"
#include "core/domain/result.h"
#include "core/domain/run_control.h"
#include "core/domain/run_status.h"

namespace tc3kd {
namespace {

TEST(Error, EveryCodeHasANameOfItsOwnAndASentence) {
  std::set<std::string> names;
  for (int i = 0; i <= static_cast<int>(ErrorCode::usage); ++i) {
    const auto code = static_cast<ErrorCode>(i);
    EXPECT_TRUE(names.insert(to_string(code)).second) << to_string(code);
    EXPECT_FALSE(describe({code, {{"detail", "why"}}}).empty()) << to_string(code);
  }
  EXPECT_EQ(describe({ErrorCode::unknown_key, {{"key", "sed"}, {"nearest", "seed"}}}),
            "there is no key \"sed\"; did you mean seed?");
}

TEST(ContentHash, IsSha256) {
  EXPECT_EQ(content_hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(ContentHasher().add("a").add("bc").finish(), content_hash("abc"));
}

TEST(RandomStream, IsNamedAndRepeatable) {
  RandomStream a(1, "order", 2, 3), same(1, "order", 2, 3);
  const auto first = a();
  EXPECT_EQ(same(), first);
  EXPECT_NE(RandomStream(2, "order", 2, 3)(), first);
  EXPECT_NE(RandomStream(1, "view", 2, 3)(), first);
  EXPECT_NE(RandomStream(1, "order", 3, 3)(), first);
  EXPECT_NE(RandomStream(1, "order", 2, 4)(), first);
  EXPECT_NE(RandomStream(1, "order", 3, 2)(), RandomStream(1, "order", 2, 3)());
}

TEST(RandomStream, DrawsAreUniform) {
  RandomStream stream(7, "test");
  std::vector<int> counts(9, 0);
  double sum = 0;
  for (int i = 0; i < 90000; ++i) {
    ++counts[stream.below(9)];
    sum += stream.uniform();
  }
  // Five standard deviations of a binomial count: √(90000·1/9·8/9) = 94.
  for (const int count : counts) EXPECT_NEAR(count, 10000, 470);
  EXPECT_NEAR(sum / 90000, 0.5, 5 * 0.2887 / 300);
}

TEST(RandomStream, PermutationsHoldEveryIndexOnce) {
  RandomStream stream(7, "test");
  auto order = permutation(1000, stream);
  EXPECT_FALSE(std::is_sorted(order.begin(), order.end()));
  std::sort(order.begin(), order.end());
  for (std::int64_t i = 0; i < 1000; ++i) EXPECT_EQ(order[static_cast<std::size_t>(i)], i);
  EXPECT_TRUE(permutation(0, stream).empty());
}

TEST(RunControl, PausesResumesAndStops) {
  RunControl control;
  EXPECT_TRUE(control.proceed());
  std::vector<bool> told;
  control.on_pause_changed([&](bool paused) {
    told.push_back(paused);
    // The run waits now: the other thread's resume is what ends it.
    if (paused) std::thread([&] { control.resume(); }).detach();
  });
  control.pause();
  EXPECT_TRUE(control.paused());
  EXPECT_TRUE(control.proceed());
  EXPECT_THAT(told, testing::ElementsAre(true, false));
  control.stop();
  EXPECT_FALSE(control.proceed());
}

TEST(RunControl, AStopEndsAPause) {
  RunControl control;
  control.pause();
  control.on_pause_changed([&](bool paused) {
    if (paused) control.stop();
  });
  EXPECT_FALSE(control.proceed());
}

TEST(RunStatus, NamesReadBack) {
  for (const auto status : {RunStatus::queued, RunStatus::running, RunStatus::paused, RunStatus::stopped,
                            RunStatus::finished, RunStatus::failed, RunStatus::interrupted}) {
    EXPECT_EQ(run_status_from(to_string(status)), status);
  }
  EXPECT_FALSE(run_status_from("asleep"));
}

}  // namespace
}  // namespace tc3kd
