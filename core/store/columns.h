// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "core/domain/events/blob_codec.h"
#include "core/store/owner.h"

namespace tc3kd {

/// An array of doubles as a column's bytes.
[[nodiscard]] std::vector<double> doubles_from(const SQLite::Column& column);
void bind_doubles(SQLite::Statement& statement, int index, const std::vector<double>& values);
void bind_optional(SQLite::Statement& statement, int index, const std::optional<double>& value);
[[nodiscard]] std::optional<double> optional_double(const SQLite::Column& column);
/// pid, started, boot, host.
void bind_owner(SQLite::Statement& statement, int first, const Owner& owner);
[[nodiscard]] Owner owner_from(SQLite::Statement& row, int first);

/// Bytes as a BLOB; none are an empty one, not NULL.
void bind_bytes(SQLite::Statement& statement, int index, const Bytes& bytes);
[[nodiscard]] Bytes bytes_from(const SQLite::Column& column);

}  // namespace tc3kd
