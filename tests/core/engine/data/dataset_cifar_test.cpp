// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "core/engine/data/dataset.h"
#include "tests/support/picture_tree.h"
#include "tests/support/temporary_folder.h"

namespace tc3kd {
namespace {

using ::testing::HasSubstr;
namespace fs = std::filesystem;

TEST(CifarDataset, TenClassesInSixFiles) {
  const test::TemporaryFolder folder;
  test::write_cifar(folder.path() / "cifar-10-batches-bin", 10, 2);
  for (const fs::path& dir : {folder.path(), folder.path() / "cifar-10-batches-bin"}) {
    const auto dataset = load_dataset("cifar10", dir.string());
    ASSERT_TRUE(dataset) << describe(dataset.error());
    EXPECT_EQ(dataset->train.samples, 100);
    EXPECT_EQ(dataset->test.samples, 20);
    EXPECT_EQ(dataset->train.channels, 3);
    EXPECT_EQ(dataset->train.height, 32);
    EXPECT_EQ(dataset->train.labels[27], 7);
    EXPECT_EQ(dataset->facts.classes[9], "truck");
    EXPECT_EQ(dataset->fingerprint.size(), 64U);
    EXPECT_FALSE(dataset->streamed());
  }
}

TEST(CifarDataset, AHundredFineClassesWithTheirNames) {
  const test::TemporaryFolder folder;
  test::write_cifar(folder.path(), 100, 1);
  const auto dataset = load_dataset("cifar100", folder.path().string());
  ASSERT_TRUE(dataset) << describe(dataset.error());
  EXPECT_EQ(dataset->train.labels[99], 99);
  EXPECT_EQ(dataset->facts.classes[42], "name 42");
  fs::remove(folder.path() / "fine_label_names.txt");
  EXPECT_EQ(load_dataset("cifar100", folder.path().string())->facts.classes[42], "class 42");
}

TEST(CifarDataset, AMissingOrCutFileIsNamed) {
  const test::TemporaryFolder folder;
  test::write_cifar(folder.path(), 10, 1);
  const fs::path third = folder.path() / "data_batch_3.bin";
  fs::resize_file(third, fs::file_size(third) - 1);
  auto dataset = load_dataset("cifar10", folder.path().string());
  ASSERT_FALSE(dataset);
  EXPECT_EQ(dataset.error().code, ErrorCode::file_malformed);
  EXPECT_EQ(dataset.error()["path"], third.string());
  fs::remove(third);
  dataset = load_dataset("cifar10", folder.path().string());
  ASSERT_FALSE(dataset);
  EXPECT_EQ(dataset.error().code, ErrorCode::file_missing);
  EXPECT_EQ(dataset.error()["path"], third.string());
}

TEST(CifarDataset, ThePythonVersionIsNotTakenForTheBinaryOne) {
  const test::TemporaryFolder folder;
  for (const char* name : {"train", "test", "meta"}) {
    fs::create_directories(folder.path() / "cifar-100-python");
    std::ofstream(folder.path() / "cifar-100-python" / name) << "\x80\x02";
  }
  const auto dataset = load_dataset("cifar100", folder.path().string());
  ASSERT_FALSE(dataset);
  EXPECT_EQ(dataset.error().code, ErrorCode::dataset_missing);
  EXPECT_THAT(dataset.error()["detail"], HasSubstr("Python version"));
}

}  // namespace
}  // namespace tc3kd
