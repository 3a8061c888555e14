// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/data/dataset.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "tests/support/idx_tree.h"
#include "tests/support/temporary_folder.h"

namespace tc3kd {
namespace {

using ::testing::HasSubstr;
namespace fs = std::filesystem;

class DatasetTest : public ::testing::Test {
 protected:
  DatasetTest() { test::write_idx_tree(folder_.path(), {.train_per_class = 6, .test_per_class = 2}); }

  /// Replaces a file of the set by these bytes, gzipped.
  void replace(const std::string& name, const std::string& bytes) const {
    const gzFile file = gzopen((folder_.path() / name).c_str(), "wb");
    gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size()));
    gzclose(file);
  }
  [[nodiscard]] std::string unpacked(const std::string& name) const {
    const gzFile file = gzopen((folder_.path() / name).c_str(), "rb");
    std::string bytes(1 << 20, '\0');
    bytes.resize(static_cast<std::size_t>(gzread(file, bytes.data(), static_cast<unsigned>(bytes.size()))));
    gzclose(file);
    return bytes;
  }
  [[nodiscard]] Error error() const {
    const auto dataset = load_dataset("fashion-mnist", folder_.path().string());
    EXPECT_FALSE(dataset);
    return dataset ? Error{} : dataset.error();
  }

  test::TemporaryFolder folder_;
};

TEST_F(DatasetTest, ReadsBothSplits) {
  const auto dataset = load_dataset("fashion-mnist", folder_.path().string());
  ASSERT_TRUE(dataset) << describe(dataset.error());
  EXPECT_EQ(dataset->train.samples, 60);
  EXPECT_EQ(dataset->test.samples, 20);
  EXPECT_EQ(dataset->train.channels, 1);
  EXPECT_EQ(dataset->train.pixels.size(), 60U * 28 * 28);
  EXPECT_EQ(dataset->train.labels[13], 3);  // the tree's labels go 0…9, 0…9, …
  EXPECT_EQ(dataset->fingerprint.size(), 64U);
}

TEST_F(DatasetTest, IsFoundInAFolderOfItsParent) {
  const fs::path inner = folder_.path() / "fashion-mnist";
  fs::create_directory(inner);
  for (const auto& entry : fs::directory_iterator(folder_.path())) {
    if (entry.is_regular_file()) fs::rename(entry.path(), inner / entry.path().filename());
  }
  EXPECT_TRUE(load_dataset("fashion-mnist", folder_.path().string()));
}

TEST_F(DatasetTest, TheFingerprintIsOfThePixelsAndLabels) {
  const auto before = load_dataset("fashion-mnist", folder_.path().string())->fingerprint;
  std::string labels = unpacked("train-labels-idx1-ubyte.gz");
  std::swap(labels[8], labels[9]);
  replace("train-labels-idx1-ubyte.gz", labels);
  EXPECT_NE(load_dataset("fashion-mnist", folder_.path().string())->fingerprint, before);
}

TEST_F(DatasetTest, AMissingFolderSaysWhereItLooked) {
  const auto dataset = load_dataset("fashion-mnist", "/no/such/folder");
  ASSERT_FALSE(dataset);
  EXPECT_EQ(dataset.error().code, ErrorCode::dataset_missing);
  EXPECT_THAT(describe(dataset.error()), HasSubstr("/no/such/folder"));
}

TEST_F(DatasetTest, ATruncatedFileIsNamed) {
  const fs::path file = folder_.path() / "train-images-idx3-ubyte.gz";
  fs::resize_file(file, fs::file_size(file) / 2);
  const Error found = error();
  EXPECT_EQ(found.code, ErrorCode::file_malformed);
  EXPECT_EQ(found["path"], file.string());
}

TEST_F(DatasetTest, AWrongMagicIsNamed) {
  std::string bytes = unpacked("t10k-images-idx3-ubyte.gz");
  bytes[2] = 9;
  replace("t10k-images-idx3-ubyte.gz", bytes);
  EXPECT_EQ(error().code, ErrorCode::file_malformed);
  EXPECT_THAT(error()["path"], HasSubstr("t10k-images"));
}

TEST_F(DatasetTest, ALabelOutOfRangeIsNamed) {
  std::string bytes = unpacked("train-labels-idx1-ubyte.gz");
  bytes[8 + 17] = 10;
  replace("train-labels-idx1-ubyte.gz", bytes);
  EXPECT_EQ(error().code, ErrorCode::file_malformed);
  EXPECT_THAT(error()["detail"], HasSubstr("10"));
  EXPECT_THAT(error()["detail"], HasSubstr("17"));
}

TEST_F(DatasetTest, CountsThatDoNotAgreeAreNamed) {
  std::string bytes = unpacked("train-labels-idx1-ubyte.gz");
  bytes[7] = 59;
  bytes.pop_back();
  replace("train-labels-idx1-ubyte.gz", bytes);
  EXPECT_EQ(error().code, ErrorCode::file_malformed);
}

TEST_F(DatasetTest, TheTestSplitAloneIsRead) {
  fs::remove(folder_.path() / "train-images-idx3-ubyte.gz");
  const auto dataset = load_test_split("fashion-mnist", folder_.path().string());
  ASSERT_TRUE(dataset) << describe(dataset.error());
  EXPECT_EQ(dataset->test.samples, 20);
}

std::vector<std::int64_t> labels_of(int per_class) {
  std::vector<std::int64_t> labels;
  for (int i = 0; i < per_class; ++i) {
    for (std::int64_t label = 0; label < 10; ++label) labels.push_back(label);
  }
  return labels;
}

TEST(TrainingSubset, IsBalancedSeededAndNested) {
  const auto labels = labels_of(50);
  DataConfig config;
  config.train_limit = 100;
  const auto small = choose_training_subset(labels, 10, config)->train;
  ASSERT_EQ(small.size(), 100U);
  EXPECT_TRUE(std::is_sorted(small.begin(), small.end()));
  std::vector<int> counts(10);
  for (const std::int64_t index : small) ++counts[static_cast<std::size_t>(labels[static_cast<std::size_t>(index)])];
  EXPECT_THAT(counts, ::testing::Each(10));
  EXPECT_EQ(choose_training_subset(labels, 10, config)->train, small);
  config.train_limit = 200;
  const auto large = choose_training_subset(labels, 10, config)->train;
  EXPECT_TRUE(std::includes(large.begin(), large.end(), small.begin(), small.end()));
  config.train_limit = 100;
  config.seed = 1;
  EXPECT_NE(choose_training_subset(labels, 10, config)->train, small);
}

TEST(TrainingSubset, HeldOutSamplesAreNeverTrainedOn) {
  DataConfig config;
  config.validation = 50;
  const auto subset = choose_training_subset(labels_of(50), 10, config).value();
  EXPECT_EQ(subset.validation.size(), 50U);
  EXPECT_EQ(subset.train.size(), 450U);
  std::vector<std::int64_t> both;
  std::set_intersection(subset.train.begin(), subset.train.end(), subset.validation.begin(), subset.validation.end(),
                        std::back_inserter(both));
  EXPECT_TRUE(both.empty());
}

}  // namespace
}  // namespace tc3kd
