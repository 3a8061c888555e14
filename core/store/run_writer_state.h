// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"
#include "core/store/owner.h"
#include "core/store/run_writer.h"

namespace tc3kd {

struct RunWriter::State {
  Connection connection;
  Owner self = this_process();
};

}  // namespace tc3kd
