// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves the program: an outsider must be able to recompute every selection from the exported curriculum.
#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include <gmock/gmock.h>

#include "tests/app/program.h"

namespace tc3kd::test {
namespace {

struct CurriculumRow {
  int stage = 0;
  double alpha = 0;
  long sample = 0;
  int label = 0;
  std::string ce_teacher, ce_student, difficulty;
  bool selected = false;
};

std::vector<CurriculumRow> read_curriculum(const std::string& text) {
  std::vector<CurriculumRow> rows;
  std::istringstream stream(text);
  std::string line;
  std::getline(stream, line);
  EXPECT_EQ(line, "stage,alpha,sample,label,ce_teacher,ce_student,difficulty,selected");
  while (std::getline(stream, line)) {
    std::vector<std::string> cells(1);
    for (const char c : line) {
      if (c == ',') {
        cells.emplace_back();
      } else {
        cells.back().push_back(c);
      }
    }
    rows.push_back({std::stoi(cells.at(0)), std::stod(cells.at(1)), std::stol(cells.at(2)), std::stoi(cells.at(3)),
                    cells.at(4), cells.at(5), cells.at(6), cells.at(7) == "1"});
  }
  return rows;
}

/// Written again from the paper's text: rank by α·CE_t + (1−α)·CE_s, then by sample, and take Q(k) − Q(k−1) of each
/// class.
std::set<long> recompute(const std::vector<CurriculumRow>& rows, int stage, int stages, long class_size) {
  std::map<int, std::vector<std::pair<double, long>>> ranked;
  for (const CurriculumRow& row : rows) {
    if (row.stage != stage) continue;
    double g = 0;
    if (row.alpha != 0) g += row.alpha * std::stod(row.ce_teacher);
    if (row.alpha != 1) g += (1 - row.alpha) * std::stod(row.ce_student);
    EXPECT_EQ(g, std::stod(row.difficulty));
    ranked[row.label].emplace_back(g, row.sample);
  }
  const long take = stage * class_size / stages - (stage - 1) * class_size / stages;
  std::set<long> chosen;
  for (auto& [label, samples] : ranked) {
    std::sort(samples.begin(), samples.end());
    for (long i = 0; i < take; ++i) chosen.insert(samples.at(static_cast<std::size_t>(i)).second);
  }
  return chosen;
}

TEST(Export, AnOutsiderRecomputesEverySelection) {
  const Workplace place;
  const int stages = 4;  // 60 a class: 15 enter at each stage
  const auto run = place.run(place.tiny("tc3kd", {"curriculum.stages=4"}));
  ASSERT_EQ(run.exit_code, 0) << run.err;
  const auto id = place.run({"list", "--json"}).json().at("runs")[0].at("id").get<std::string>();
  const auto exported = place.run({"export", id, "--what", "curriculum", "--to", "-"});
  ASSERT_EQ(exported.exit_code, 0) << exported.err;
  const auto rows = read_curriculum(exported.out);
  std::set<long> all;
  for (int stage = 1; stage <= stages; ++stage) {
    std::set<long> selected;
    for (const CurriculumRow& row : rows) {
      if (row.stage == stage && row.selected) selected.insert(row.sample);
    }
    EXPECT_EQ(selected.size(), 150u);
    if (stage < stages) {
      EXPECT_EQ(recompute(rows, stage, stages, 60), selected) << "stage " << stage;
    }
    all.insert(selected.begin(), selected.end());
  }
  EXPECT_EQ(all.size(), 600u);
  EXPECT_TRUE(rows.front().ce_student.empty()) << "stage 1 under α = 1 measures nothing of the student";
}

TEST(Export, WritesEveryPartAndNamesWhatItCannot) {
  const Workplace place;
  ASSERT_EQ(place.run(place.tiny("tc3kd", {"curriculum.stages=2"})).exit_code, 0);
  const auto id = place.run({"list", "--json"}).json().at("runs")[0].at("id").get<std::string>();
  const auto file = (place.folder() / "part").string();
  const auto count_lines = [&] {
    const std::string text = read_text(file);
    return std::count(text.begin(), text.end(), '\n');
  };
  ASSERT_EQ(place.run({"export", id, "--what", "metrics", "--to", file}).exit_code, 0);
  EXPECT_EQ(count_lines(), 1 + 4);
  ASSERT_EQ(place.run({"export", id, "--what", "stages", "--to", file}).exit_code, 0);
  EXPECT_EQ(count_lines(), 1 + 2);
  ASSERT_EQ(place.run({"export", id, "--what", "predictions", "--to", file}).exit_code, 0);
  EXPECT_EQ(count_lines(), 1 + 2 * 200);
  ASSERT_EQ(place.run({"export", id, "--what", "config", "--to", file}).exit_code, 0);
  EXPECT_EQ(Json::parse(read_text(file)), place.run({"show", id, "--json"}).json().at("config"));
  const auto unwritable =
      place.run({"export", id, "--what", "config", "--to", (place.folder() / "no/such/folder").string()});
  EXPECT_EQ(unwritable.exit_code, 3);
  EXPECT_THAT(unwritable.err, testing::HasSubstr("no/such/folder"));
}

TEST(Export, WeightsEvaluateToTheAccuracyThatTheRunReports) {
  const Workplace place;
  ASSERT_EQ(place.run(place.tiny("kd")).exit_code, 0);
  const auto id = place.run({"list", "--json"}).json().at("runs")[0].at("id").get<std::string>();
  const auto file = (place.folder() / "student.safetensors").string();
  ASSERT_EQ(place.run({"export", id, "--what", "weights", "--to", file}).exit_code, 0);
  const auto eval = place.run({"eval", "--model", "resnet8", "--weights", file, "--dataset", "fashion-mnist", "--data",
                               (place.folder() / "data").string(), "--device", "cpu", "--json"});
  ASSERT_EQ(eval.exit_code, 0) << eval.err;
  const auto summary = place.run({"show", id, "--json"}).json().at("summary");
  EXPECT_EQ(eval.json().at("top1"), summary.at("test_top1"));
  EXPECT_EQ(eval.json().at("top5"), summary.at("test_top5"));
  EXPECT_EQ(eval.json().at("samples"), 200);
}

}  // namespace
}  // namespace tc3kd::test
