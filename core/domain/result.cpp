// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/result.h"

namespace tc3kd {
namespace {

/// " (detail)" or nothing.
std::string detail(const Error& e) { return e["detail"].empty() ? std::string{} : ": " + e["detail"]; }

std::string nearest(const Error& e) {
  return e["nearest"].empty() ? std::string{} : "; did you mean " + e["nearest"] + "?";
}

std::string allowed(const Error& e) { return e["allowed"].empty() ? std::string{} : "; allowed: " + e["allowed"]; }

}  // namespace

const char* to_string(ErrorCode code) {
  switch (code) {
    case ErrorCode::unknown_key: return "unknown_key";
    case ErrorCode::invalid_value: return "invalid_value";
    case ErrorCode::invalid_json: return "invalid_json";
    case ErrorCode::first_stage_empty: return "first_stage_empty";
    case ErrorCode::too_few_epochs: return "too_few_epochs";
    case ErrorCode::unknown_preset: return "unknown_preset";
    case ErrorCode::unknown_model: return "unknown_model";
    case ErrorCode::unknown_run: return "unknown_run";
    case ErrorCode::ambiguous_run: return "ambiguous_run";
    case ErrorCode::unknown_teacher: return "unknown_teacher";
    case ErrorCode::file_missing: return "file_missing";
    case ErrorCode::file_unreadable: return "file_unreadable";
    case ErrorCode::file_unwritable: return "file_unwritable";
    case ErrorCode::file_malformed: return "file_malformed";
    case ErrorCode::dataset_missing: return "dataset_missing";
    case ErrorCode::weights_mismatch: return "weights_mismatch";
    case ErrorCode::device_missing: return "device_missing";
    case ErrorCode::out_of_memory: return "out_of_memory";
    case ErrorCode::disk_full: return "disk_full";
    case ErrorCode::store_locked: return "store_locked";
    case ErrorCode::store_newer: return "store_newer";
    case ErrorCode::store_foreign: return "store_foreign";
    case ErrorCode::store_damaged: return "store_damaged";
    case ErrorCode::run_active: return "run_active";
    case ErrorCode::run_not_resumable: return "run_not_resumable";
    case ErrorCode::data_changed: return "data_changed";
    case ErrorCode::run_not_active: return "run_not_active";
    case ErrorCode::diverged: return "diverged";
    case ErrorCode::engine_failure: return "engine_failure";
    case ErrorCode::usage: return "usage";
  }
  return "engine_failure";
}

std::string describe(const Error& e) {
  switch (e.code) {
    case ErrorCode::unknown_key: return "there is no key \"" + e["key"] + "\"" + nearest(e);
    case ErrorCode::invalid_value: return e["key"] + " cannot be " + e["value"] + nearest(e) + allowed(e);
    case ErrorCode::invalid_json: return e["path"] + " is not a valid JSON document" + detail(e);
    case ErrorCode::first_stage_empty:
      return e["key"] + " = " + e["value"] + " leaves the first stage without samples" + allowed(e);
    case ErrorCode::too_few_epochs:
      return e["key"] + " = " + e["value"] + " leaves a stage without an epoch" + allowed(e);
    case ErrorCode::unknown_preset:
      return "there is no preset or file \"" + e["value"] + "\"" + nearest(e) + allowed(e);
    case ErrorCode::unknown_model: return "there is no model \"" + e["value"] + "\"" + nearest(e) + allowed(e);
    case ErrorCode::unknown_run: return "there is no run \"" + e["value"] + "\"" + nearest(e);
    case ErrorCode::ambiguous_run: return "\"" + e["value"] + "\" fits several runs" + allowed(e);
    case ErrorCode::unknown_teacher: return "there is no imported teacher \"" + e["value"] + "\"" + nearest(e);
    case ErrorCode::file_missing: return e["path"] + " is not there";
    case ErrorCode::file_unreadable: return e["path"] + " cannot be read" + detail(e);
    case ErrorCode::file_unwritable: return e["path"] + " cannot be written" + detail(e);
    case ErrorCode::file_malformed: return e["path"] + " is damaged or of another kind" + detail(e);
    case ErrorCode::dataset_missing: return "the data set " + e["value"] + " is not in " + e["path"] + detail(e);
    case ErrorCode::weights_mismatch: return "the weights in " + e["path"] + " do not fit the network" + detail(e);
    case ErrorCode::device_missing: return "there is no device \"" + e["value"] + "\" here" + allowed(e);
    case ErrorCode::out_of_memory: return "memory ran out" + detail(e);
    case ErrorCode::disk_full: return "the disk of " + e["path"] + " is full; what was stored before is kept";
    case ErrorCode::store_locked: return "the store " + e["path"] + " is locked by another program" + detail(e);
    case ErrorCode::store_newer:
      return "the store " + e["path"] + " is of version " + e["value"] + ", newer than this program's " + e["allowed"];
    case ErrorCode::store_foreign: return e["path"] + " is not a store of tc3kd" + detail(e);
    case ErrorCode::store_damaged: return "the store " + e["path"] + " is damaged" + detail(e);
    case ErrorCode::run_active: return "the run " + e["value"] + " is running; stop it first";
    case ErrorCode::run_not_resumable:
      return "the run " + e["value"] + " is " + e["status"] + ": only a stopped, failed or interrupted run goes on";
    case ErrorCode::data_changed:
      return "the data of " + e["value"] + " are not those of the run: it was made from " + e["expected"] +
             ", and there are " + e["found"] + " now";
    case ErrorCode::run_not_active:
      return "the run " + e["value"] + " is " + e["status"] + ": there is nothing to steer";
    case ErrorCode::diverged:
      return "the loss is no longer a number at stage " + e["stage"] + ", epoch " + e["epoch"] + detail(e);
    case ErrorCode::engine_failure: return "the engine failed" + detail(e);
    case ErrorCode::usage: return e["detail"];
  }
  return to_string(e.code);
}

}  // namespace tc3kd
