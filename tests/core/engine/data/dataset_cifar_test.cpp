// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "core/engine/data/dataset.h"
#include "core/engine/formats/cifar_python.h"
#include "core/engine/formats/file_bytes.h"
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

TEST(CifarDataset, ThePythonVersionIsReadAsWell) {
  const test::TemporaryFolder folder;
  const fs::path inner = folder.path() / "cifar-10-batches-py", fixture = fs::path(TC3KD_TEST_DATA) / "formats/cifar10_p4.pkl";
  fs::create_directories(inner);
  for (int i = 1; i <= 5; ++i) fs::copy_file(fixture, inner / ("data_batch_" + std::to_string(i)));
  fs::copy_file(fixture, inner / "test_batch");
  const auto bytes = read_file_bytes(fixture, 1 << 20).value();
  const CifarBatch batch = parse_cifar_python(bytes, 10, "fixture").value();
  const auto dataset = load_dataset("cifar10", folder.path().string());
  ASSERT_TRUE(dataset) << describe(dataset.error());
  EXPECT_EQ(dataset->test.labels, batch.labels);
  EXPECT_EQ(dataset->test.pixels, batch.pixels);
  EXPECT_EQ(dataset->train.samples, 5 * batch.samples);
  EXPECT_EQ(dataset->train.labels[static_cast<std::size_t>(batch.samples)], batch.labels[0]);
}

TEST(CifarDataset, ADamagedPickleIsNamed) {
  const test::TemporaryFolder folder;
  const fs::path inner = folder.path() / "cifar-100-python";
  fs::create_directories(inner);
  for (const char* name : {"train", "test", "meta"}) std::ofstream(inner / name) << "\x80\x02";
  const auto dataset = load_dataset("cifar100", folder.path().string());
  ASSERT_FALSE(dataset);
  EXPECT_EQ(dataset.error().code, ErrorCode::file_malformed);
  EXPECT_EQ(dataset.error()["path"], (inner / "train").string());
}

}  // namespace
}  // namespace tc3kd
