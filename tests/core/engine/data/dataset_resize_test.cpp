// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/data/dataset_resize.h"

#include <cmath>

#include <gmock/gmock.h>

#include "core/engine/data/dataset_pictures.h"
#include "tests/core/formats/picture_fixture.h"
#include "tests/support/picture_bytes.h"

namespace tc3kd {
namespace {

CropBox whole(const Picture& picture) { return {0, 0, picture.height, picture.width}; }

TEST(Resample, AgreesWithPillow) {
  const test::PictureFixture fixture;
  const Picture source = fixture.picture("source");
  for (const auto& [height, width] :
       std::vector<std::pair<int, int>>{{37, 20}, {11, 53}, {16, 16}, {74, 61}, {9, 90}, {1, 1}}) {
    const std::string name = "resized." + std::to_string(height) + "x" + std::to_string(width);
    const Picture ours = resampled(source, whole(source), height, width);
    EXPECT_LE(test::largest_difference(ours, fixture.picture(name)), 1) << name;
  }
}

TEST(Resample, APartAgreesWithTorchvision) {
  const test::PictureFixture fixture;
  const Picture ours = resampled(fixture.picture("source"), {5, 9, 21, 30}, 32, 32);
  EXPECT_LE(test::largest_difference(ours, fixture.picture("resized_crop")), 1);
}

TEST(Resample, TheEvaluationTransformAgreesWithTorchvision) {
  const test::PictureFixture fixture;
  Picture tall{53, 37, 3, {}};  // the source, transposed
  const Picture source = fixture.picture("source");
  for (std::int64_t y = 0; y < 53; ++y) {
    for (std::int64_t x = 0; x < 37; ++x) {
      for (std::int64_t c = 0; c < 3; ++c)
        tall.pixels.push_back(source.pixels[static_cast<std::size_t>((x * 53 + y) * 3 + c)]);
    }
  }
  const auto evaluated = [](const Picture& p, std::int64_t side) {
    return centre_crop(resize_shorter_side(p, resized_side(side)), side);
  };
  EXPECT_LE(test::largest_difference(evaluated(source, 28), fixture.picture("evaluated")), 1);
  EXPECT_LE(test::largest_difference(evaluated(tall, 17), fixture.picture("evaluated.tall")), 1);
}

TEST(Resample, ResizedSideIs256Of224) {
  EXPECT_EQ(resized_side(224), 256);
  EXPECT_EQ(resized_side(64), 73);
  EXPECT_EQ(resized_side(0), 0);
}

TEST(Resample, TheSameSizeIsTheSamePicture) {
  const Picture picture = test::sloped_picture(9, 7, 3);
  EXPECT_EQ(resampled(picture, whole(picture), 9, 7), picture);
}

TEST(RandomResizedBox, LiesInThePictureWithTheScaleAndShapeThatWereAsked) {
  double smallest = 1, largest = 0;
  for (std::uint64_t draw = 0; draw < 2000; ++draw) {
    const CropBox box = random_resized_box(300, 400, draw);
    ASSERT_GE(box.top, 0);
    ASSERT_GE(box.left, 0);
    ASSERT_LE(box.top + box.height, 300);
    ASSERT_LE(box.left + box.width, 400);
    const double area = static_cast<double>(box.height * box.width) / (300.0 * 400.0);
    const double ratio = static_cast<double>(box.width) / static_cast<double>(box.height);
    smallest = std::min(smallest, area);
    largest = std::max(largest, area);
    EXPECT_GT(ratio, 0.75 * 0.98);
    EXPECT_LT(ratio, 4.0 / 3.0 * 1.02);
    EXPECT_EQ(box, random_resized_box(300, 400, draw));
  }
  EXPECT_GT(smallest, 0.079);
  EXPECT_LT(smallest, 0.1);
  EXPECT_GT(largest, 0.9);
}

TEST(RandomResizedBox, AStripTakesTheLargestMiddlePart) {
  // A strip of 1 × 100 fits no drawn box of the allowed shapes but the smallest; the fall-back is 4/3 of its height.
  int middle = 0;
  for (std::uint64_t draw = 0; draw < 50; ++draw)
    middle += random_resized_box(30, 3000, draw) == CropBox{0, 1480, 30, 40} ? 1 : 0;
  EXPECT_EQ(middle, 50);
}

TEST(Shifted, MovesWithinABlackBorderAndMirrors) {
  const Picture picture{2, 3, 1, {1, 2, 3, 4, 5, 6}};
  EXPECT_EQ(shifted(picture, 0, 0, 1).pixels, (std::vector<std::uint8_t>{0, 0, 0, 0, 1, 2}));
  EXPECT_EQ(shifted(picture, 2, 1, 1).pixels, (std::vector<std::uint8_t>{4, 5, 6, 0, 0, 0}));
  EXPECT_EQ(shifted(picture, 1, 1, 1).pixels, picture.pixels);
  EXPECT_EQ(mirrored(picture).pixels, (std::vector<std::uint8_t>{3, 2, 1, 6, 5, 4}));
}

}  // namespace
}  // namespace tc3kd
