// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/data/dataset_tree.h"

#include <filesystem>
#include <fstream>
#include <numeric>

#include <gmock/gmock.h>

#include "core/engine/data/dataset.h"
#include "core/engine/data/dataset_memory.h"
#include "tests/support/own_folders.h"
#include "tests/support/picture_bytes.h"
#include "tests/support/picture_tree.h"

namespace tc3kd {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
namespace fs = std::filesystem;

class TreeTest : public ::testing::Test {
 protected:
  [[nodiscard]] DataConfig config(const std::string& name = "folder") const {
    return data_of(name, folder_.path().string());
  }
  void cut(const std::string& file) const {
    fs::resize_file(folder_.path() / file, fs::file_size(folder_.path() / file) / 2);
  }
  void put(const std::string& file, const Picture& picture) const {
    (void)folder_.write(file, test::encode_png(picture));
  }

  test::OwnFolders own_;
  test::TemporaryFolder folder_;
};

TEST_F(TreeTest, AFolderOfItsOwnSizeIsDecodedInSortedOrder) {
  test::write_picture_tree(folder_.path(), {.classes = {"cat", "Ape", "bee"}});
  put("train/bee/inner/deep.png", test::sloped_picture(12, 12, 1));
  const auto dataset = load_dataset(config());
  ASSERT_TRUE(dataset) << describe(dataset.error());
  EXPECT_THAT(dataset->facts.classes, ElementsAre("Ape", "bee", "cat"));  // in the order of bytes
  EXPECT_THAT(dataset->facts.class_sizes, ElementsAre(4, 5, 4));
  EXPECT_EQ(dataset->facts.train_samples, 13);
  EXPECT_EQ(dataset->train.channels, 3);
  EXPECT_EQ(dataset->train.height, 12);
  EXPECT_EQ(dataset->train_files->files()[4].path, "train/bee/picture-0.png");
  EXPECT_EQ(dataset->train_files->files()[8].path, "train/bee/inner/deep.png");
  EXPECT_THAT(dataset->train.labels, ElementsAre(0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2));
  // Grey becomes three equal channels, as planes.
  const std::size_t plane = 12 * 12, at = 8 * 3 * plane;
  EXPECT_EQ(dataset->train.pixels[at + 13], (7 + 5) % 256);
  EXPECT_EQ(dataset->train.pixels[at + 2 * plane + 13], (7 + 5) % 256);
}

TEST_F(TreeTest, DifferentSizesNeedOneThatIsAskedFor) {
  test::write_picture_tree(folder_.path(), {.splits = {"train", "val"}, .varied = true, .jpeg = true});
  DataConfig data = config();
  const auto refused = load_dataset(data);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error()["detail"], HasSubstr("data.image_size"));
  data.image_size = 14;
  const auto dataset = load_dataset(data);
  ASSERT_TRUE(dataset) << describe(dataset.error());
  EXPECT_EQ(dataset->train.width, 14);
  EXPECT_EQ(dataset->test.samples, 12);
}

TEST_F(TreeTest, DamagedPicturesAreRefusedWithTheFirstAndTheirNumber) {
  test::write_picture_tree(folder_.path());
  cut("train/bee/picture-2.png");
  cut("test/ape/picture-0.png");
  const auto dataset = load_dataset(config());
  ASSERT_FALSE(dataset);
  EXPECT_EQ(dataset.error().code, ErrorCode::file_malformed);
  EXPECT_EQ(dataset.error()["path"], (folder_.path() / "train/bee/picture-2.png").string());
  EXPECT_THAT(dataset.error()["detail"], HasSubstr("1 more"));
}

TEST_F(TreeTest, DamagedPicturesAreLeftOutTheSameWayStreamedOrNot) {
  test::write_picture_tree(folder_.path());
  const auto whole = load_dataset(config());
  cut("train/bee/picture-2.png");
  cut("test/ape/picture-0.png");
  DataConfig data = config();
  data.corrupt = "skip";
  for (const std::int64_t budget : {resident_budget, std::int64_t{0}}) {
    const auto dataset = load_dataset(data, budget);
    ASSERT_TRUE(dataset) << describe(dataset.error());
    EXPECT_EQ(dataset->streamed(), budget == 0);
    ASSERT_EQ(dataset->skipped.size(), 2U);
    EXPECT_EQ(dataset->skipped[0]["path"], (folder_.path() / "train/bee/picture-2.png").string());
    EXPECT_THAT(dataset->facts.class_sizes, ElementsAre(4, 3, 4));
    EXPECT_EQ(dataset->train.labels.size(), 11U);
    EXPECT_EQ(dataset->test.samples, 11);
    EXPECT_EQ(dataset->train_files->files()[6].path, "train/bee/picture-3.png");
    EXPECT_NE(dataset->fingerprint, whole->fingerprint);
    if (budget == 0) continue;
    const auto picture = std::ptrdiff_t{3 * 12 * 12};
    EXPECT_TRUE(std::equal(dataset->train.pixels.begin() + 6 * picture, dataset->train.pixels.end(),
                           whole->train.pixels.begin() + 7 * picture));
  }
}

