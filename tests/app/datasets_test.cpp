// SPDX-License-Identifier: GPL-3.0-or-later
// Every kind of data set through the program: listed, remembered, trained on, damaged.
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "tests/app/program.h"
#include "tests/support/picture_tree.h"

namespace tc3kd::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
namespace fs = std::filesystem;

Json entry(const Json& document, const std::string& name) {
  for (const Json& set : document["datasets"]) {
    if (set["name"] == name) return set;
  }
  return {};
}

/// A run of seconds on a folder of pictures.
std::vector<std::string> folder_run(const Workplace& place, const std::vector<std::string>& more = {}) {
  std::vector<std::string> settings{"data.name=folder", "data.dir=" + (place.folder() / "tree").string(),
                                    "curriculum.stages=2", "training.epochs=2"};
  settings.insert(settings.end(), more.begin(), more.end());
  auto arguments = place.tiny("tc3kd", settings);
  arguments.push_back("--json");
  return arguments;
}

Json last_line(const std::string& out) {
  const std::size_t end = out.find_last_not_of('\n'), begin = out.rfind('\n', end);
  return Json::parse(out.substr(begin + 1));
}

TEST(Datasets, AreListedWithPlaceCountsAndNotes) {
  const Workplace place;
  write_cifar(place.folder() / "sets" / "cifar-100-binary", 100, 1);
  const auto listed = place.run({"datasets", "--data", (place.folder() / "sets").string(), "--json"});
  ASSERT_EQ(listed.exit_code, 0) << listed.err;
  const Json cifar = entry(listed.json(), "cifar100");
  EXPECT_TRUE(cifar["found"].get<bool>());
  EXPECT_EQ(cifar["path"], (place.folder() / "sets/cifar-100-binary").string());
  EXPECT_EQ(cifar["train"], 100);
  ASSERT_EQ(cifar["notes"].size(), 2U);
  EXPECT_THAT(cifar["notes"][0].get<std::string>(),
              AllOf(HasSubstr("train.bin"), HasSubstr("6172c7755cfe09b2fe270c85cebc1b15")));
  EXPECT_FALSE(entry(listed.json(), "imagenet")["found"].get<bool>());
  // Named once, found from now on.
  EXPECT_TRUE(entry(place.run({"datasets", "--json"}).json(), "cifar100")["found"].get<bool>());
  EXPECT_THAT(place.run({"datasets"}).out, HasSubstr("MD5"));
}

TEST(Datasets, AFolderIsTrainedOnAndItsDamagesAreTold) {
  const Workplace place;
  write_picture_tree(place.folder() / "tree", {.per_class = 12, .height = 32, .width = 32});
  const auto run = place.run(folder_run(place));
  ASSERT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(last_line(run.out)["epochs"].size(), 2U);

  const fs::path damaged = place.folder() / "tree/train/bee/picture-3.png";
  fs::resize_file(damaged, fs::file_size(damaged) / 2);
  const auto refused = place.run(folder_run(place));
  EXPECT_NE(refused.exit_code, 0);
  EXPECT_THAT(refused.err, AllOf(HasSubstr(damaged.string()), HasSubstr("data.corrupt")));
  const auto skipped = place.run(folder_run(place, {"data.corrupt=skip"}));
  ASSERT_EQ(skipped.exit_code, 0) << skipped.err;
  EXPECT_THAT(skipped.out, AllOf(HasSubstr("pictures_skipped"), HasSubstr(damaged.string())));
}

TEST(Datasets, PicturesOfAllSizesAreTrainedOnWithResizedCropsTheSameTwice) {
  const Workplace place;
  write_picture_tree(place.folder() / "tree",
                     {.per_class = 6, .height = 24, .width = 30, .varied = true, .jpeg = true});
  const std::vector<std::string> settings{"data.image_size=24", "data.augmentation=resized_crop", "data.validation=3",
                                          "data.train_limit=12"};
  const auto first = place.run(folder_run(place, settings)), second = place.run(folder_run(place, settings));
  ASSERT_EQ(first.exit_code, 0) << first.err;
  ASSERT_EQ(second.exit_code, 0) << second.err;
  const Json one = last_line(first.out), two = last_line(second.out);
  ASSERT_EQ(one["epochs"].size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) EXPECT_EQ(one["epochs"][i]["train_loss"], two["epochs"][i]["train_loss"]);
}

}  // namespace
}  // namespace tc3kd::test
