// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/domain/config/field.h"
#include "core/domain/result.h"
#include "core/store/run_reader.h"

namespace tc3kd {

/// Prints an error (or several) on standard error; the exit code that it means: wrong input, or 3 for what the machine
/// refused (a full disk, a locked store, a run that failed).
int report(const Error& error);
int report(const std::vector<Error>& errors);
void warn(const std::string& sentence);

/// JSON on standard output, full precision, one line when `compact`.
void print_json(const Json& json, bool compact = false);

/// Columns aligned by the display width of their cells: the first column to the left, numbers to the right.
class TextTable {
 public:
  explicit TextTable(std::vector<std::string> header);
  void add(std::vector<std::string> row);
  [[nodiscard]] std::string text() const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

[[nodiscard]] std::string decimals(std::optional<double> value, int digits);  ///< "—" where there is none
[[nodiscard]] std::string duration(double seconds);                           ///< "2 min 40 s"
[[nodiscard]] std::string local_time(std::int64_t unix_ms);                   ///< "2026-11-23 21:04"
/// The shortest decimal number that reads back as the same double; empty for NaN.
[[nodiscard]] std::string exact(double value);

/// Prepares the store and opens it for reading.
[[nodiscard]] Result<RunReader> open_store(const StorePath& path);

}  // namespace tc3kd
