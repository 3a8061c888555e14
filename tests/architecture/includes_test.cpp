// SPDX-License-Identifier: GPL-3.0-or-later
// The design's arrows, read off the includes: who knows what is decided there and nowhere else.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;

struct Include {
  std::string file, target;  ///< both from the project's root
};

std::vector<Include> includes_of(const std::string& folder) {
  static const std::regex pattern(R"(^\s*#\s*include\s*[<"]([^>"]+)[>"])");
  std::vector<Include> includes;
  const fs::path root = TC3KD_SOURCE_DIR;
  for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
    const auto extension = entry.path().extension();
    if (extension != ".cpp" && extension != ".h") continue;
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);) {
      std::smatch match;
      if (std::regex_search(line, match, pattern))
        includes.push_back({fs::relative(entry.path(), root).string(), match[1]});
    }
  }
  return includes;
}

bool starts_with_any(const std::string& text, const std::vector<std::string>& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(), [&](const auto& b) { return text.starts_with(b); });
}

/// Of our own headers, `folder` may include those that begin with one of `allowed`.
void expect_knows_only(const std::string& folder, const std::vector<std::string>& allowed) {
  const auto includes = includes_of(folder);
  ASSERT_FALSE(includes.empty()) << folder;
  for (const Include& include : includes) {
    if (!starts_with_any(include.target, {"core/", "ui/", "app/", "tests/"})) continue;
    EXPECT_TRUE(starts_with_any(include.target, allowed)) << include.file << " must not include " << include.target;
  }
}

TEST(Architecture, EachFolderKnowsOnlyWhatTheDesignShows) {
  expect_knows_only("core/domain", {"core/domain/"});
  expect_knows_only("core/store", {"core/domain/", "core/store/"});
  expect_knows_only("core/session", {"core/domain/", "core/store/", "core/session/"});
  expect_knows_only("core/engine", {"core/domain/", "core/engine/"});
  expect_knows_only("core/engine/formats", {"core/domain/", "core/engine/formats/"});
}

TEST(Architecture, TheWindowNeverKnowsTheEngineAndReadsTheStore) {
  if (!fs::exists(fs::path(TC3KD_SOURCE_DIR) / "ui/main_window.h")) GTEST_SKIP() << "there is no window in this tree";
  expect_knows_only("ui", {"core/domain/", "core/session/", "core/store/run_reader.h", "core/store/run_measurements.h", "core/store/store.h", "ui/"});
}

TEST(Architecture, OnlyTheEngineKnowsTorchAndOnlyTheWindowQt) {
  const std::vector<std::string> torch{"torch/", "ATen/", "c10/"};
  for (const char* folder : {"core", "ui", "app"}) {
    for (const Include& include : includes_of(folder)) {
      const bool engine = include.file.starts_with("core/engine/") &&
                          !starts_with_any(include.file, {"core/engine/formats/", "core/engine/data/dataset"});
      EXPECT_FALSE(starts_with_any(include.target, torch) && !engine) << include.file << " includes " << include.target;
      const bool qt = include.target.size() > 1 && include.target[0] == 'Q' && std::isupper(include.target[1]) != 0;
      EXPECT_FALSE(qt && include.file.starts_with("core/")) << include.file << " includes " << include.target;
    }
  }
}

TEST(Architecture, EveryFileSaysItsLicence) {
  const fs::path root = TC3KD_SOURCE_DIR;
  for (const char* folder : {"core", "ui", "app", "tests"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const auto extension = entry.path().extension();
      if (extension != ".cpp" && extension != ".h") continue;
      std::ifstream file(entry.path());
      std::string first;
      std::getline(file, first);
      EXPECT_EQ(first, "// SPDX-License-Identifier: GPL-3.0-or-later") << entry.path();
    }
  }
}

}  // namespace
