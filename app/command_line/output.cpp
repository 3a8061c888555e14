// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/output.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <iostream>

#include "app/command_line/commands.h"

namespace tc3kd {
namespace {

bool machine_refused(ErrorCode code) {
  switch (code) {
    case ErrorCode::out_of_memory:
    case ErrorCode::disk_full:
    case ErrorCode::file_unwritable:
    case ErrorCode::store_locked:
    case ErrorCode::store_damaged:
    case ErrorCode::diverged:
    case ErrorCode::engine_failure: return true;
    default: return false;
  }
}

/// Columns that a UTF-8 text takes; every code point of our own words is one column wide.
std::size_t width(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

bool looks_numeric(const std::string& cell) {
  return cell == "—" ||
         (!cell.empty() && (std::isdigit(static_cast<unsigned char>(cell.front())) || cell.front() == '-'));
}

std::string padded(const std::string& text, std::size_t columns, bool right) {
  const std::string space(columns - std::min(columns, width(text)), ' ');
  return right ? space + text : text + space;
}

}  // namespace

int report(const Error& error) {
  std::cerr << "tc3kd: " << describe(error) << '\n';
  return machine_refused(error.code) ? exit_code::run_failed : exit_code::wrong_input;
}

int report(const std::vector<Error>& errors) {
  int code = exit_code::done;
  for (const Error& error : errors) code = std::max(code, report(error));
  return code;
}

void warn(const std::string& sentence) { std::cerr << "tc3kd: " << sentence << '\n'; }

void print_json(const Json& json, bool compact) { std::cout << json.dump(compact ? -1 : 2) << std::endl; }

TextTable::TextTable(std::vector<std::string> header) { rows_.push_back(std::move(header)); }

void TextTable::add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }

std::string TextTable::text() const {
  const std::size_t columns = rows_.front().size();
  std::vector<std::size_t> widths(columns, 0);
  std::vector<bool> right(columns, rows_.size() > 1);
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    for (std::size_t c = 0; c < columns; ++c) {
      widths[c] = std::max(widths[c], width(rows_[r][c]));
      if (r > 0 && !looks_numeric(rows_[r][c])) right[c] = false;
    }
  }
  right[0] = false;
  std::string text;
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    std::string line;
    for (std::size_t c = 0; c < columns; ++c) {
      if (c > 0) line += "  ";
      line += padded(rows_[r][c], widths[c], right[c]);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + '\n';
    if (r == 0) {
      std::size_t total = 2 * (columns - 1);
      for (const std::size_t w : widths) total += w;
      for (std::size_t i = 0; i < total; ++i) text += "─";
      text += '\n';
    }
  }
  return text;
}

std::string decimals(std::optional<double> value, int digits) {
  if (!value || !std::isfinite(*value)) return "—";
  std::array<char, 64> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.*f", digits, *value);
  return buffer.data();
}

std::string duration(double seconds) {
  if (seconds < 10) return decimals(seconds, 1) + " s";
  const auto whole = static_cast<long>(std::lround(seconds));
  if (whole < 60) return std::to_string(whole) + " s";
  if (whole < 3600) return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
  return std::to_string(whole / 3600) + " h " + std::to_string(whole % 3600 / 60) + " min";
}

std::string local_time(std::int64_t unix_ms) {
  const std::time_t seconds = unix_ms / 1000;
  std::tm parts{};
  localtime_r(&seconds, &parts);
  std::array<char, 32> buffer{};
  std::strftime(buffer.data(), buffer.size(), "%Y-%m-%d %H:%M", &parts);
  return buffer.data();
}

std::string exact(double value) {
  if (std::isnan(value)) return {};
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  return {buffer.data(), end};
}

Result<RunReader> open_store(const StorePath& path) {
  if (auto prepared = prepare_store(path); !prepared) return tl::unexpected(prepared.error());
  return RunReader::open(path);
}

}  // namespace tc3kd
