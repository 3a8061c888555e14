// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/run_execution.h"

#include <chrono>
#include <exception>
#include <new>

#include "core/store/clock.h"
#include "core/store/run_reader.h"

namespace tc3kd {
namespace {

/// Earlier runs, as the engine may read them. A store that cannot be read just now offers no teacher: the run trains
/// one.
class StoreResources final : public RunResources {
 public:
  explicit StoreResources(RunReader& reader) : reader_(reader) {}
  std::optional<KnownTeacher> find_teacher(const ContentHash& key) override {
    auto found = reader_.find_teacher(key);
    return found ? std::move(*found) : std::nullopt;
  }
  Result<Bytes> read_blob(const ContentHash& hash) override { return reader_.blob(hash); }
  Result<Bytes> read_file(const ContentHash& hash) override { return reader_.file(hash); }

 private:
  RunReader& reader_;
};

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

RunEnded ending(const Result<TrainingEngine::Outcome>& outcome, std::chrono::steady_clock::time_point began) {
  RunEnded ended;
  ended.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
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

  Result<void> stored;
  {
    EventJournal journal(std::move(*writer), id, run->last_seq + 1, control, options, on_event);
    const PauseListener listener(control, journal);
    StoreResources resources(*reader);
    const auto outcome = run_guarded(engine, run->config_json, journal, control, resources);
    stored = journal.append(ending(outcome, began));
    if (stored) stored = journal.flush();
  }
  if (stored) return {};
  // The journal broke; the store may still take the few bytes that say so.
  return store_failure(store, id, stored.error(), on_event);
}

}  // namespace tc3kd
