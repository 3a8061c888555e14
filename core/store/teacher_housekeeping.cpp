// SPDX-License-Identifier: GPL-3.0-or-later
// Keeping and forgetting imported teachers.
#include "core/store/run_writer_state.h"
#include "core/store/teacher_rows.h"

namespace tc3kd {

Result<void> RunWriter::store_teacher(const TeacherSummary& teacher) {
  return state_->connection.transaction([&](SQLite::Database& database) -> Result<void> {
    save_imported_teacher(database, teacher);
    return {};
  });
}

Result<std::int64_t> RunWriter::remove_teacher(const ContentHash& weights) {
  const auto removed = state_->connection.transaction([&](SQLite::Database& database) -> Result<void> {
    SQLite::Statement remove(database, "DELETE FROM imported_teacher WHERE weights=?");
    remove.bind(1, weights);
    if (remove.exec() == 0) return fail(ErrorCode::unknown_teacher, {{"value", weights}});
    return {};
  });
  if (!removed) return tl::unexpected<Error>(removed.error());
  return release_file(weights);
}

Result<std::int64_t> RunWriter::release_file(const ContentHash& file) {
  return remove_unnamed_files(state_->connection, {file});
}

}  // namespace tc3kd
