// SPDX-License-Identifier: GPL-3.0-or-later
// Weights that come from elsewhere: `tc3kd inspect`, `tc3kd eval`, `teacher.weights`.
#include <sstream>

#include <gmock/gmock.h>

#include "tests/app/program.h"

namespace tc3kd::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::string format_file(const std::string& name) { return std::string(TC3KD_TEST_DATA "/formats/") + name; }

/// A workplace with one run of a student alone, and the student's weights.
struct Trained {
  Workplace place;
  std::string weights = (place.folder() / "student.safetensors").string();
  double top1 = 0;

  Trained() {
    const auto run = place.run(place.tiny("ce", {"training.epochs=2"}));
    EXPECT_EQ(run.exit_code, 0) << run.err;
    const auto id = place.run({"list", "--json"}).json().at("runs")[0].at("id").get<std::string>();
    EXPECT_EQ(place.run({"export", id, "--what", "weights", "--to", weights}).exit_code, 0);
    top1 = place.run({"show", id, "--json"}).json().at("summary").at("test_top1").get<double>();
  }
};

/// The last line of `run --json`.
Json document(const Finished& run) {
  std::string last;
  std::istringstream stream(run.out);
  for (std::string line; std::getline(stream, line);) last = line;
  return Json::parse(last);
}

Finished distil(const Workplace& place, const std::vector<std::string>& settings) {
  std::vector<std::string> all{"training.epochs=2"};
  all.insert(all.end(), settings.begin(), settings.end());
  auto arguments = place.tiny("kd", all);
  arguments.emplace_back("--json");
  return place.run(arguments);
}

TEST(Weights, AreRecognisedAndEvaluatedWithoutNamingTheirNetwork) {
  const Trained trained;
  const auto inspected = trained.place.run({"inspect", trained.weights, "--json"});
  ASSERT_EQ(inspected.exit_code, 0) << inspected.err;
  const Json report = inspected.json();
  EXPECT_EQ(report.at("format"), "safetensors");
  EXPECT_EQ(report.at("candidates"), Json::array({"resnet8"}));
  EXPECT_EQ(report.at("classes"), 10);
  EXPECT_EQ(report.at("channels"), 1);
  EXPECT_TRUE(report.at("missing").empty());
  const auto eval = trained.place.run({"eval", "--weights", trained.weights, "--dataset", "fashion-mnist", "--data",
                                       (trained.place.folder() / "data").string(), "--device", "cpu", "--json"});
  ASSERT_EQ(eval.exit_code, 0) << eval.err;
  EXPECT_EQ(eval.json().at("top1"), trained.top1);
  EXPECT_EQ(eval.err, "") << "no name was changed: nothing to say";
}

TEST(Weights, OfATeacherBringTheirOwnNormalisation) {
  const Trained trained;
  const std::string weights = "teacher.weights=" + trained.weights;
  const auto plain = distil(trained.place, {weights});
  ASSERT_EQ(plain.exit_code, 0) << plain.err;
  EXPECT_EQ(document(plain).at("teacher").at("test_top1"), trained.top1);
  const std::vector<std::string> other{weights, "data.normalisation.mean=0.9", "data.normalisation.std=0.1"};
  const auto misread = distil(trained.place, other);
  ASSERT_EQ(misread.exit_code, 0) << misread.err;
  EXPECT_NE(document(misread).at("teacher").at("test_top1"), trained.top1);
  auto own = other;
  own.insert(own.end(), {"teacher.normalisation.mean=0.2860405970", "teacher.normalisation.std=0.3530242445"});
  const auto corrected = distil(trained.place, own);
  ASSERT_EQ(corrected.exit_code, 0) << corrected.err;
  EXPECT_EQ(document(corrected).at("teacher").at("test_top1"), trained.top1);
}

TEST(Weights, ATorchScriptModuleTeaches) {
  const Workplace place;
  const auto run = distil(place, {"teacher.weights=" + format_file("script_grey.pt"), "curriculum.stages=2"});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  EXPECT_TRUE(document(run).at("teacher").at("test_top1").is_number());
  const auto eval = place.run({"eval", "--weights", format_file("script_grey.pt"), "--dataset", "fashion-mnist",
                               "--data", (place.folder() / "data").string(), "--device", "cpu", "--json"});
  ASSERT_EQ(eval.exit_code, 0) << eval.err;
  EXPECT_EQ(eval.json().at("top1"), document(run).at("teacher").at("test_top1"));
  const auto inspected = place.run({"inspect", format_file("script_grey.pt"), "--json"});
  ASSERT_EQ(inspected.exit_code, 0) << inspected.err;
  EXPECT_EQ(inspected.json().at("format"), "TorchScript");
  EXPECT_EQ(inspected.json().at("classes"), 10);
}

TEST(Teachers, AreEvaluatedKeptUsedAndForgotten) {
  const Trained trained;
  const Workplace& place = trained.place;
  const auto added = place.run({"add-teacher", trained.weights, "--name", "ours", "--dataset", "fashion-mnist", "--data",
                                (place.folder() / "data").string(), "--device", "cpu", "--json"});
  ASSERT_EQ(added.exit_code, 0) << added.err;
  EXPECT_EQ(added.json().at("test_top1"), trained.top1);
  EXPECT_EQ(added.json().at("model"), "resnet8");
  std::filesystem::remove(trained.weights);  // the store has its own
  const auto teachers = place.run({"teachers", "--json"}).json().at("teachers");
  ASSERT_EQ(teachers.size(), 1U);
  EXPECT_EQ(teachers[0].at("name"), "ours");
  EXPECT_EQ(teachers[0].at("origin"), "imported");
  const auto run = distil(place, {"teacher.weights=" + teachers[0].at("file").get<std::string>()});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(document(run).at("teacher").at("test_top1"), trained.top1);
  EXPECT_EQ(place.run({"remove-teacher", "theirs"}).exit_code, 2);
  EXPECT_EQ(place.run({"remove-teacher", "ours"}).exit_code, 0);
  EXPECT_TRUE(place.run({"teachers", "--json"}).json().at("teachers").empty());
  ASSERT_EQ(place.run(place.tiny("kd")).exit_code, 0);
  const auto own = place.run({"teachers", "--json"}).json().at("teachers");
  ASSERT_EQ(own.size(), 1U);
  EXPECT_EQ(own[0].at("origin"), "trained");
}

TEST(Weights, ThatCannotServeAreRefusedWithTheReason) {
  const Workplace place;
  const auto refused = [&](const std::string& name) {
    const auto run = distil(place, {"teacher.weights=" + format_file(name)});
    EXPECT_EQ(run.exit_code, 3) << run.err;
    return run.err;
  };
  EXPECT_THAT(refused("script_writes.pt"), HasSubstr("its code names save"));
  EXPECT_THAT(refused("script.pt"), HasSubstr("does not take such pictures"));
  EXPECT_THAT(refused("checkpoint_legacy.pt"), AllOf(HasSubstr("checkpoint_legacy.pt"), HasSubstr("missing")));
  EXPECT_THAT(refused("cifar10_p2.pkl"), HasSubstr("none of torch.save"));
  EXPECT_EQ(place.run({"inspect", "/no/such/file"}).exit_code, 2);
  EXPECT_EQ(place.run({"inspect", format_file("state_zip.pt"), "--model", "resnet9"}).exit_code, 2);
}

}  // namespace
}  // namespace tc3kd::test
