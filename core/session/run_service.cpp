// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/run_service.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include <sys/resource.h>

#include "core/domain/config/config_json.h"
#include "core/session/run_execution.h"
#include "core/store/artefact_files.h"
#include "core/store/clock.h"

namespace tc3kd {
namespace {

constexpr std::chrono::milliseconds queue_poll{250};  // for runs that other processes queue

std::string stored_text(const ExperimentConfig& config) { return to_json(resolve(config)).dump(2); }

}  // namespace

struct RunService::State {
  const StorePath store;
  TrainingEngine& engine;

  std::mutex run_mutex;     // one run at a time: the engine's rule
  std::mutex writer_mutex;  // guards `writer`
  std::optional<RunWriter> writer;

  mutable std::mutex mutex;  // guards everything below
  std::condition_variable changed;
  bool working = false, quitting = false;
  bool busy = false;            // the queue's thread may be about to start a run
  std::int64_t wakes = 0;       // a run was queued, or work began
  std::int64_t seen_wakes = 0;  // up to here the queue was found empty
  std::optional<RunId> current;
  RunControl* control = nullptr;  // of `current`
  std::vector<std::pair<RunId, Error>>
      unsettled;  // ended, but the store could not take it; the queue's thread tries again

  std::thread thread;

  State(StorePath s, TrainingEngine& e) : store(std::move(s)), engine(e) {}

  /// Calls `work(writer)`; the connection is made at the first call.
  template <class Work>
  auto with_writer(Work&& work) -> std::invoke_result_t<Work, RunWriter&> {
    const std::lock_guard lock(writer_mutex);
    if (!writer) {
      auto opened = RunWriter::open(store);
      if (!opened) return tl::unexpected<Error>(opened.error());
      writer = std::move(*opened);
    }
    return work(*writer);
  }

  /// Runs a claimed run on this thread, with `run_mutex` held.
  Result<void> run(const RunId& id, RunControl& its_control, const std::function<void(const RunEvent&)>& on_event) {
    {
      const std::lock_guard lock(mutex);
      current = id;
      control = &its_control;
      if (quitting) its_control.stop();
    }
    auto stored = execute_run(store, engine, id, its_control, on_event);
    const std::lock_guard lock(mutex);
    current.reset();
    control = nullptr;
    changed.notify_all();
    return stored;
  }

  /// The next run of the queue, claimed by this process; none where the queue is empty or another process's.
  std::optional<RunId> take_next() {
    const auto taken = with_writer([](RunWriter& w) -> Result<std::optional<RunId>> {
      for (;;) {
        const auto held = w.hold_queue();
        if (!held) return tl::unexpected<Error>(held.error());
        if (!*held) return std::optional<RunId>();
        auto next = w.next_queued();
        if (!next || !*next) return next;
        const auto claimed = w.claim(**next);
        if (!claimed) return tl::unexpected<Error>(claimed.error());
        if (*claimed) return next;  // else it was taken or cancelled a moment ago
      }
    });
    return taken ? *taken : std::nullopt;  // a store that is locked for long is asked again at the next turn
  }

  /// A stored run whose data are still its own.
  Result<RunSummary> repeatable(const RunId& id) {
    auto reader = RunReader::open(store);
    if (!reader) return tl::unexpected<Error>(reader.error());
    auto original = reader->run(id);
    if (!original) return original;
    const auto past = reader->history(id);
    if (!past) return tl::unexpected<Error>(past.error());
    const auto config = parse_config(original->config_json, "the run's configuration");
    if (!config) return tl::unexpected<Error>(config.error());
    if (const auto same = check_data(engine, *config, *past); !same) return tl::unexpected<Error>(same.error());
    return original;
  }

  void settle() {
    std::vector<std::pair<RunId, Error>> open;
    {
      const std::lock_guard lock(mutex);
      open = std::exchange(unsettled, {});
    }
    for (auto& [id, error] : open) {
      if (store_failure(store, id, error)) continue;
      const std::lock_guard lock(mutex);
      unsettled.emplace_back(std::move(id), std::move(error));
    }
  }

