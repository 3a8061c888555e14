// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/data/dataset_folders.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "core/engine/data/dataset_memory.h"
#include "tests/support/own_folders.h"
#include "tests/support/picture_tree.h"

namespace tc3kd {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
namespace fs = std::filesystem;

TEST(DataFolders, AreRememberedAndLookedIn) {
  const test::OwnFolders own;
  const test::TemporaryFolder folder;
  const fs::path inner = fs::canonical(folder.path()) / "cifar-100-binary";
  test::write_cifar(inner, 100, 1);
  EXPECT_FALSE(locate_dataset("cifar100", ""));
  const auto found = locate_dataset("cifar100", folder.path().string());
  ASSERT_TRUE(found);
  remember_dataset_folder("cifar100", *found);
  EXPECT_EQ(locate_dataset("cifar100", "").value(), inner);
  EXPECT_FALSE(locate_dataset("cifar10", ""));
  EXPECT_FALSE(locate_dataset("cifar100", own.config().string())) << "a folder that is named is the only one";
}

TEST(DataFolders, TheNewestComesFirstAndWhatIsGoneLeaves) {
  const test::OwnFolders own;
  const test::TemporaryFolder folder;
  const fs::path root = fs::canonical(folder.path());
  for (const char* name : {"a", "b", "c"}) {
    fs::create_directories(root / name);
    remember_dataset_folder("cifar10", root / name);
  }
  EXPECT_THAT(remembered_dataset_folders("cifar10"), ElementsAre(root / "c", root / "b", root / "a"));
  fs::remove(root / "b");
  remember_dataset_folder("cifar10", root / "a");
  EXPECT_THAT(remembered_dataset_folders("cifar10"), ElementsAre(root / "a", root / "c"));
  EXPECT_THAT(remembered_dataset_folders("mnist"), IsEmpty());
}

TEST(DataFolders, AnyFolderIsNotASetToBeFoundAgain) {
  const test::OwnFolders own;
  const test::TemporaryFolder folder;
  remember_dataset_folder("folder", folder.path());
  EXPECT_THAT(remembered_dataset_folders("folder"), IsEmpty());
}

TEST(DataFolders, AnUnreadableMemoryBreaksNothing) {
  const test::OwnFolders own;
  const test::TemporaryFolder folder;
  fs::create_directories(own.config());
  for (const char* text : {"", "not json", "[1, 2]", R"({"cifar10": 5})", R"({"cifar10": [5, null]})"}) {
    std::ofstream(own.config() / "data_folders.json", std::ios::trunc) << text;
    EXPECT_THAT(remembered_dataset_folders("cifar10"), IsEmpty()) << text;
    remember_dataset_folder("cifar10", folder.path());
    EXPECT_EQ(remembered_dataset_folders("cifar10").size(), 1U) << text;
  }
  fs::remove_all(own.config());
  std::ofstream(own.config()) << "a file where the folder should be";
  remember_dataset_folder("cifar10", folder.path());
  EXPECT_THAT(remembered_dataset_folders("cifar10"), IsEmpty());
}

TEST(Md5Memory, AFileIsHashedOnceUntilItChanges) {
  const test::OwnFolders own;
  const test::TemporaryFolder folder;
  const std::string text = "abc";
  const fs::path file = folder.write("x", std::as_bytes(std::span(text)));
  EXPECT_EQ(remembered_md5(file), "900150983cd24fb0d6963f7d28e17f72");  // RFC 1321
  const auto time = fs::last_write_time(file);
  std::ofstream(file) << "abd";
  fs::last_write_time(file, time);
  EXPECT_EQ(remembered_md5(file), "900150983cd24fb0d6963f7d28e17f72") << "the same size and time: not read again";
  fs::last_write_time(file, time + std::chrono::seconds(1));
  EXPECT_EQ(remembered_md5(file), "4911e516e5aa21d327512e0c8b197616");
  std::ofstream(own.cache() / "dataset_md5.json", std::ios::trunc) << R"({"files": [1, {"key": 2}]})";
  EXPECT_EQ(remembered_md5(file), "4911e516e5aa21d327512e0c8b197616");
  EXPECT_EQ(remembered_md5(folder.path() / "none"), "");
}

}  // namespace
}  // namespace tc3kd
