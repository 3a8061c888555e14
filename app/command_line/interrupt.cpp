// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/interrupt.h"

#include <csignal>
#include <cstring>

#include <pthread.h>
#include <unistd.h>

#include "app/command_line/commands.h"

namespace tc3kd {
namespace {

/// SIGUSR1 is the guard's own: it ends the waiting thread.
sigset_t waited_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGUSR1);
  return set;
}

void say(const char* text) {
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text, std::strlen(text));
}

}  // namespace

InterruptGuard::InterruptGuard(RunControl& control) {
  const sigset_t set = waited_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  waiter_ = std::thread([&control, set] {
    bool asked = false;
    for (int signal = 0; sigwait(&set, &signal) == 0 && signal != SIGUSR1;) {
      if (asked) _exit(exit_code::stopped);
      asked = true;
      say("\ntc3kd: stopping; what has run is kept. Once more ends the program at once.\n");
      control.stop();
    }
  });
}

InterruptGuard::~InterruptGuard() {
  pthread_kill(waiter_.native_handle(), SIGUSR1);
  waiter_.join();
}

}  // namespace tc3kd