  void work_off_queue() {
    // Training takes every core there is: the window's threads come first. (Linux counts niceness by thread; LibTorch's
    // pool inherits this one's.)
    setpriority(PRIO_PROCESS, 0, 5);
    std::unique_lock lock(mutex);
    while (!quitting) {
      changed.wait(lock, [this] { return working || quitting; });
      if (quitting) return;
      busy = true;
      const std::int64_t wakes_before = wakes;
      lock.unlock();
      settle();
      const bool found = run_next();
      lock.lock();
      busy = false;
      if (found) continue;
      seen_wakes = wakes_before;
      changed.notify_all();
      changed.wait_for(lock, queue_poll, [&] { return quitting || !working || wakes != seen_wakes; });
    }
  }

  bool run_next() {
    const std::lock_guard one_at_a_time(run_mutex);
    const auto id = take_next();
    if (!id) return false;
    RunControl its_control;
    if (auto stored = run(*id, its_control, {}); !stored) {
      const std::lock_guard lock(mutex);
      unsettled.emplace_back(*id, stored.error());
    }
    return true;
  }

  void wake() {
    {
      const std::lock_guard lock(mutex);
      ++wakes;
    }
    changed.notify_all();
  }

  /// Steers the run where it runs: here, or by a row of the store in another process.
  Result<void> steer(const RunId& id, RunCommand command) {
    {
      const std::lock_guard lock(mutex);
      if (current == id) {
        if (command == RunCommand::pause) control->pause();
        if (command == RunCommand::resume) control->resume();
        if (command == RunCommand::stop) control->stop();
        return {};
      }
    }
    return with_writer([&](RunWriter& w) { return w.request(id, command); });
  }
};

RunService::RunService(StorePath store, TrainingEngine& engine)
    : store_(std::move(store)), engine_(engine), state_(std::make_unique<State>(store_, engine_)) {}

RunService::~RunService() {
  work_queue(false);
  {
    const std::lock_guard lock(state_->mutex);
    state_->quitting = true;
    if (state_->control) state_->control->stop();
  }
  state_->changed.notify_all();
  if (state_->thread.joinable()) state_->thread.join();
}

Result<RunId> RunService::enqueue(const ExperimentConfig& config, const std::string& name, const RunId& parent) {
  auto id = state_->with_writer([&](RunWriter& w) { return w.create_run(name, stored_text(config), parent); });
  if (id) state_->wake();
  return id;
}

void RunService::work_queue(bool on) {
  bool was_on = false;
  {
    const std::lock_guard lock(state_->mutex);
    was_on = std::exchange(state_->working, on);
    if (on && !state_->thread.joinable())
      state_->thread = std::thread([state = state_.get()] { state->work_off_queue(); });
  }
  state_->wake();
  // Another process may take the queue over at once; a lease that could not be given back dies with this process.
  if (was_on && !on) static_cast<void>(state_->with_writer([](RunWriter& w) { return w.release_queue(); }));
}

Result<RunId> RunService::run_now(const ExperimentConfig& config, const std::string& name, RunControl& control,
                                  const std::function<void(const RunEvent&)>& on_event, const RunId& parent) {
  const std::lock_guard one_at_a_time(state_->run_mutex);
  auto id = state_->with_writer([&](RunWriter& w) { return w.create_claimed_run(name, stored_text(config), parent); });
  if (!id) return id;
  if (auto stored = state_->run(*id, control, on_event); !stored) return tl::unexpected<Error>(stored.error());
  return id;
}

Result<RunId> RunService::run_again(const RunId& id, RunControl& control,
                                    const std::function<void(const RunEvent&)>& on_event) {
  const std::lock_guard one_at_a_time(state_->run_mutex);
  const auto original = state_->repeatable(id);
  if (!original) return tl::unexpected<Error>(original.error());
  auto repeat = state_->with_writer(
      [&](RunWriter& w) { return w.create_claimed_run(original->name, original->config_json, id); });
  if (!repeat) return repeat;
  if (auto stored = state_->run(*repeat, control, on_event); !stored) return tl::unexpected<Error>(stored.error());
  return repeat;
}

Result<RunId> RunService::enqueue_again(const RunId& id) {
  const auto original = state_->repeatable(id);
  if (!original) return tl::unexpected<Error>(original.error());
  auto repeat =
      state_->with_writer([&](RunWriter& w) { return w.create_run(original->name, original->config_json, id); });
  if (repeat) state_->wake();
  return repeat;
}

Result<void> RunService::reopen(const RunId& id) {
  auto queued = state_->with_writer([&](RunWriter& w) { return w.requeue(id); });
  if (queued) state_->wake();
  return queued;
}

Result<void> RunService::reopen_now(const RunId& id, RunControl& control,
                                    const std::function<void(const RunEvent&)>& on_event) {
  const std::lock_guard one_at_a_time(state_->run_mutex);
  if (auto taken = state_->with_writer([&](RunWriter& w) { return w.reclaim(id); }); !taken) return taken;
  return state_->run(id, control, on_event);
}

Result<void> RunService::pause(const RunId& id) { return state_->steer(id, RunCommand::pause); }
Result<void> RunService::resume(const RunId& id) { return state_->steer(id, RunCommand::resume); }
Result<void> RunService::stop(const RunId& id) { return state_->steer(id, RunCommand::stop); }

Result<void> RunService::rename(const RunId& id, const std::string& name) {
  return state_->with_writer([&](RunWriter& w) { return w.rename(id, name); });
}

Result<void> RunService::set_trashed(const std::vector<RunId>& ids, bool trashed) {
  return state_->with_writer([&](RunWriter& w) -> Result<void> {
    for (const RunId& id : ids) {
      if (auto done = w.set_trashed(id, trashed); !done) return done;
    }
    return {};
  });
}

Result<std::int64_t> RunService::purge(const std::vector<RunId>& ids) {
  return state_->with_writer([&](RunWriter& w) { return w.purge(ids); });
}

Result<void> RunService::move_queued(const RunId& id, int by) {
  return state_->with_writer([&](RunWriter& w) { return w.move_queued(id, by); });
}

Result<ImportReport> RunService::import(const StorePath& from) { return import_store(store_, from); }

Result<std::optional<TeacherSummary>> RunService::import_teacher(const TeacherImport& teacher, RunControl& control) {
  const std::filesystem::path source = teacher.request.weights;
  const auto kept = keep_file(store_, source);
  if (!kept) return tl::unexpected<Error>(kept.error());
  EvaluationRequest request = teacher.request;
  request.weights = artefact_file(store_, *kept).string();
  auto result = engine_.evaluate(request, control);
  if (!result || control.stopping()) {
    static_cast<void>(state_->with_writer([&](RunWriter& w) { return w.release_file(*kept); }));
    if (result) return std::optional<TeacherSummary>();
    if (Error& error = result.error(); error["path"] == request.weights) error.context["path"] = source.string();
    return tl::unexpected<Error>(result.error());
  }
  TeacherSummary summary;
  summary.origin = TeacherSummary::Origin::imported;
  summary.weights = *kept;
  summary.file = request.weights;
  summary.name = teacher.name.empty() ? source.stem().string() : teacher.name;
  summary.source = std::filesystem::absolute(source).string();
  summary.model = result->weights.format == "TorchScript" ? "TorchScript" : result->weights.model;
  summary.dataset = request.dataset;
  summary.data_dir = request.data_dir;
  summary.made_ms = unix_now_ms();
  summary.top1 = result->top1;
  summary.top5 = result->top5;
  summary.loss = result->loss;
  summary.test_samples = result->samples;
  summary.normalisation = {request.mean, request.std};
  summary.report = std::move(result->weights);
  const auto stored = state_->with_writer([&](RunWriter& w) { return w.store_teacher(summary); });
  if (!stored) return tl::unexpected<Error>(stored.error());
  return std::optional(std::move(summary));
}

Result<std::int64_t> RunService::remove_teacher(const ContentHash& weights) {
  return state_->with_writer([&](RunWriter& w) { return w.remove_teacher(weights); });
}

std::optional<RunId> RunService::current() const {
  const std::lock_guard lock(state_->mutex);
  return state_->current;
}

bool RunService::wait_idle(double seconds) {
  std::unique_lock lock(state_->mutex);
  return state_->changed.wait_for(lock, std::chrono::duration<double>(seconds), [this] {
    const bool queue_done = !state_->working || state_->seen_wakes == state_->wakes;
    return !state_->current && !state_->busy && queue_done;
  });
}

}  // namespace tc3kd
