// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/domain/config/field.h"
#include "core/domain/environment.h"
#include "core/domain/ids.h"
#include "core/domain/result.h"
#include "core/domain/run_status.h"

namespace tc3kd {

/// What the run is doing at this moment.
enum class Phase { preparing, teacher, judge, measuring, selecting, training, evaluating };

/// Seconds by phase. The teacher's training is booked apart.
struct PhaseSeconds {
  double measuring = 0, selecting = 0, training = 0, evaluating = 0;
  friend bool operator==(const PhaseSeconds&, const PhaseSeconds&) = default;
};

/// The data as the run found it.
struct DataReady {
  std::string name;
  ContentHash fingerprint;  ///< of ordered pixels and labels of both splits, before the limit
  std::int64_t channels = 0, height = 0, width = 0;
  std::vector<std::string> classes;
  std::vector<std::int64_t> class_sizes;  ///< [C] training samples after limit and validation split
  std::int64_t train_samples = 0;         ///< |D| after limit and validation split
  std::int64_t split_samples = 0;         ///< of the whole training split: sample indices lie below it
  std::int64_t test_samples = 0, validation_samples = 0;
  ContentHash indices;      ///< blob int64[train_samples]: D, ascending indices into the whole training split
  ContentHash labels;       ///< blob int64[train_samples]: labels of D in that order
  ContentHash test_labels;  ///< blob int64[test_samples]
  std::vector<double> mean, std;
  friend bool operator==(const DataReady&, const DataReady&) = default;
};

/// The run begins (or begins again after a resume): where and with what.
struct RunStarted {
  Environment environment;  ///< `precision` and `device` resolved
  friend bool operator==(const RunStarted&, const RunStarted&) = default;
};

/// Who is trained before the stages begin: the teacher, or the fixed student of the measurer `fixed_student`.
inline constexpr const char* teacher_role = "teacher";
inline constexpr const char* judge_role = "judge";

/// One epoch of the teacher's (or the judge's) own training. Losses in nats, accuracies in percent.
struct TeacherEpoch {
  std::int64_t epoch = 0, epochs = 0;
  double learning_rate = 0, train_loss = 0;
  std::optional<double> test_loss, test_top1, test_top5;
  double seconds = 0;
  std::string role = teacher_role;
  friend bool operator==(const TeacherEpoch&, const TeacherEpoch&) = default;
};

/// The teacher (or the judge) is there: trained, reused or imported, and evaluated.
struct TeacherReady {
  std::string origin;  ///< "trained" | "reused" | "imported"
  std::string model;
  ContentHash key;      ///< of its configuration and data: what a reuse is found by
  ContentHash weights;  ///< file, safetensors
  double test_loss = 0, test_top1 = 0, test_top5 = 0;
  ContentHash test_predictions;  ///< blob, see `encode_predictions`
  double seconds = 0;            ///< spent on it in this run
  std::string role = teacher_role;
  friend bool operator==(const TeacherReady&, const TeacherReady&) = default;
};

/// Throttled by the engine (some four a second). Not a record of anything: the newest one counts.
struct Progress {
  Phase phase = Phase::preparing;
  std::int64_t stage = 0;              ///< 0 outside the stages
  std::int64_t epoch = 0, epochs = 0;  ///< of the student, or of the teacher in phase teacher
  std::int64_t done = 0, total = 0;    ///< batches or samples within the phase
  std::optional<double> loss;          ///< mean since the last report
  double samples_per_second = 0;
  double run_fraction = 0;  ///< of the whole run's work, 0…1, by counted forward passes
  std::optional<double> seconds_left;
  friend bool operator==(const Progress&, const Progress&) = default;
};

/// Stage k begins; nothing of it is measured yet.
struct StageStarted {
  std::int64_t stage = 0, stages = 0;
  double alpha = 0;
  std::int64_t first_epoch = 0, last_epoch = 0, steps = 0;
  friend bool operator==(const StageStarted&, const StageStarted&) = default;
};

/// S_k is chosen. Per-sample arrays are blobs, aligned with `DataReady::indices` (NaN where not measured).
struct StageSelected {
  std::int64_t stage = 0;
  double alpha = 0;
  std::int64_t measured = 0;              ///< samples that were ranked
  std::optional<ContentHash> ce_teacher;  ///< blob float32[train_samples]
  std::optional<ContentHash> ce_student;  ///< blob float32[train_samples]
  ContentHash entered;                    ///< blob int64: S_k \ S_{k−1}, ascending positions in `DataReady::indices`
  ContentHash subset;                     ///< blob int64: S_k, likewise
  std::int64_t entered_count = 0, subset_size = 0;
  std::vector<std::int64_t> class_entered, class_counts;  ///< [C]
  std::vector<double> cut_offs;                           ///< [C], NaN where no sample of the class was ranked
  double measuring_seconds = 0, selecting_seconds = 0;
  std::string transform = "test";  ///< what the pictures were measured through, see CurriculumConfig::transform
  std::string score = "raw";       ///< what the cross-entropies became before they were mixed
  friend bool operator==(const StageSelected&, const StageSelected&) = default;
};

/// One epoch of the student. Losses in nats, accuracies in percent; what was not evaluated is empty.
struct EpochEnded {
  std::int64_t epoch = 0, stage = 0;
  double learning_rate = 0;
  double train_loss = 0, train_ce = 0;  ///< the sum with its weights; CE alone, unweighted
  std::optional<double> train_kl;       ///< τ²·KL, unweighted
  double train_top1 = 0;                ///< on the augmented training batches
  std::optional<double> test_loss, test_top1, test_top5;
  std::optional<double> agreement;   ///< percent of test samples where student and teacher say the same
  std::optional<double> teacher_kl;  ///< mean KL(teacher‖student) at τ = 1 on the test set, nats
  std::optional<double> validation_loss, validation_top1;
  std::int64_t samples = 0, steps = 0;  ///< of this epoch
  double training_seconds = 0, evaluating_seconds = 0;
  std::optional<double> train_method;  ///< the method's own loss, without β; empty where the method has none
  std::optional<double> temperature;   ///< mean τ of the epoch's samples, where it is learnt
  friend bool operator==(const EpochEnded&, const EpochEnded&) = default;
};

/// Stage k is over: its student is the next judge.
struct StageEnded {
  std::int64_t stage = 0;
  PhaseSeconds seconds;
  double test_loss = 0, test_top1 = 0, test_top5 = 0;
  ContentHash test_predictions;  ///< blob, see `encode_predictions`
  /// The epoch after which the convergence rule ended the stage before its budget.
  std::optional<std::int64_t> converged_at;
  friend bool operator==(const StageEnded&, const StageEnded&) = default;
};

/// Everything that the run needs to go on from here, bit for bit, is in a file. Events after the newest of these are
/// forgotten when the run is resumed, and happen again.
struct CheckpointSaved {
  ContentHash file;            ///< safetensors
  std::string part;            ///< whose training goes on: "teacher", "judge" or "student"
  std::int64_t stage = 0;      ///< of the student
  std::int64_t epoch = 0;      ///< this many epochs of it are whole
  std::int64_t step = 0;       ///< and this many steps of the next one are done
  double seconds = 0;          ///< that the run has taken so far
  friend bool operator==(const CheckpointSaved&, const CheckpointSaved&) = default;
};

/// Something that the user should know and that does not end the run. `kind` is stable ("class_gains_nothing").
struct Warning {
  std::string kind;
  std::map<std::string, std::string> context;
  friend bool operator==(const Warning&, const Warning&) = default;
};

/// The run waits (true) or goes on (false).
struct PauseChanged {
  bool paused = false;
  friend bool operator==(const PauseChanged&, const PauseChanged&) = default;
};

/// The last event of a run.
struct RunEnded {
  RunStatus status = RunStatus::finished;  ///< finished, stopped, failed or interrupted
  std::optional<Error> error;              ///< of a failed one
  std::optional<ContentHash> weights;      ///< file, safetensors: the student after its last epoch
  double seconds = 0;
  friend bool operator==(const RunEnded&, const RunEnded&) = default;
};

using RunEventBody = std::variant<RunStarted, DataReady, TeacherEpoch, TeacherReady, Progress, StageStarted,
                                  StageSelected, EpochEnded, StageEnded, CheckpointSaved, Warning, PauseChanged,
                                  RunEnded>;

/// One thing that happened in a run. `seq` counts from 1 without gaps within a run and is given by the journal.
struct RunEvent {
  std::int64_t seq = 0;
  std::int64_t unix_ms = 0;  ///< when it was appended
  RunEventBody body;
};

}  // namespace tc3kd
