// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/command_line.h"

int main(int argc, char** argv) { return tc3kd::run_command_line(argc, argv); }
