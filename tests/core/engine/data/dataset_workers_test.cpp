// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/data/dataset_workers.h"

#include <atomic>
#include <stdexcept>
#include <vector>

#include <gmock/gmock.h>

namespace tc3kd {
namespace {

TEST(Workers, EachIndexIsWorkedOnOnce) {
  for (const int workers : {1, 3, 50}) {
    std::vector<std::atomic<int>> counts(20);
    for_each_index(20, workers, [&](std::int64_t i) { ++counts[static_cast<std::size_t>(i)]; });
    for (const auto& count : counts) EXPECT_EQ(count.load(), 1);
  }
  for_each_index(0, 4, [](std::int64_t) { FAIL(); });
  EXPECT_GE(decoding_workers(), 1);
}

TEST(Workers, AnExceptionComesOutOfTheCall) {
  EXPECT_THROW(for_each_index(100, 4,
                              [](std::int64_t i) {
                                if (i == 50) throw std::runtime_error("fifty");
                              }),
               std::runtime_error);
}

}  // namespace
}  // namespace tc3kd
