// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace tc3kd {

/// What went wrong, as a value to branch on. The window translates codes; nobody compares texts.
enum class ErrorCode {
  unknown_key,            ///< context: key, nearest
  invalid_value,          ///< context: key, value, allowed
  invalid_json,           ///< context: path or what, detail
  first_stage_empty,      ///< context: key, value, allowed
  too_few_epochs,         ///< context: key, value, allowed
  unknown_preset,         ///< context: value, nearest, allowed
  unknown_model,          ///< context: value, nearest, allowed
  unknown_run,            ///< context: value, nearest
  ambiguous_run,          ///< context: value, allowed (the ids)
  unknown_teacher,        ///< context: value, nearest
  file_missing,           ///< context: path
  file_unreadable,        ///< context: path, detail
  file_unwritable,        ///< context: path, detail
  file_malformed,         ///< context: path, detail
  dataset_missing,        ///< context: value, path, detail
  weights_mismatch,       ///< context: path, detail
  device_missing,         ///< context: value, allowed
  out_of_memory,          ///< context: detail
  disk_full,              ///< context: path
  store_locked,           ///< context: path, detail
  store_newer,            ///< context: path, value (its version), allowed (ours)
  store_foreign,          ///< context: path: no store of ours, or no database at all
  store_damaged,          ///< context: path, detail
  run_active,             ///< context: value: a running run cannot be deleted
  run_not_resumable,      ///< context: value, status: it has finished, or runs
  data_changed,           ///< context: value (the set's name), expected, found
  run_not_active,         ///< context: value, status: nothing to pause, continue or stop
  diverged,               ///< context: stage, epoch
  engine_failure,         ///< context: detail: an exception from LibTorch, caught once per run
  usage                   ///< context: detail: a command line that cannot be understood
};

/// A failure that a user can cause. `context` names the thing, the value and what is allowed.
struct Error {
  ErrorCode code = ErrorCode::engine_failure;
  std::map<std::string, std::string> context;

  /// The value of `context[name]`, or an empty string.
  [[nodiscard]] std::string operator[](const std::string& name) const {
    const auto found = context.find(name);
    return found == context.end() ? std::string{} : found->second;
  }
  friend bool operator==(const Error&, const Error&) = default;
};

template <class T>
using Result = tl::expected<T, Error>;

/// `return fail(ErrorCode::file_missing, {{"path", path}});`
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::map<std::string, std::string> context = {}) {
  return tl::unexpected<Error>(Error{code, std::move(context)});
}

/// The stable identifier of a code, as it stands in the store and in JSON ("unknown_key").
[[nodiscard]] const char* to_string(ErrorCode code);

/// One English sentence for logs and the command line: it names the thing, the value and what is allowed.
[[nodiscard]] std::string describe(const Error& error);

}  // namespace tc3kd
