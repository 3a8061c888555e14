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

/// Removes those of these files that no run and no imported teacher names any more, and returns their bytes. After the commit that made them
/// nameless, or a rollback would leave runs without their weights; and under the write lock, so that no run begins to
/// name one between the question and the removal.
[[nodiscard]] Result<std::int64_t> remove_unnamed_files(Connection& connection, const std::vector<ContentHash>& hashes);

}  // namespace tc3kd
