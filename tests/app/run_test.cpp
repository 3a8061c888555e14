// SPDX-License-Identifier: GPL-3.0-or-later
// `tc3kd run`, its streams and documents, and what repeats must have in common.
#include <csignal>
#include <sstream>

#include <gmock/gmock.h>

#include "tests/app/program.h"

namespace tc3kd::test {
namespace {

using testing::HasSubstr;

std::vector<Json> lines(const std::string& text) {
  std::vector<Json> documents;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) documents.push_back(Json::parse(line));
  return documents;
}

/// The epochs without the seconds, which no two runs share.
Json epochs_of(const Finished& run) {
  Json epochs = lines(run.out).back().at("epochs");
  for (Json& epoch : epochs) {
    for (const char* clock : {"training_seconds", "evaluating_seconds"}) epoch.erase(clock);
  }
  return epochs;
}

std::vector<std::string> json(std::vector<std::string> arguments) {
  arguments.emplace_back("--json");
  return arguments;
}

TEST(Run, PrintsEventLinesAndEndsWithTheDocument) {
  const Workplace place;
  const auto run = place.run(json(place.tiny("tc3kd", {"curriculum.stages=2"})));
  ASSERT_EQ(run.exit_code, 0) << run.err;
  const auto events = lines(run.out);
  const Json& document = events.back();
  EXPECT_EQ(document.at("status"), "finished");
  EXPECT_EQ(document.at("stages").size(), 2u);
  EXPECT_EQ(document.at("stages")[0].at("selected"), 300);
  EXPECT_EQ(document.at("stages")[1].at("selected"), 600);
  EXPECT_EQ(document.at("epochs").size(), 4u);
  EXPECT_EQ(document.at("config").at("curriculum").at("stages"), 2);
  EXPECT_EQ(document.at("summary").at("test_top1"), document.at("epochs").back().at("test_top1"));
  Json epoch_lines = Json::array();
  for (std::size_t i = 0; i + 1 < events.size(); ++i) {
    Json line = events[i];
    ASSERT_TRUE(line.contains("event")) << line;
    if (line.at("event") != "epoch") continue;
    line.erase("event");
    epoch_lines.push_back(line);
  }
  EXPECT_EQ(epoch_lines, document.at("epochs"));
  const auto shown = place.run({"show", document.at("id").get<std::string>(), "--json"});
  EXPECT_EQ(shown.json(), document);
}

TEST(Run, AMethodsOwnLossIsStoredWithEveryEpoch) {
  const Workplace place;
  const auto fitnets = place.run(json(place.tiny("fitnets", {"curriculum.stages=2", "distillation.hint_layer=1"})));
  ASSERT_EQ(fitnets.exit_code, 0) << fitnets.err;
  const Json document = lines(fitnets.out).back();
  EXPECT_EQ(document.at("config").at("distillation").at("method_weight"), 100);
  ASSERT_EQ(document.at("epochs").size(), 4u);
  for (const Json& epoch : document.at("epochs")) {
    EXPECT_GT(epoch.at("train_method").get<double>(), 0.0);
    EXPECT_TRUE(epoch.at("temperature").is_null());
    EXPECT_NEAR(epoch.at("train_loss").get<double>(),
                0.5 * epoch.at("train_ce").get<double>() + 0.5 * epoch.at("train_kl").get<double>() +
                    100 * epoch.at("train_method").get<double>(),
                1e-3);
  }
  EXPECT_LT(document.at("epochs")[3].at("train_method"), document.at("epochs")[0].at("train_method"));
  const auto again = place.run(json(place.tiny("fitnets", {"curriculum.stages=2", "distillation.hint_layer=1"})));
  EXPECT_EQ(epochs_of(again), epochs_of(fitnets)) << "the regressor begins with the same numbers";

  const auto dkd = place.run(json(place.tiny("dkd", {"distillation.temperature_schedule=ctkd"})));
  ASSERT_EQ(dkd.exit_code, 0) << dkd.err;
  const Json first = lines(dkd.out).back().at("epochs")[0];
  EXPECT_NEAR(first.at("temperature").get<double>(), 15.6, 0.5);
  EXPECT_NEAR(first.at("train_loss").get<double>(),
              first.at("train_ce").get<double>() + first.at("train_method").get<double>(), 1e-4);
}

TEST(Run, AHintLayerThatDoesNotExistFailsTheRunByName) {
  const Workplace place;
  const auto run = place.run(place.tiny("fitnets", {"distillation.hint_layer=9"}));
  EXPECT_EQ(run.exit_code, 3);
  EXPECT_THAT(run.err, testing::AllOf(HasSubstr("distillation.hint_layer"), HasSubstr("9"), HasSubstr("0 to 3")));
}

TEST(Run, OneStageIsPlainDistillationDigitForDigit) {
  const Workplace place;
  const auto tc3kd = place.run(json(place.tiny("tc3kd", {"curriculum.stages=1"})));
  const auto kd = place.run(json(place.tiny("kd")));
  ASSERT_EQ(tc3kd.exit_code, 0) << tc3kd.err;
  ASSERT_EQ(kd.exit_code, 0) << kd.err;
  EXPECT_EQ(epochs_of(tc3kd), epochs_of(kd));
  const auto other_seed = place.run(json(place.tiny("kd", {"seed=2"})));
  EXPECT_NE(epochs_of(other_seed), epochs_of(kd));
}

TEST(Run, ARepeatHasTheSameHistoryInAnotherStore) {
  const Workplace place, other;
  const auto first = place.run(json(place.tiny("tc3kd", {"curriculum.stages=3"})));
  const auto second = other.run(json(other.tiny("tc3kd", {"curriculum.stages=3"})));
  ASSERT_EQ(first.exit_code, 0) << first.err;
  ASSERT_EQ(second.exit_code, 0) << second.err;
  EXPECT_EQ(epochs_of(first), epochs_of(second));
}

TEST(Run, TheTeacherIsTrainedOnceAndReused) {
  const Workplace place;
  const auto first = place.run(json(place.tiny("kd")));
  const auto second = place.run(json(place.tiny("kd")));
  ASSERT_EQ(second.exit_code, 0) << second.err;
  const auto has_teacher_epochs = [](const Finished& run) {
    return run.out.find("\"teacher_epoch\"") != std::string::npos;
  };
  EXPECT_TRUE(has_teacher_epochs(first));
  EXPECT_FALSE(has_teacher_epochs(second));
  EXPECT_EQ(epochs_of(first), epochs_of(second));
}

TEST(Run, TheStudentAloneHasNoTeacher) {
  const Workplace place;
  const auto run = place.run(json(place.tiny("ce")));
  ASSERT_EQ(run.exit_code, 0) << run.err;
  const Json document = lines(run.out).back();
  EXPECT_TRUE(document.at("teacher").is_null());
  EXPECT_TRUE(document.at("epochs")[0].at("agreement").is_null());
}

TEST(Run, CtrlCStopsCleanly) {
  const Workplace place;
  const auto program = place.start(json(place.tiny("kd", {"training.epochs=1000"})));
  ASSERT_TRUE(eventually([&] { return program->out_so_far().find("\"event\":\"epoch\"") != std::string::npos; }));
  program->signal(SIGINT);
  const auto run = program->wait();
  EXPECT_EQ(run.exit_code, 130);
  const Json document = lines(run.out).back();
  EXPECT_EQ(document.at("status"), "stopped");
  EXPECT_GE(document.at("epochs").size(), 1u);
}

TEST(Run, AnotherProcessPausesContinuesAndStopsIt) {
  const Workplace place;
  auto arguments = place.tiny("kd", {"training.epochs=1000"});
  arguments.insert(arguments.end(), {"--name", "steered"});
  const auto program = place.start(json(arguments));
  const auto status = [&] {
    const auto list = place.run({"list", "--json"}).json();
    return list.at("runs").empty() ? std::string() : list.at("runs")[0].at("status").get<std::string>();
  };
  ASSERT_TRUE(eventually([&] { return program->out_so_far().find("\"event\":\"epoch\"") != std::string::npos; }));
  EXPECT_EQ(place.run({"pause", "steered"}).exit_code, 0);
  EXPECT_TRUE(eventually([&] { return status() == "paused"; }));
  EXPECT_EQ(place.run({"continue", "steered"}).exit_code, 0);
  EXPECT_TRUE(eventually([&] { return status() == "running"; }));
  EXPECT_EQ(place.run({"stop", "steered"}).exit_code, 0);
  EXPECT_EQ(program->wait().exit_code, 130);
  EXPECT_EQ(status(), "stopped");
  const auto late = place.run({"pause", "steered"});
  EXPECT_EQ(late.exit_code, 2);
  EXPECT_THAT(late.err, HasSubstr("stopped"));
}

TEST(Run, AKilledRunIsKeptAndShowsAsInterrupted) {
  const Workplace place;
  const auto program = place.start(json(place.tiny("kd", {"training.epochs=1000"})));
  const auto epochs_printed = [&] {
    std::int64_t count = 0;
    const std::string text = program->out_so_far();
    for (auto at = text.find("\"event\":\"epoch\""); at != std::string::npos;
         at = text.find("\"event\":\"epoch\"", at + 1))
      ++count;
    return count;
  };
  ASSERT_TRUE(eventually([&] { return epochs_printed() >= 3; }));
  program->signal(SIGKILL);
  const auto killed = program->wait();
  EXPECT_EQ(killed.exit_code, -SIGKILL);
  const auto list = place.run({"list", "--json"});
  ASSERT_EQ(list.exit_code, 0) << list.err;
  EXPECT_EQ(list.json().at("runs")[0].at("status"), "interrupted");
  // What was printed had been committed before: none of it may be missing.
  const auto shown = place.run({"show", list.json().at("runs")[0].at("id").get<std::string>(), "--json"}).json();
  EXPECT_GE(static_cast<std::int64_t>(shown.at("epochs").size()), epochs_printed());
}

}  // namespace
}  // namespace tc3kd::test
