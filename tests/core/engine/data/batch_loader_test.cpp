// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/data/batch_loader.h"

#include <numeric>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/engine/training/epoch_trainer.h"

namespace tc3kd {
namespace {

using ::testing::ElementsAre;

/// Two pictures of one channel, 2 × 3, with the pixels 1…6 and 11…16.
ImageSplit small_split() {
  return {2, 1, 2, 3, {1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16}, {0, 1}};
}

NormalisationConfig in_units_of_one() { return {{0.0}, {1.0 / 255.0}}; }  // x' = x

std::vector<float> values(const at::Tensor& batch) {
  const at::Tensor flat = batch.contiguous().view({-1});
  return {flat.const_data_ptr<float>(), flat.const_data_ptr<float>() + flat.numel()};
}

TEST(ResidentSplit, PlainPicturesAreNormalised) {
  const ResidentSplit split(small_split(), {}, {{0.5}, {0.25}}, at::kCPU);
  const std::vector<std::int64_t> positions{1};
  const at::Tensor batch = split.plain(positions);
  EXPECT_EQ(batch.sizes(), (std::vector<std::int64_t>{1, 1, 2, 3}));
  EXPECT_NEAR(values(batch)[0], (11.0 / 255.0 - 0.5) / 0.25, 1e-6);
  EXPECT_EQ(split.labels_of(positions).item<std::int64_t>(), 1);
}

TEST(ResidentSplit, TheMiddleCropIsThePictureItself) {
  const ResidentSplit split(small_split(), {}, in_units_of_one(), at::kCPU);
  const std::vector<std::int64_t> positions{0};
  const std::vector<View> middle{{1, 1, false}};
  EXPECT_EQ(values(split.augmented(positions, middle, 1)), values(split.plain(positions)));
}

TEST(ResidentSplit, CropsMoveAndFlipsMirrorByHand) {
  const ResidentSplit split(small_split(), {}, in_units_of_one(), at::kCPU);
  const std::vector<std::int64_t> positions{0};
  const auto view = [&](View v) {
    auto found = values(split.augmented(positions, std::vector<View>{v}, 1));
    for (float& value : found) value = std::round(value);
    return found;
  };
  // Padded with one black pixel a side, the offset (0, 0) moves the picture one down and one to the right.
  EXPECT_THAT(view({0, 0, false}), ElementsAre(0, 0, 0, 0, 1, 2));
  EXPECT_THAT(view({2, 1, false}), ElementsAre(4, 5, 6, 0, 0, 0));
  EXPECT_THAT(view({1, 2, false}), ElementsAre(2, 3, 0, 5, 6, 0));
  EXPECT_THAT(view({1, 1, true}), ElementsAre(3, 2, 1, 6, 5, 4));
  EXPECT_THAT(view({1, 0, true}), ElementsAre(2, 1, 0, 5, 4, 0));  // cropped first, then mirrored
}

TEST(ResidentSplit, BlackBordersAreBlackBeforeNormalisation) {
  const ResidentSplit split(small_split(), {}, {{0.5}, {0.25}}, at::kCPU);
  const std::vector<std::int64_t> positions{0};
  EXPECT_NEAR(values(split.augmented(positions, std::vector<View>{{0, 0, false}}, 1))[0], -2.0, 1e-6);
}

TEST(ResidentSplit, TakesTheChosenSamplesInTheirOrder) {
  const std::vector<std::int64_t> indices{1, 0};
  const ResidentSplit split(small_split(), indices, in_units_of_one(), at::kCPU);
  EXPECT_TRUE(split.labels().equal(at::tensor({1, 0}, at::kLong)));
  EXPECT_NEAR(values(split.plain(std::vector<std::int64_t>{0}))[0], 11.0, 1e-4);
}

TEST(Views, AllOccurAndDependOnSeedEpochAndSampleAlone) {
  const DataConfig config;
  std::set<std::int64_t> numbers;
  for (std::int64_t sample = 0; sample < 4000; ++sample) {
    const View view = draw_view(config, 1, 1, sample);
    EXPECT_EQ(view.number(4), draw_view(config, 1, 1, sample).number(4));
    numbers.insert(view.number(4));
  }
  EXPECT_EQ(numbers.size(), 162U);
  EXPECT_EQ(*numbers.rbegin(), 161);
  int moved = 0;
  for (std::int64_t sample = 0; sample < 100; ++sample) {
    moved += draw_view(config, 1, 1, sample).number(4) != draw_view(config, 1, 2, sample).number(4) ? 1 : 0;
  }
  EXPECT_GT(moved, 90);
}

TEST(Views, WithoutAugmentationThereIsOne) {
  DataConfig config;
  config.crop_padding = 0;
  config.flip = false;
  for (std::int64_t sample = 0; sample < 50; ++sample) EXPECT_EQ(draw_view(config, 1, 1, sample).number(0), 0);
}

TEST(EpochOrder, IsAPermutationOfItsOwnInEachEpoch) {
  const auto first = epoch_order(100, 1, 1), second = epoch_order(100, 1, 2);
  EXPECT_NE(first, second);
  EXPECT_EQ(first, epoch_order(100, 1, 1));
  std::vector<std::int64_t> sorted = first, all(100);
  std::sort(sorted.begin(), sorted.end());
  std::iota(all.begin(), all.end(), 0);
  EXPECT_EQ(sorted, all);
}

TEST(Visits, FixedIterationsPassTheSubsetUntilAllStepsAreTaken) {
  const ImageSplit images{10, 1, 1, 1, std::vector<std::uint8_t>(10), std::vector<std::int64_t>(10)};
  const ResidentSplit split(images, {}, in_units_of_one(), at::kCPU);
  const std::vector<std::int64_t> ids{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, subset{1, 4, 7, 9};
  const DataConfig config;
  const TrainingData data{split, ids, config, 1};
  EpochTask task{.epoch = 1, .subset = subset, .samples = 10, .stage = "1"};
  const Visits visits = plan_visits(data, task);
  ASSERT_EQ(visits.positions.size(), 10U);
  for (const std::size_t begin : {0U, 4U}) {
    std::vector<std::int64_t> pass(visits.positions.begin() + static_cast<std::ptrdiff_t>(begin),
                                   visits.positions.begin() + static_cast<std::ptrdiff_t>(begin + 4));
    std::sort(pass.begin(), pass.end());
    EXPECT_EQ(pass, subset) << begin;
  }
  task.samples = 4;
  const auto one_pass = plan_visits(data, task).positions;
  EXPECT_TRUE(std::equal(one_pass.begin(), one_pass.end(), visits.positions.begin()));
}

}  // namespace
}  // namespace tc3kd
