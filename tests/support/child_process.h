// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace tc3kd {

/// What a test does in a process of its own. The process is the test program, started anew, which plays the role
/// instead of running tests (a bare fork would inherit threads, locks and SQLite's knowledge of open files). Define it
/// in the test's file: `const ChildRole role("writer", [](const auto& arguments) { …; return 0; });`
class ChildRole {
 public:
  using Main = int (*)(const std::vector<std::string>& arguments);
  ChildRole(const char* name, Main main);

  /// From within a role: a line that the parent reads.
  static void say(const std::string& line);
};

/// A running role; killed at the end if need be.
class ChildProcess {
 public:
  ChildProcess(const std::string& role, const std::vector<std::string>& arguments);
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  /// Blocks: the next line that the child says; empty when it has ended.
  [[nodiscard]] std::string read_line();
  /// As `kill -9`, and waits for the end.
  void kill();
  /// Blocks: the exit status, or 128 + the signal that ended it.
  int wait();

 private:
  pid_t pid_ = -1;
  int pipe_ = -1;
  int status_ = 0;
};

}  // namespace tc3kd
