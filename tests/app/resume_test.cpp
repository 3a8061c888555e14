// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that are killed, stopped and repeated: the history is that of a run that nobody disturbed, digit for digit.
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <thread>

#include <gmock/gmock.h>

#include "core/domain/random.h"
#include "tests/app/program.h"
#include "tests/support/idx_tree.h"

namespace tc3kd::test {
namespace {

using testing::HasSubstr;

Json last_line(const std::string& text) {
  const auto end = text.find_last_not_of('\n');
  const auto begin = text.rfind('\n', end);
  return Json::parse(text.substr(begin == std::string::npos ? 0 : begin + 1));
}

/// Epochs without the seconds, and what was selected.
Json history_of(const Json& document) {
  Json history{{"epochs", document.at("epochs")}, {"selected", Json::array()}, {"teacher", document.at("teacher")}};
  for (Json& epoch : history["epochs"]) {
    for (const char* clock : {"training_seconds", "evaluating_seconds"}) epoch.erase(clock);
  }
  for (const Json& stage : document.at("stages")) history["selected"].push_back(stage.at("selected"));
  if (history["teacher"].is_object()) history["teacher"].erase("seconds");
  return history;
}

std::vector<std::string> with(std::vector<std::string> arguments, const std::vector<std::string>& more) {
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

/// Checkpoints as often as can be: every moment of the run is then one where it may go on.
const std::vector<std::string> settings{"curriculum.stages=3", "training.epochs=9", "training.checkpoint_minutes=0.0005"};

Json show(const Workplace& place) { return place.run({"show", "r", "--json"}).json(); }

/// Kills the run at moments that `seed` draws, and lets it go on each time; true when it ended before the last kill.
void kill_and_resume(const Workplace& place, const std::vector<std::string>& run, int kills, std::uint64_t seed) {
  auto program = place.start(with(run, {"--name", "r", "--json"}));
  RandomStream moments(seed, "kills");
  for (int i = 0; i < kills; ++i) {
    ASSERT_TRUE(eventually([&] { return program->out_so_far().find("run_started") != std::string::npos; }));
    std::this_thread::sleep_for(std::chrono::milliseconds(moments.below(1200)));
    program->signal(SIGKILL);
    const auto killed = program->wait();
    if (killed.exit_code == 0) return;  // it was quicker
    ASSERT_EQ(killed.exit_code, -SIGKILL) << killed.err;
    ASSERT_EQ(show(place).at("status"), "interrupted");
    program = place.start({"resume", "r", "--json"});
  }
  const auto end = program->wait();
  ASSERT_EQ(end.exit_code, 0) << end.err;
}

class Kills : public testing::TestWithParam<std::vector<std::string>> {};

TEST_P(Kills, LeaveNoTraceInTheHistory) {
  const Workplace undisturbed, place;
  std::vector<std::string> more = settings;
  more.insert(more.end(), GetParam().begin(), GetParam().end());
  const auto whole = undisturbed.run(with(undisturbed.tiny("tc3kd", more), {"--name", "r", "--json"}));
  ASSERT_EQ(whole.exit_code, 0) << whole.err;
  const char* asked = std::getenv("TC3KD_KILLS");
  kill_and_resume(place, place.tiny("tc3kd", more), asked == nullptr ? 4 : std::stoi(asked), 508);
  const Json after = show(place);
  EXPECT_EQ(after.at("status"), "finished");
  EXPECT_EQ(history_of(after), history_of(last_line(whole.out)));
  const auto weights = [](const Workplace& where) {
    const auto file = where.folder() / "weights.safetensors";
    EXPECT_EQ(where.run({"export", "r", "--what", "weights", "--to", file.string()}).exit_code, 0);
    return read_text(file);
  };
  EXPECT_TRUE(weights(place) == weights(undisturbed)) << "the students' weights differ";
}

INSTANTIATE_TEST_SUITE_P(
    Runs, Kills,
    testing::Values(std::vector<std::string>{}, std::vector<std::string>{"distillation.method=vid"},
                    std::vector<std::string>{"curriculum.measurer=fixed_student", "curriculum.transform=tta:2"},
                    std::vector<std::string>{"curriculum.measurer=slkd", "training.epoch_unit=fixed_iterations"}));

TEST(Resume, AStoppedRunGoesOnWhereItWas) {
  const Workplace undisturbed, place;
  const auto whole = undisturbed.run(with(undisturbed.tiny("tc3kd", settings), {"--name", "r", "--json"}));
  const auto program = place.start(with(place.tiny("tc3kd", settings), {"--name", "r", "--json"}));
  ASSERT_TRUE(eventually([&] { return program->out_so_far().find("\"event\":\"epoch\"") != std::string::npos; }));
  program->signal(SIGINT);
  if (program->wait().exit_code == 130) {
    EXPECT_EQ(place.run({"resume", "r"}).exit_code, 0);
  }
  EXPECT_EQ(history_of(show(place)), history_of(last_line(whole.out)));
  const auto again = place.run({"resume", "r"});
  EXPECT_EQ(again.exit_code, 2);
  EXPECT_THAT(again.err, HasSubstr("finished"));
}

TEST(Resume, OtherDataAreRefusedWithTheDifference) {
  const Workplace place;
  const auto program = place.start(with(place.tiny("tc3kd", settings), {"--name", "r", "--json"}));
  ASSERT_TRUE(eventually([&] { return program->out_so_far().find("\"event\":\"epoch\"") != std::string::npos; }));
  program->signal(SIGKILL);
  static_cast<void>(program->wait());
  const std::size_t epochs = show(place).at("epochs").size();
  write_idx_tree(place.folder() / "data", {.noise = 201});
  const auto refused = place.run({"resume", "r"});
  EXPECT_EQ(refused.exit_code, 3);
  EXPECT_THAT(refused.err, HasSubstr("not those of the run"));
  EXPECT_EQ(show(place).at("epochs").size(), epochs);
  EXPECT_EQ(place.run({"run", "--again", "r"}).exit_code, 2);
}

TEST(RunAgain, RepeatsEveryNumber) {
  const Workplace place;
  ASSERT_EQ(place.run(with(place.tiny("tc3kd", settings), {"--name", "r"})).exit_code, 0);
  const auto again = place.run({"run", "--again", "r", "--json"});
  ASSERT_EQ(again.exit_code, 0) << again.err;
  const Json document = last_line(again.out);
  EXPECT_EQ(document.at("again").at("identical"), true);
  EXPECT_EQ(document.at("again").at("epochs"), 9);
  EXPECT_EQ(place.run({"run", "--again", "r", "kd"}).exit_code, 2);
}

TEST(Replay, TrainsOnAStoredRunsSelections) {
  const Workplace place;
  ASSERT_EQ(place.run(with(place.tiny("tc3kd", {"curriculum.stages=3"}), {"--name", "r"})).exit_code, 0);
  const auto replay = place.run(with(
      place.tiny("tc3kd", {"curriculum.stages=3", "curriculum.measurer=replay", "curriculum.replay=r"}), {"--json"}));
  ASSERT_EQ(replay.exit_code, 0) << replay.err;
  // The same subsets, the same seed: the same run.
  EXPECT_EQ(history_of(last_line(replay.out)).at("epochs"), history_of(show(place)).at("epochs"));
  const auto other = place.run(
      place.tiny("tc3kd", {"curriculum.stages=2", "curriculum.measurer=replay", "curriculum.replay=r"}));
  EXPECT_EQ(other.exit_code, 3);
  EXPECT_THAT(other.err, HasSubstr("curriculum.stages"));
}

TEST(Preview, TheRunsOwnSettingsAreExactAndOthersAreMarked) {
  const Workplace place;
  ASSERT_EQ(place.run(with(place.tiny("tc3kd", {"curriculum.stages=3"}), {"--name", "r"})).exit_code, 0);
  const Json own = place.run({"preview", "r", "--json"}).json();
  for (const Json& stage : own.at("stages")) {
    EXPECT_EQ(stage.at("kind"), "exact");
    EXPECT_EQ(stage.at("overlap"), 1.0);
  }
  const Json keep = place.run({"preview", "r", "--set", "curriculum.pool=keep", "--json"}).json();
  EXPECT_EQ(keep.at("stages")[1].at("kind"), "not measured");
  const auto wrong = place.run({"preview", "r", "--set", "training.epochs=3"});
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("curriculum.key"));
}

TEST(Convergence, AStageEndsBeforeItsBudget) {
  const Workplace place;
  const auto run = place.run(with(place.tiny("tc3kd", {"curriculum.stages=2", "training.epochs=12",
                                                       "curriculum.patience=1", "curriculum.min_delta=100"}),
                                  {"--json"}));
  ASSERT_EQ(run.exit_code, 0) << run.err;
  const Json document = last_line(run.out);
  EXPECT_EQ(document.at("stages")[0].at("converged_at"), 2);
  EXPECT_EQ(document.at("stages")[1].at("converged_at"), 8) << "the second stage begins where it was planned";
  EXPECT_EQ(document.at("epochs").size(), 4u);
  EXPECT_FALSE(document.at("epochs").back().at("test_top1").is_null());
}

}  // namespace
}  // namespace tc3kd::test
