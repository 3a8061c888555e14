// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/run_execution.h"

#include <chrono>
#include <exception>
#include <new>

#include "core/domain/config/config_json.h"
#include "core/store/clock.h"
#include "core/store/run_measurements.h"
#include "core/store/run_reader.h"

namespace tc3kd {
namespace {

Result<StoredSelections> stored_selections(RunReader& reader, const std::string& name) {
  const auto run = reader.find(name);
  if (!run) return tl::unexpected<Error>(run.error());
  const auto stored = read_measurements(reader, *run);
  if (!stored) return tl::unexpected<Error>(stored.error());
  const auto& stages = stored->measurements.stages;
  if (std::ssize(stages) != stored->measurements.config.curriculum.stages) {
    return fail(ErrorCode::invalid_value, {{"key", "curriculum.replay"},
                                           {"value", name},
                                           {"allowed", "a run that reached its last stage"}});
  }
  StoredSelections selections{stored->fingerprint, {}};
  for (const MeasuredStage& stage : stages) {
    std::vector<std::int64_t>& samples = selections.stages.emplace_back();
    for (const std::int64_t position : stage.subset) {
      samples.push_back(stored->samples.at(static_cast<std::size_t>(position)));
    }
  }
  return selections;
}

/// Earlier runs, as the engine may read them. A store that cannot be read just now offers no teacher: the run trains
/// one.
class StoreResources final : public RunResources {
 public:
  StoreResources(RunReader& reader, std::optional<ResumePoint> resume_point)
      : reader_(reader), resume_point_(std::move(resume_point)) {}
  std::optional<KnownTeacher> find_teacher(const ContentHash& key) override {
    auto found = reader_.find_teacher(key);
    return found ? std::move(*found) : std::nullopt;
  }
  Result<Bytes> read_blob(const ContentHash& hash) override { return reader_.blob(hash); }
  Result<Bytes> read_file(const ContentHash& hash) override { return reader_.file(hash); }
  Result<StoredSelections> selections(const std::string& run) override { return stored_selections(reader_, run); }
  std::optional<ResumePoint> resume_point() override { return resume_point_; }

 private:
  RunReader& reader_;
  std::optional<ResumePoint> resume_point_;
};

std::string count_text(const DataIdentity& data) {
  return std::to_string(data.train_samples) + " training and " + std::to_string(data.test_samples) +
         " test samples with the content " + data.fingerprint.substr(0, 12);
}

/// The newest checkpoint whose file is whole; a power cut may have damaged the last one.
Result<std::optional<ResumePoint>> newest_checkpoint(RunReader& reader, const RunId& id, std::int64_t& seq) {
  const auto checkpoints = reader.checkpoints(id);
  if (!checkpoints) return tl::unexpected<Error>(checkpoints.error());
  for (const RunEvent& event : *checkpoints) {
    const auto& saved = std::get<CheckpointSaved>(event.body);
    auto file = reader.file(saved.file);
    if (!file) continue;
    seq = event.seq;
    return std::optional(ResumePoint{saved, std::move(*file), {}});
  }
  return std::optional<ResumePoint>();
}

/// Makes a claimed run that has a past ready to go on: its events end with the checkpoint that it goes on from, or are
/// gone where there is none. `data_changed` leaves it as it is.
Result<std::optional<ResumePoint>> prepare_resume(RunReader& reader, RunWriter& writer, const TrainingEngine& engine,
                                                  const RunSummary& run) {
  if (run.last_seq == 0) return std::optional<ResumePoint>();
  const auto past = reader.history(run.id);
  if (!past) return tl::unexpected<Error>(past.error());
  const auto config = parse_config(run.config_json, "the run's configuration");
  if (!config) return tl::unexpected<Error>(config.error());
  if (const auto same = check_data(engine, *config, *past); !same) return tl::unexpected<Error>(same.error());
  std::int64_t seq = 0;
  auto point = newest_checkpoint(reader, run.id, seq);
  if (!point) return point;
  if (auto rewound = writer.rewind(run.id, seq); !rewound) return tl::unexpected<Error>(rewound.error());
  if (!*point) return point;
  auto history = reader.history(run.id);
  if (!history) return tl::unexpected<Error>(history.error());
  (*point)->history = std::move(*history);
  return point;
}

Result<TrainingEngine::Outcome> run_guarded(TrainingEngine& engine, const std::string& config_json, EventSink& sink,
                                            RunControl& control, RunResources& resources) {
  try {
    return engine.run(config_json, sink, control, resources);
  } catch (const std::bad_alloc& exception) {
    return fail(ErrorCode::out_of_memory, {{"detail", exception.what()}});
  } catch (const std::exception& exception) {
    return fail(ErrorCode::engine_failure, {{"detail", exception.what()}});
  } catch (...) {
    return fail(ErrorCode::engine_failure, {{"detail", "an exception of an unknown type"}});
  }
}

RunEnded ending(const Result<TrainingEngine::Outcome>& outcome, std::chrono::steady_clock::time_point began,
                double seconds_before) {
  RunEnded ended;
  ended.seconds = seconds_before + std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  if (outcome) {
    ended.status = outcome->stopped ? RunStatus::stopped : RunStatus::finished;
    ended.weights = outcome->weights;
  } else {
    ended.status = RunStatus::failed;
    ended.error = outcome.error();
  }
  return ended;
}

/// The listener refers to the journal and must not outlive it.
class PauseListener {
 public:
  PauseListener(RunControl& control, EventSink& sink) : control_(control) {
    // An error of the journal meets the engine at its next append.
    control_.on_pause_changed([&sink](bool paused) { static_cast<void>(sink.append(PauseChanged{paused})); });
  }
  ~PauseListener() { control_.on_pause_changed({}); }
  PauseListener(const PauseListener&) = delete;
  PauseListener& operator=(const PauseListener&) = delete;

