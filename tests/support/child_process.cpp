// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/child_process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <stdexcept>

extern char** environ;

namespace tc3kd {
namespace {

constexpr const char* role_variable = "TC3KD_TEST_ROLE";
constexpr const char* arguments_variable = "TC3KD_TEST_ARGUMENTS";
constexpr int child_pipe = 3;

/// Plays its role before the first test, where the program was started for that.
class RoleEnvironment final : public ::testing::Environment {
 public:
  RoleEnvironment(std::string name, ChildRole::Main main) : name_(std::move(name)), main_(main) {}
  void SetUp() override {
    const char* wanted = std::getenv(role_variable);
    if (wanted == nullptr || name_ != wanted) return;
    std::istringstream lines(std::getenv(arguments_variable));
    std::vector<std::string> arguments;
    for (std::string line; std::getline(lines, line);) arguments.push_back(line);
    std::_Exit(main_(arguments));
  }

 private:
  std::string name_;
  ChildRole::Main main_;
};

}  // namespace

ChildRole::ChildRole(const char* name, Main main) {
  ::testing::AddGlobalTestEnvironment(new RoleEnvironment(name, main));  // owned by GoogleTest
}

void ChildRole::say(const std::string& line) {
  const std::string text = line + "\n";
  if (::write(child_pipe, text.data(), text.size()) < 0) std::_Exit(3);  // the parent is gone
}

ChildProcess::ChildProcess(const std::string& role, const std::vector<std::string>& arguments) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  std::string joined;
  for (const std::string& argument : arguments) joined += argument + "\n";

  std::vector<std::string> variables = {std::string(role_variable) + "=" + role,
                                        std::string(arguments_variable) + "=" + joined};
  for (char** variable = environ; *variable != nullptr; ++variable) variables.emplace_back(*variable);
  std::vector<char*> pointers;
  for (std::string& variable : variables) pointers.push_back(variable.data());
  pointers.push_back(nullptr);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], child_pipe);
  char name[] = "child";
  char* const command[] = {name, nullptr};
  const int failed = posix_spawn(&pid_, "/proc/self/exe", &actions, nullptr, command, pointers.data());
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  pipe_ = ends[0];
  if (failed != 0) throw std::runtime_error("the child cannot be started");
}

ChildProcess::~ChildProcess() {
  kill();
  close(pipe_);
}

std::string ChildProcess::read_line() {
  std::string line;
  for (char c = 0; ::read(pipe_, &c, 1) == 1 && c != '\n';) line += c;
  return line;
}

void ChildProcess::kill() {
  if (pid_ > 0) ::kill(pid_, SIGKILL);
  wait();
}

int ChildProcess::wait() {
  if (pid_ > 0) {
    int status = 0;
    waitpid(pid_, &status, 0);
    status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    pid_ = -1;
  }
  return status_;
}

}  // namespace tc3kd
