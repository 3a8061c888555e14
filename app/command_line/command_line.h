// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tc3kd {

/// The whole of `tc3kd` (design §7). Returns the exit code: 0 done, 2 wrong input, 3 run failed, 130 stopped.
[[nodiscard]] int run_command_line(int argc, char** argv);

}  // namespace tc3kd
