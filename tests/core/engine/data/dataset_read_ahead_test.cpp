// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/data/dataset_read_ahead.h"

#include <atomic>
#include <chrono>
#include <thread>

#include <gtest/gtest.h>

namespace tc3kd {
namespace {

Picture numbered(std::int64_t i) { return {1, 1, 1, {static_cast<std::uint8_t>(i % 251)}}; }

TEST(ReadAhead, GivesPicturesInOrderWhateverTheWorkersAndTheWindow) {
  for (const int workers : {1, 2, 7}) {
    for (const std::int64_t window : {1, 3, 100}) {
      ReadAhead ahead(
          [](std::int64_t i) -> Result<Picture> {
            if (i % 3 == 0) std::this_thread::yield();
            return numbered(i);
          },
          200, window, workers);
      for (std::int64_t i = 0; i < 200; ++i) ASSERT_EQ(ahead.next().value(), numbered(i)) << workers << ' ' << window;
    }
  }
}

TEST(ReadAhead, StaysWithinItsWindow) {
  std::atomic<std::int64_t> made{0};
  ReadAhead ahead(
      [&](std::int64_t i) -> Result<Picture> {
        ++made;
        return numbered(i);
      },
      1000, 8, 4);
  for (std::int64_t taken = 1; taken <= 50; ++taken) {
    ASSERT_TRUE(ahead.next());
    ASSERT_LE(made.load(), taken + 8);
  }
}

TEST(ReadAhead, AnErrorComesInItsPlaceAndTheRestAfterIt) {
  ReadAhead ahead(
      [](std::int64_t i) -> Result<Picture> {
        if (i == 5) return malformed_file("five", "bad");
        return numbered(i);
      },
      10, 4, 3);
  for (std::int64_t i = 0; i < 10; ++i) {
    const auto picture = ahead.next();
    ASSERT_EQ(picture.has_value(), i != 5);
    EXPECT_TRUE(picture || picture.error()["path"] == "five");
  }
}

TEST(ReadAhead, EndsInTheMiddle) {
  for (int i = 0; i < 20; ++i) {
    ReadAhead ahead([](std::int64_t n) -> Result<Picture> { return numbered(n); }, 1'000'000, 16, 3);
    EXPECT_TRUE(ahead.next());
  }
}

}  // namespace
}  // namespace tc3kd
