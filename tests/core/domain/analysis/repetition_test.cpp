// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/analysis/repetition.h"

#include <functional>

#include <gtest/gtest.h>

namespace tc3kd {
namespace {

RunHistory history(std::int64_t epochs, const std::function<void(RunEventBody&)>& change = {}) {
  RunHistory h;
  std::int64_t seq = 0;
  const auto add = [&](RunEventBody body) {
    if (change) change(body);
    h.apply({++seq, 1000 * seq, std::move(body)});
  };
  for (std::int64_t stage = 1; stage <= 2; ++stage) {
    add(StageStarted{stage, 2, 1.0, stage, stage, 10});
    StageSelected selected;
    selected.stage = stage;
    selected.subset = "subset " + std::to_string(stage);
    add(selected);
    for (std::int64_t e = 1; e <= epochs; ++e) {
      EpochEnded epoch;
      epoch.stage = stage;
      epoch.epoch = (stage - 1) * epochs + e;
      epoch.train_loss = 0.1 * static_cast<double>(epoch.epoch);
      epoch.test_top1 = 50;
      add(epoch);
    }
  }
  return h;
}

TEST(Repetition, SecondsDoNotCount) {
  const auto slower = history(3, [](RunEventBody& body) {
    if (auto* epoch = std::get_if<EpochEnded>(&body)) epoch->training_seconds = 9;
  });
  EXPECT_FALSE(first_difference(history(3), slower));
}

TEST(Repetition, NamesTheFirstNumberThatDiffers) {
  const auto other = history(3, [](RunEventBody& body) {
    auto* epoch = std::get_if<EpochEnded>(&body);
    if (epoch != nullptr && epoch->epoch >= 5) epoch->train_loss += 1e-16;
    if (epoch != nullptr && epoch->epoch == 5) epoch->train_loss = std::nextafter(0.5, 1.0);
  });
  const auto difference = first_difference(history(3), other);
  ASSERT_TRUE(difference);
  EXPECT_EQ(difference->epoch, 5);
  EXPECT_EQ(difference->stage, 2);
  EXPECT_EQ(difference->field, "train_loss");
  EXPECT_EQ(difference->stored, "0.5");
  EXPECT_EQ(difference->repeated, "0.5000000000000001");
}

TEST(Repetition, ASelectionComesBeforeItsEpochs) {
  const auto other = history(3, [](RunEventBody& body) {
    auto* selected = std::get_if<StageSelected>(&body);
    if (selected != nullptr && selected->stage == 2) selected->subset = "another";
    if (auto* epoch = std::get_if<EpochEnded>(&body); epoch != nullptr && epoch->stage == 2) epoch->test_top1 = 40;
  });
  const auto difference = first_difference(history(3), other);
  ASSERT_TRUE(difference);
  EXPECT_EQ(difference->field, "selection");
  EXPECT_EQ(difference->epoch, 4);
}

TEST(Repetition, AStoppedRunIsComparedAsFarAsItCame) {
  EXPECT_FALSE(first_difference(history(3), RunHistory()));
}

}  // namespace
}  // namespace tc3kd
