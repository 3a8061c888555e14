// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <sys/types.h>

#include "core/domain/config/field.h"

namespace tc3kd::test {

struct Finished {
  int exit_code = -1;  ///< −signal where one ended it
  std::string out, err;
  [[nodiscard]] Json json() const { return Json::parse(out); }
};

/// A `tc3kd` that is running: started, signalled, waited for.
class RunningProgram {
 public:
  RunningProgram(const std::vector<std::string>& arguments, const std::filesystem::path& folder);
  ~RunningProgram();
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;

  void signal(int number) const;
  /// Blocks.
  Finished wait();
  [[nodiscard]] std::string out_so_far() const;

 private:
  std::filesystem::path out_, err_;
  pid_t pid_ = -1;
};

/// A temporary folder with a small Fashion-MNIST-like data set and an empty store; gone with the object.
class Workplace {
 public:
  Workplace();
  ~Workplace();
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] std::filesystem::path store() const { return folder_ / "runs.sqlite"; }
  /// Runs `tc3kd ARGUMENTS --db <the store>` to its end.
  Finished run(std::vector<std::string> arguments) const;
  /// The settings of a run of seconds: tiny data, tiny budgets, fp32.
  [[nodiscard]] std::vector<std::string> tiny(const std::string& preset,
                                              const std::vector<std::string>& more = {}) const;
  [[nodiscard]] std::unique_ptr<RunningProgram> start(std::vector<std::string> arguments) const;

 private:
  std::vector<std::string> with_store(std::vector<std::string> arguments) const;
  std::filesystem::path folder_;
};

/// Waits until `condition` holds, 60 s at most; whether it does.
[[nodiscard]] bool eventually(const std::function<bool()>& condition);

[[nodiscard]] std::string read_text(const std::filesystem::path& path);

}  // namespace tc3kd::test