 private:
  RunControl& control_;
};

}  // namespace

Result<void> check_data(const TrainingEngine& engine, const ExperimentConfig& config, const RunHistory& past) {
  if (!past.data()) return {};  // it ended before it had read them
  const auto now = engine.identify_data(config);
  if (!now) return tl::unexpected<Error>(now.error());
  const DataReady& then = *past.data();
  if (now->fingerprint == then.fingerprint) return {};
  return fail(ErrorCode::data_changed,
              {{"value", then.name},
               {"expected", count_text({then.fingerprint, then.split_samples, then.test_samples})},
               {"found", count_text(*now)}});
}

Result<void> store_failure(const StorePath& store, const RunId& id, const Error& error,
                           const std::function<void(const RunEvent&)>& on_event) {
  auto reader = RunReader::open(store);
  if (!reader) return tl::unexpected<Error>(reader.error());
  const auto run = reader->run(id);
  if (!run) return tl::unexpected<Error>(run.error());
  if (!is_active(run->status)) return {};
  const auto history = reader->history(id);
  auto writer = RunWriter::open(store);
  if (!writer) return tl::unexpected<Error>(writer.error());
  RunEnded ended;
  ended.status = RunStatus::failed;
  ended.error = error;
  if (history)
    ended.seconds = history->seconds().measuring + history->seconds().selecting + history->seconds().training +
                    history->seconds().evaluating + history->teacher_seconds();
  const RunEvent event{run->last_seq + 1, unix_now_ms(), ended};
  auto stored = writer->append(id, {event}, {});
  if (stored && on_event) on_event(event);
  return stored;
}

Result<void> execute_run(const StorePath& store, TrainingEngine& engine, const RunId& id, RunControl& control,
                         const std::function<void(const RunEvent&)>& on_event, EventJournal::Options options) {
  const auto began = std::chrono::steady_clock::now();
  auto reader = RunReader::open(store);
  if (!reader) return tl::unexpected<Error>(reader.error());
  const auto run = reader->run(id);
  if (!run) return tl::unexpected<Error>(run.error());
  auto writer = RunWriter::open(store);
  if (!writer) return tl::unexpected<Error>(writer.error());

  auto point = prepare_resume(*reader, *writer, engine, *run);
  if (!point) return store_failure(store, id, point.error(), on_event);
  const double seconds_before = *point ? (*point)->saved.seconds : 0;
  const std::int64_t first_seq = *point ? (*point)->history.last_seq() + 1 : 1;
  Result<void> stored;
  {
    EventJournal journal(std::move(*writer), id, first_seq, control, options, on_event);
    const PauseListener listener(control, journal);
    StoreResources resources(*reader, std::move(*point));
    const auto outcome = run_guarded(engine, run->config_json, journal, control, resources);
    stored = journal.append(ending(outcome, began, seconds_before));
    if (stored) stored = journal.flush();
  }
  if (stored) return {};
  // The journal broke; the store may still take the few bytes that say so.
  return store_failure(store, id, stored.error(), on_event);
}

}  // namespace tc3kd
