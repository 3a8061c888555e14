// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/data/dataset_description.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "tests/support/idx_tree.h"
#include "tests/support/own_folders.h"
#include "tests/support/picture_bytes.h"
#include "tests/support/picture_tree.h"

namespace tc3kd {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
namespace fs = std::filesystem;

class DescriptionTest : public ::testing::Test {
 protected:
  test::OwnFolders own_;
  RunControl control_;
  test::TemporaryFolder folder_;
};

TEST_F(DescriptionTest, AFileThatIsNotThePublishedOneIsANoteNotAProblem) {
  test::write_idx_tree(folder_.path(), {.train_per_class = 6, .test_per_class = 2});
  const DatasetStatus status = dataset_status(*find_dataset("fashion-mnist"), folder_.path().string());
  EXPECT_TRUE(status.found);
  EXPECT_FALSE(status.problem);
  EXPECT_EQ(status.train_samples, 60);
  EXPECT_EQ(status.test_samples, 20);
  ASSERT_EQ(status.notes.size(), 4U);
  EXPECT_EQ(status.notes[0].kind, "md5_differs");
  EXPECT_THAT(status.notes[0].context.at("path"), HasSubstr("train-images"));
  EXPECT_EQ(status.notes[0].context.at("allowed"), "f4a8712d7a061bf5bd6d2ca38dc4d50a");
}

TEST_F(DescriptionTest, ASetThatIsNotThereHasItsCataloguesNumbers) {
  const DatasetStatus status = dataset_status(*find_dataset("cifar100"), folder_.path().string());
  EXPECT_FALSE(status.found);
  ASSERT_TRUE(status.problem);
  EXPECT_EQ(status.problem->code, ErrorCode::dataset_missing);
  EXPECT_EQ(status.train_samples, 50000);
}

TEST_F(DescriptionTest, CifarIsDescribedFromItsPixels) {
  test::write_cifar(folder_.path(), 10, 1);
  const auto d = describe_dataset("cifar10", folder_.path().string(), control_);
  ASSERT_TRUE(d) << describe(d.error());
  EXPECT_THAT(d->train_counts, Each(5));
  EXPECT_THAT(d->test_counts, Each(1));
  EXPECT_THAT(d->sizes, ElementsAre(DatasetDescription::Size{32, 32, 60}));
  EXPECT_EQ(d->measured, 50);
  ASSERT_EQ(d->mean.size(), 3U);
  ASSERT_EQ(d->samples.size(), 40U);
  EXPECT_EQ(d->samples[4].label, 1);
  EXPECT_EQ(d->samples[0].pixels.size(), 32U * 32 * 3);
}

TEST_F(DescriptionTest, MeanAndDeviationByHand) {
  // Three channels of constant pictures: 10, 20, 30 and 30, 20, 90 (training), something else in the test split.
  const auto put = [&](const std::string& name, std::vector<std::uint8_t> colour) {
    Picture picture{2, 2, 3, {}};
    for (int i = 0; i < 4; ++i) picture.pixels.insert(picture.pixels.end(), colour.begin(), colour.end());
    (void)folder_.write(name, test::encode_png(picture));
  };
  put("train/a/1.png", {10, 20, 30});
  put("train/b/1.png", {30, 20, 90});
  put("test/a/1.png", {255, 255, 255});
  const auto d = describe_dataset("folder", folder_.path().string(), control_);
  ASSERT_TRUE(d) << describe(d.error());
  EXPECT_NEAR(d->mean[0], 20 / 255.0, 1e-12);
  EXPECT_NEAR(d->std[0], 10 / 255.0, 1e-12);
  EXPECT_NEAR(d->std[1], 0, 1e-12);
  EXPECT_NEAR(d->mean[2], 60 / 255.0, 1e-12);
  EXPECT_NEAR(d->std[2], 30 / 255.0, 1e-12);
}

TEST_F(DescriptionTest, AFolderTellsSizesCountsDamagesAndSamples) {
  test::write_picture_tree(folder_.path(), {.per_class = 6, .height = 90, .width = 150, .varied = true, .jpeg = true});
  const fs::path cut = folder_.path() / "train/bee/picture-3.JPEG";
  fs::resize_file(cut, fs::file_size(cut) / 2);
  std::ofstream(folder_.path() / "test/ape/x.bmp") << "BM";
  const auto d = describe_dataset("folder", folder_.path().string(), control_);
  ASSERT_TRUE(d) << describe(d.error());
  EXPECT_THAT(d->classes, ElementsAre("ape", "bee", "cat"));
  EXPECT_THAT(d->train_counts, ElementsAre(6, 5, 6));
  EXPECT_THAT(d->test_counts, ElementsAre(6, 6, 6));
  ASSERT_EQ(d->corrupt.size(), 1U);
  EXPECT_EQ(d->corrupt[0]["path"], cut.string());
  EXPECT_EQ(d->sizes.size(), 6U);
  EXPECT_EQ(d->sizes[0].pictures, 6);
  ASSERT_EQ(d->samples.size(), 12U);
  EXPECT_EQ(d->samples[0].width, 96);
  EXPECT_EQ(d->samples[0].height, 57);
  EXPECT_EQ(d->samples[0].pixels.size(), 96U * 57 * 3);
  EXPECT_EQ(d->measured, 17);
  ASSERT_EQ(d->status.notes.size(), 1U);
  EXPECT_EQ(d->status.notes[0].kind, "pictures_passed_over");
}

TEST_F(DescriptionTest, AStopGivesAnEmptyDescription) {
  test::write_cifar(folder_.path(), 10, 1);
  control_.stop();
  const auto d = describe_dataset("cifar10", folder_.path().string(), control_);
  ASSERT_TRUE(d);
  EXPECT_TRUE(d->classes.empty());
  EXPECT_FALSE(d->status.found);
}

TEST_F(DescriptionTest, UnknownNamesAndMissingSetsAreErrors) {
  EXPECT_EQ(describe_dataset("nothing", "", control_).error().code, ErrorCode::invalid_value);
  EXPECT_EQ(describe_dataset("cifar10", folder_.path().string(), control_).error().code, ErrorCode::dataset_missing);
}

}  // namespace
}  // namespace tc3kd
