// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/domain/history/teacher_summary.h"
#include "core/store/connection.h"

namespace tc3kd {

/// Inserts an imported teacher, or replaces it. Inside a transaction.
void save_imported_teacher(SQLite::Database& database, const TeacherSummary& teacher);
[[nodiscard]] std::vector<TeacherSummary> imported_teachers(SQLite::Database& database, const StorePath& path);
[[nodiscard]] std::vector<TeacherSummary> trained_teachers(SQLite::Database& database, const StorePath& path);

}  // namespace tc3kd
