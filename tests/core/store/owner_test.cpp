// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/owner.h"

#include <gtest/gtest.h>

#include <csignal>

#include "tests/support/child_process.h"
#include "tests/support/temporary_store.h"

namespace tc3kd {
namespace {

const ChildRole waits("waits", [](const std::vector<std::string>&) {
  const Owner self = this_process();
  ChildRole::say(std::to_string(self.pid));
  ChildRole::say(std::to_string(self.started));
  for (;;) std::this_thread::sleep_for(std::chrono::hours(1));
  return 0;
});

TEST(Owner, OfThisProcessLives) {
  const Owner self = this_process();
  EXPECT_GT(self.pid, 0);
  EXPECT_GT(self.started, 0);
  EXPECT_EQ(self, this_process());
  EXPECT_FALSE(is_dead(self, 0, 1'000'000)) << "its heartbeat does not matter";
}

TEST(Owner, DiesWithItsProcess) {
  ChildProcess child("waits", {});
  Owner owner = this_process();
  owner.pid = std::stoll(child.read_line());
  owner.started = std::stoll(child.read_line());
  EXPECT_FALSE(is_dead(owner, 0, 0));
  child.kill();
  EXPECT_TRUE(is_dead(owner, 0, 0));
}

TEST(Owner, IsDeadWhereItsPidBelongsToALaterProcess) {
  Owner owner = this_process();
  --owner.started;
  EXPECT_TRUE(is_dead(owner, 0, 0));
}

TEST(Owner, IsDeadAfterTheMachineWasStartedAnew) {
  Owner owner = this_process();
  owner.boot = "another-boot " + owner.boot.substr(owner.boot.find(' ') + 1);
  EXPECT_TRUE(is_dead(owner, 0, 0));
}

TEST(Owner, OfAnotherMachineOrContainerIsJudgedByItsHeartbeat) {
  Owner elsewhere = this_process();
  elsewhere.host += "-2";
  Owner container = this_process();
  container.boot = container.boot.substr(0, container.boot.find(' ')) + " pid:[1]";
  for (const Owner& owner : {elsewhere, container}) {
    EXPECT_FALSE(is_dead(owner, 1000, 61'000));
    EXPECT_TRUE(is_dead(owner, 1000, 61'001));
  }
}

TEST(Owner, NobodyIsDead) { EXPECT_TRUE(is_dead(Owner{}, 0, 0)); }

}  // namespace
}  // namespace tc3kd
