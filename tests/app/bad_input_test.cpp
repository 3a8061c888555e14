// SPDX-License-Identifier: GPL-3.0-or-later
// Wrong input: exit code 2 (or 3 for what the machine refused), a sentence that names the thing, and nothing stored.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "tests/app/program.h"

namespace tc3kd::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

void expect_refused(const Workplace& place, const std::vector<std::string>& arguments,
                    const testing::Matcher<std::string>& sentence) {
  const auto run = place.run(arguments);
  EXPECT_EQ(run.exit_code, 2) << run.err;
  EXPECT_THAT(run.err, sentence);
  EXPECT_THAT(run.out, IsEmpty());
}

TEST(BadInput, AnUnknownKeyNamesTheNearest) {
  const Workplace place;
  expect_refused(place, place.tiny("tc3kd", {"curriculum.stage=3"}),
                 AllOf(HasSubstr("curriculum.stage"), HasSubstr("curriculum.stages")));
  std::ofstream(place.folder() / "run.json") << R"({"curiculum": {"stages": 3}})";
  expect_refused(place, {"run", (place.folder() / "run.json").string()},
                 AllOf(HasSubstr("curiculum"), HasSubstr("curriculum")));
}

TEST(BadInput, AValueOutOfRangeNamesTheRange) {
  const Workplace place;
  expect_refused(place, place.tiny("tc3kd", {"curriculum.stages=0"}),
                 AllOf(HasSubstr("curriculum.stages"), HasSubstr("0"), HasSubstr("1 ")));
  expect_refused(place, place.tiny("tc3kd", {"training.epochs=3", "curriculum.stages=5"}),
                 AllOf(HasSubstr("training.epochs"), HasSubstr("5")));
  expect_refused(place, place.tiny("tc3kd", {"seed=abc"}), AllOf(HasSubstr("seed"), HasSubstr("abc")));
  expect_refused(place, place.tiny("tc3kd", {"curriculum.alpha=sideways"}),
                 AllOf(HasSubstr("curriculum.alpha"), HasSubstr("decreasing")));
}

TEST(BadInput, TooManyStagesLeaveTheFirstOneEmpty) {
  const Workplace place;
  expect_refused(place, place.tiny("tc3kd", {"data.train_limit=50", "curriculum.stages=6", "training.epochs=6"}),
                 AllOf(HasSubstr("curriculum.stages"), HasSubstr("6"), HasSubstr("5")));
}

TEST(BadInput, ADeviceThatIsNotThereIsNamedWithThoseThatAre) {
  const Workplace place;
  expect_refused(place, place.tiny("kd", {"device=cuda:77"}), AllOf(HasSubstr("cuda:77"), HasSubstr("cpu")));
}

TEST(BadInput, MissingAndWrongFilesAreNamed) {
  const Workplace place;
  expect_refused(place, {"run", "no-such.json"}, HasSubstr("no-such.json"));
  expect_refused(place, {"run", "tc3k"}, HasSubstr("tc3kd"));
  expect_refused(place, place.tiny("kd", {"data.dir=/no/such/folder"}), HasSubstr("/no/such/folder"));
  expect_refused(place, place.tiny("kd", {"teacher.weights=/no/such.safetensors"}), HasSubstr("/no/such.safetensors"));
  expect_refused(place, {"show", "nobody"}, HasSubstr("nobody"));
  expect_refused(place, {"import", (place.folder() / "none.sqlite").string()}, HasSubstr("none.sqlite"));
  const auto images = place.folder() / "data" / "train-images-idx3-ubyte.gz";
  std::filesystem::resize_file(images, std::filesystem::file_size(images) / 2);
  const auto truncated = place.run(place.tiny("kd"));
  EXPECT_THAT(truncated.exit_code, testing::AnyOf(2, 3)) << truncated.err;
  EXPECT_THAT(truncated.err, HasSubstr("train-images-idx3-ubyte.gz"));
}

TEST(BadInput, AStoreThatIsNoneIsRefusedAndLeftAlone) {
  const Workplace place;
  std::ofstream(place.store()) << "this is no database, but somebody's letter, long enough to look at";
  const std::string before = read_text(place.store());
  const auto list = place.run({"list"});
  EXPECT_EQ(list.exit_code, 2);
  EXPECT_THAT(list.err, HasSubstr("runs.sqlite"));
  EXPECT_EQ(read_text(place.store()), before);
}

TEST(CommandLine, TheStreamsAreKeptApart) {
  const Workplace place;
  EXPECT_EQ(place.run({}).exit_code, 2);
  EXPECT_EQ(place.run({"frobnicate"}).exit_code, 2);
  const auto empty = place.run({"list", "--json"});
  EXPECT_EQ(empty.exit_code, 0);
  EXPECT_EQ(empty.json(), Json::parse(R"({"runs": []})"));
}

TEST(CommandLine, DocumentsHaveTheirNamedMembers) {
  const Workplace place;
  const auto config = place.run({"print-config", "tc3kd"}).json();
  EXPECT_EQ(config.at("curriculum").at("stages"), 5);
  EXPECT_NEAR(config.at("data").at("normalisation").at("mean")[0].get<double>(), 0.2860405970, 1e-10);
  auto kd = place.run({"print-config", "kd"}).json();
  EXPECT_EQ(kd.at("curriculum").at("stages"), 1);
  kd["curriculum"]["stages"] = 5;
  EXPECT_EQ(kd, config);
  const auto models = place.run({"models", "--json"}).json().at("models");
  const auto resnet20 =
      std::find_if(models.begin(), models.end(), [](const Json& m) { return m.at("name") == "resnet20"; });
  ASSERT_NE(resnet20, models.end());
  EXPECT_EQ(resnet20->at("parameters"), 278324);
  EXPECT_EQ(resnet20->at("macs"), 40818944);
  EXPECT_THAT(place.run({"presets"}).out, HasSubstr("demo-tc3kd"));
  EXPECT_THAT(place.run({"fields"}).out, HasSubstr("curriculum.measure_all"));
  EXPECT_THAT(place.run({"datasets", "--json"}).json().at("datasets"), testing::Not(IsEmpty()));
}

}  // namespace
}  // namespace tc3kd::test
