// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/program.h"

#include <atomic>
#include <chrono>
#include <csignal>
#include <fstream>
#include <functional>
#include <sstream>
#include <thread>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/idx_tree.h"

namespace tc3kd::test {

std::string read_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

bool eventually(const std::function<bool()>& condition) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return true;
}

RunningProgram::RunningProgram(const std::vector<std::string>& arguments, const std::filesystem::path& folder) {
  static std::atomic<int> count{0};
  const std::string stem = "call-" + std::to_string(++count);
  out_ = folder / (stem + ".out");
  err_ = folder / (stem + ".err");
  std::vector<char*> argv{const_cast<char*>(TC3KD_PROGRAM)};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  pid_ = fork();
  if (pid_ == 0) {
    dup2(open(out_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
    dup2(open(err_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
    // What it remembers of data sets stays in the test's folder.
    setenv("XDG_CONFIG_HOME", (folder / "config").c_str(), 1);
    setenv("XDG_CACHE_HOME", (folder / "cache").c_str(), 1);
    execv(TC3KD_PROGRAM, argv.data());
    _exit(127);
  }
}

RunningProgram::~RunningProgram() {
  if (pid_ < 0) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

void RunningProgram::signal(int number) const { kill(pid_, number); }

std::string RunningProgram::out_so_far() const { return read_text(out_); }

Finished RunningProgram::wait() {
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = -1;
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status), read_text(out_), read_text(err_)};
}

Workplace::Workplace() {
  std::string name = (std::filesystem::temp_directory_path() / "tc3kd-app-XXXXXX").string();
  folder_ = mkdtemp(name.data());
  write_idx_tree(folder_ / "data", {.train_per_class = 60, .test_per_class = 20});
}

Workplace::~Workplace() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::vector<std::string> Workplace::with_store(std::vector<std::string> arguments) const {
  arguments.insert(arguments.end(), {"--db", store().string()});
  return arguments;
}

Finished Workplace::run(std::vector<std::string> arguments) const {
  return RunningProgram(with_store(std::move(arguments)), folder_).wait();
}

std::unique_ptr<RunningProgram> Workplace::start(std::vector<std::string> arguments) const {
  return std::make_unique<RunningProgram>(with_store(std::move(arguments)), folder_);
}

std::vector<std::string> Workplace::tiny(const std::string& preset, const std::vector<std::string>& more) const {
  std::vector<std::string> arguments{"run", preset};
  std::vector<std::string> settings{"data.dir=" + (folder_ / "data").string(), "precision=fp32", "device=cpu",
                                    "teacher.model=resnet8", "teacher.epochs=1", "student.model=resnet8",
                                    "training.epochs=4"};
  settings.insert(settings.end(), more.begin(), more.end());
  for (const std::string& setting : settings) arguments.insert(arguments.end(), {"--set", setting});
  return arguments;
}

}  // namespace tc3kd::test