TEST_F(TreeTest, AClassWithoutAnyReadablePictureEndsIt) {
  test::write_picture_tree(folder_.path(), {.per_class = 1});
  cut("train/cat/picture-0.png");
  DataConfig data = config();
  data.corrupt = "skip";
  const auto dataset = load_dataset(data);
  ASSERT_FALSE(dataset);
  EXPECT_THAT(dataset.error()["detail"], HasSubstr("cat"));
}

TEST_F(TreeTest, StreamedPicturesAreTheResidentOnes) {
  test::write_picture_tree(folder_.path(), {.varied = true, .jpeg = true});
  DataConfig data = config();
  data.image_size = 10;
  const auto resident = load_dataset(data), streamed = load_dataset(data, 0);
  ASSERT_TRUE(resident);
  ASSERT_TRUE(streamed) << describe(streamed.error());
  ASSERT_TRUE(streamed->streamed());
  EXPECT_TRUE(streamed->train.pixels.empty());
  EXPECT_EQ(streamed->train.labels, resident->train.labels);
  const ResidentPictures memory(std::make_shared<ImageSplit>(resident->train));
  for (std::int64_t i = 0; i < memory.size(); ++i) {
    EXPECT_EQ(streamed->train_files->evaluated(i).value(), memory.evaluated(i).value()) << i;
  }
}

TEST_F(TreeTest, TheFingerprintOfAResidentFolderIsOfItsPictures) {
  test::write_picture_tree(folder_.path());
  const auto first = load_dataset(config())->fingerprint;
  const auto streamed = load_dataset(config(), 0)->fingerprint;
  const fs::path file = folder_.path() / "train/ape/picture-1.png";
  fs::last_write_time(file, fs::file_time_type::clock::now() + std::chrono::hours(1));
  EXPECT_EQ(load_dataset(config())->fingerprint, first);
  EXPECT_NE(load_dataset(config(), 0)->fingerprint, streamed);
  put("train/ape/picture-1.png", test::sloped_picture(12, 12, 3));
  EXPECT_NE(load_dataset(config())->fingerprint, first);
}

TEST_F(TreeTest, TheCheckOfALargeFolderIsRememberedUntilAFileChanges) {
  test::write_picture_tree(folder_.path());
  ASSERT_TRUE(load_dataset(config(), 0));
  const fs::path file = folder_.path() / "train/ape/picture-1.png";
  const auto time = fs::last_write_time(file);
  const auto size = fs::file_size(file);
  {
    std::fstream damaged(file, std::ios::binary | std::ios::in | std::ios::out);
    damaged << "not a picture";
  }
  fs::last_write_time(file, time);
  ASSERT_EQ(fs::file_size(file), size);
  EXPECT_TRUE(load_dataset(config(), 0));  // size and time say that nothing changed
  fs::last_write_time(file, time + std::chrono::seconds(1));
  const auto dataset = load_dataset(config(), 0);
  ASSERT_FALSE(dataset);
  EXPECT_EQ(dataset.error()["path"], file.string());
}

TEST_F(TreeTest, ADamageFoundWhileTrainingIsKnownToTheNextRun) {
  test::write_picture_tree(folder_.path());
  DataConfig data = config();
  data.corrupt = "skip";
  const auto before = load_dataset(data, 0);
  const std::string path = before->train_files->path(5).string();
  remember_tree_error(before->listing, {ErrorCode::file_malformed, {{"path", path}, {"detail", "damaged inside"}}});
  const auto after = load_dataset(data, 0);
  ASSERT_TRUE(after);
  ASSERT_EQ(after->skipped.size(), 1U);
  EXPECT_EQ(after->skipped[0]["path"], path);
  EXPECT_EQ(after->train.samples, before->train.samples - 1);
}

