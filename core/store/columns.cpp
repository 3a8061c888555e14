// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/columns.h"

#include <cstring>

namespace tc3kd {

std::vector<double> doubles_from(const SQLite::Column& column) {
  std::vector<double> values(static_cast<std::size_t>(column.getBytes()) / sizeof(double));
  if (!values.empty()) std::memcpy(values.data(), column.getBlob(), values.size() * sizeof(double));
  return values;
}

void bind_doubles(SQLite::Statement& statement, int index, const std::vector<double>& values) {
  if (values.empty()) {
    statement.bind(index);
  } else {
    statement.bind(index, static_cast<const void*>(values.data()), static_cast<int>(values.size() * sizeof(double)));
  }
}

void bind_optional(SQLite::Statement& statement, int index, const std::optional<double>& value) {
  if (value) {
    statement.bind(index, *value);
  } else {
    statement.bind(index);
  }
}

std::optional<double> optional_double(const SQLite::Column& column) {
  if (column.isNull()) return std::nullopt;
  return column.getDouble();
}

void bind_owner(SQLite::Statement& statement, int first, const Owner& owner) {
  statement.bind(first, owner.pid);
  statement.bind(first + 1, owner.started);
  statement.bind(first + 2, owner.boot);
  statement.bind(first + 3, owner.host);
}

Owner owner_from(SQLite::Statement& row, int first) {
  return {row.getColumn(first).getInt64(), row.getColumn(first + 1).getInt64(), row.getColumn(first + 2).getString(),
          row.getColumn(first + 3).getString()};
}

void bind_bytes(SQLite::Statement& statement, int index, const Bytes& bytes) {
  const void* data = bytes.empty() ? static_cast<const void*>("") : bytes.data();
  statement.bind(index, data, static_cast<int>(bytes.size()));
}

Bytes bytes_from(const SQLite::Column& column) {
  const auto* data = static_cast<const std::byte*>(column.getBlob());
  return {data, data + column.getBytes()};
}

}  // namespace tc3kd