TEST_F(TreeTest, CinicTrainsOnOneOrTwoOfItsThreeParts) {
  const auto classes = find_dataset("cinic10")->classes;
  test::write_picture_tree(folder_.path() / "CINIC-10",
                           {.splits = {"train", "valid", "test"}, .classes = classes, .per_class = 2});
  DataConfig data = config("cinic10");
  auto dataset = load_dataset(data);
  ASSERT_TRUE(dataset) << describe(dataset.error());
  EXPECT_EQ(dataset->train.samples, 20);
  data.splits = "train+valid";
  dataset = load_dataset(data);
  ASSERT_TRUE(dataset) << describe(dataset.error());
  EXPECT_EQ(dataset->train.samples, 40);
  EXPECT_EQ(dataset->train_files->files()[20].path, "valid/airplane/picture-0.png");
  EXPECT_EQ(dataset->test.samples, 20);
  EXPECT_EQ(dataset->facts.classes, classes);
}

TEST_F(TreeTest, ImageNetIsToldByItsFolderNames) {
  test::write_picture_tree(folder_.path(),
                           {.splits = {"train", "val"}, .classes = {"n02000001", "n01000002"}, .jpeg = true});
  const auto dataset = load_dataset(config("imagenet"));
  ASSERT_TRUE(dataset) << describe(dataset.error());
  EXPECT_THAT(dataset->facts.classes, ElementsAre("n01000002", "n02000001"));
  EXPECT_EQ(dataset->train.height, 224);
  EXPECT_TRUE(load_dataset([&] {
    DataConfig data = config("folder");
    data.image_size = 8;
    return data;
  }()));
  const test::TemporaryFolder other;
  test::write_picture_tree(other.path(), {.splits = {"train", "val"}});
  EXPECT_EQ(load_dataset("imagenet", other.path().string()).error().code, ErrorCode::dataset_missing);
}

TEST_F(TreeTest, WhatDoesNotFitIsAnError) {
  test::write_picture_tree(folder_.path());
  const auto detail = [&] {
    const auto dataset = load_dataset(config());
    EXPECT_FALSE(dataset);
    return dataset ? std::string() : describe(dataset.error());
  };
  fs::create_directories(folder_.path() / "train/dog");
  EXPECT_THAT(detail(), HasSubstr("no jpg, jpeg or png"));
  fs::remove(folder_.path() / "train/dog");
  put("test/eel/x.png", test::sloped_picture(12, 12, 3));
  EXPECT_THAT(detail(), HasSubstr("no such class in train"));
  fs::remove_all(folder_.path() / "test/eel");
  fs::remove_all(folder_.path() / "test");
  EXPECT_THAT(detail(), HasSubstr("not in"));
}

TEST_F(TreeTest, OtherPictureFormatsAreCountedNotReadSilently) {
  test::write_picture_tree(folder_.path());
  std::ofstream(folder_.path() / "train/ape/x.webp") << "RIFF";
  std::ofstream(folder_.path() / "train/ape/notes.txt") << "text";
  std::ofstream(folder_.path() / "train/ape/.hidden.png") << "text";
  const auto dataset = load_dataset(config());
  ASSERT_TRUE(dataset) << describe(dataset.error());
  EXPECT_EQ(dataset->passed_over, 1);
  EXPECT_EQ(dataset->train.samples, 12);
}

TEST_F(TreeTest, TheTestSplitAloneIsRead) {
  test::write_picture_tree(folder_.path());
  cut("train/ape/picture-0.png");
  const auto dataset = load_test_split(config());
  ASSERT_TRUE(dataset) << describe(dataset.error());
  EXPECT_EQ(dataset->test.samples, 12);
  EXPECT_EQ(dataset->facts.classes.size(), 3U);
  EXPECT_TRUE(dataset->train.labels.empty());
}

TEST_F(TreeTest, LimitsAndHeldOutSamplesAreDrawnWithoutDecoding) {
  test::write_picture_tree(folder_.path(), {.per_class = 10});
  const auto dataset = load_dataset(config(), 0);
  ASSERT_TRUE(dataset);
  DataConfig data;
  data.train_limit = 9;
  data.validation = 6;
  const auto subset = choose_training_subset(dataset->train.labels, 3, data);
  ASSERT_TRUE(subset) << describe(subset.error());
  EXPECT_EQ(subset->train.size(), 9U);
  EXPECT_EQ(subset->validation.size(), 6U);
}

}  // namespace
}  // namespace tc3kd
