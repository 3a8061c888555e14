// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/store_watcher.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <utility>

#include <QMetaObject>

#include "ui/bridge/deliver.h"

namespace tc3kd::ui {
namespace {

constexpr std::chrono::seconds retry_unreadable{1};
/// A slice of a long run's events, so that stopping never waits for all of them.
constexpr std::int64_t slice = 20'000;

}  // namespace

struct StoreWatcher::State {
  State(StorePath p, StoreWatcher& w) : path(std::move(p)), watcher(w) {}

  const StorePath path;
  StoreWatcher& watcher;

  std::mutex mutex;  // guards what the window's thread and the reader thread share
  std::condition_variable changed;
  bool quitting = false;
  int interval_ms = 100;
  std::map<RunId, int> watched;
  std::set<RunId> unpublished;  // watched since the last poll: wanted even when nothing has changed
  std::deque<Job> jobs;
  RunList new_runs;                           // what is newer than the window knows:
  std::map<RunId, HistoryPtr> new_histories;  // replaced, never queued
  bool mail_posted = false;

  // The window's thread alone.
  RunList runs = std::make_shared<const std::vector<RunSummary>>();
  bool knows_runs = false;
  std::map<RunId, HistoryPtr> histories;

  // The reader thread alone.
  std::optional<Result<RunReader>> reader;
  std::optional<std::int64_t> seen_change;
  std::map<RunId, RunHistory> read;
  std::map<RunId, std::int64_t> generations;  // of what was read
  std::optional<std::vector<RunSummary>> shown;  // what was published last
  bool told_failure = false;

  std::thread thread;

  void work() {
    std::unique_lock lock(mutex);
    while (!quitting) {
      while (!jobs.empty() && !quitting) {
        const Job job = std::move(jobs.front());
        jobs.pop_front();
        lock.unlock();
        job(open_reader());
        lock.lock();
      }
      if (quitting) return;
      const bool polling = interval_ms > 0;
      const auto wanted = watched;
      const auto first_time = polling ? std::exchange(unpublished, {}) : std::set<RunId>();
      auto pause = std::chrono::milliseconds(polling ? interval_ms : 60'000);
      lock.unlock();
      const bool readable = !polling || poll(wanted, first_time);
      lock.lock();
      if (!readable) {
        pause = retry_unreadable;
        unpublished.insert(first_time.begin(), first_time.end());
      }
      changed.wait_for(lock, pause, [this] { return quitting || !jobs.empty(); });
    }
  }

  Result<RunReader>& open_reader() {
    if (!reader || !*reader) reader.emplace(RunReader::open(path));
    return *reader;
  }

  /// False where the store cannot be read now.
  bool poll(const std::map<RunId, int>& wanted, const std::set<RunId>& first_time) {
    auto& open = open_reader();
    if (!open) return tell(open.error());
    const auto change = open->change_counter();
    if (!change) return tell(change.error());
    const auto unwanted = [&](const auto& entry) { return !wanted.contains(entry.first); };
    std::erase_if(read, unwanted);
    std::erase_if(generations, unwanted);
    const bool store_changed = seen_change != *change;
    for (const auto& [id, count] : wanted) {
      const bool first = first_time.contains(id);
      if ((store_changed || first) && !catch_up(*open, id, first)) return false;
    }
    if (!store_changed) return true;
    auto list = open->runs(/*with_trash=*/true);
    if (!list) return tell(list.error());
    seen_change = *change;
    if (std::exchange(told_failure, false)) post_to_window([w = &watcher] { Q_EMIT w->recovered(); });
    // A running run's progress moves nothing that a table shows.
    const auto alike = [](RunSummary a, RunSummary b) {
      a.last_seq = b.last_seq = 0;
      return a == b;
    };
    if (shown && std::equal(list->begin(), list->end(), shown->begin(), shown->end(), alike)) return true;
    shown = *list;
    publish_runs(std::make_shared<const std::vector<RunSummary>>(std::move(*list)));
    return true;
  }

  /// Forgets what was read of a run that has been resumed since: it is no beginning of what the run has now.
  bool check_generation(RunReader& open, const RunId& id) {
    const auto generation = open.generation(id);
    if (!generation) return generation.error().code == ErrorCode::unknown_run || tell(generation.error());
    if (std::exchange(generations[id], *generation) != *generation) read[id] = RunHistory();
    return true;
  }

  bool catch_up(RunReader& open, const RunId& id, bool first) {
    if (!check_generation(open, id)) return false;
    RunHistory& history = read[id];
    const std::int64_t before = history.last_seq();
    for (;;) {
      const auto events = open.read_since(id, history.last_seq(), slice);
      if (!events) return tell(events.error());
      for (const RunEvent& event : *events) history.apply(event);
      if (static_cast<std::int64_t>(events->size()) < slice) break;
      const std::lock_guard lock(mutex);
      if (quitting) return true;
    }
    // Resumed while it was read: what was read may be of both states.
    const auto generation = open.generation(id);
    if (generation && *generation != generations[id]) return catch_up(open, id, true);
    if (first || history.last_seq() != before) publish_history(id, std::make_shared<const RunHistory>(history));
    return true;
  }

  /// By value: the error may be the reader's own, which goes.
  bool tell(Error error) {
    reader.reset();
    seen_change.reset();
    if (told_failure) return false;
    told_failure = true;
    post_to_window([w = &watcher, error] { Q_EMIT w->failed(error); });
    return false;
  }

  void post_to_window(std::function<void()> call) {
    QMetaObject::invokeMethod(&watcher, std::move(call), Qt::QueuedConnection);
  }

  void publish_runs(RunList list) {
    const std::lock_guard lock(mutex);
    new_runs = std::move(list);
    post_mail();
  }

  void publish_history(const RunId& id, HistoryPtr history) {
    const std::lock_guard lock(mutex);
    if (!watched.contains(id)) return;
    new_histories[id] = std::move(history);
    post_mail();
  }

  /// One call at a time waits for the window; a slow window finds the newest state, not all of them.
  void post_mail() {
    if (!std::exchange(mail_posted, true)) post_to_window([this] { take_mail(); });
  }

  void take_mail() {
    RunList list;
    std::map<RunId, HistoryPtr> updates;
    {
      const std::lock_guard lock(mutex);
      mail_posted = false;
      list = std::exchange(new_runs, nullptr);
      updates = std::exchange(new_histories, {});
    }
    if (list) {
      runs = list;
      knows_runs = true;
      Q_EMIT watcher.runsChanged(list);
    }
    for (const auto& [id, history] : updates) {
      if (!is_watched(id)) continue;  // unwatched by a slot that heard of the one before
      histories[id] = history;
      Q_EMIT watcher.historyChanged(id, history);
    }
  }

  bool is_watched(const RunId& id) {
    const std::lock_guard lock(mutex);
    return watched.contains(id);
  }
};

StoreWatcher::StoreWatcher(StorePath path, QObject* parent)
    : QObject(parent), state_(std::make_unique<State>(std::move(path), *this)) {
  qRegisterMetaType<tc3kd::ui::RunList>("tc3kd::ui::RunList");
  qRegisterMetaType<tc3kd::ui::HistoryPtr>("tc3kd::ui::HistoryPtr");
  qRegisterMetaType<tc3kd::RunId>("tc3kd::RunId");
  qRegisterMetaType<tc3kd::Error>("tc3kd::Error");
  state_->thread = std::thread([state = state_.get()] { state->work(); });
}

StoreWatcher::~StoreWatcher() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->quitting = true;
  }
  state_->changed.notify_all();
  state_->thread.join();
}

bool StoreWatcher::knowsRuns() const { return state_->knows_runs; }

RunList StoreWatcher::runs() const { return state_->runs; }

HistoryPtr StoreWatcher::history(const RunId& id) const {
  const auto found = state_->histories.find(id);
  return found == state_->histories.end() ? nullptr : found->second;
}

void StoreWatcher::watch(const RunId& id) {
  {
    const std::lock_guard lock(state_->mutex);
    if (++state_->watched[id] == 1) state_->unpublished.insert(id);
  }
  post([](Result<RunReader>&) {});  // wakes the reader: a newly watched run is read at once
}

void StoreWatcher::unwatch(const RunId& id) {
  const std::lock_guard lock(state_->mutex);
  const auto found = state_->watched.find(id);
  if (found == state_->watched.end() || --found->second > 0) return;
  state_->watched.erase(found);
  state_->unpublished.erase(id);
  state_->new_histories.erase(id);
  state_->histories.erase(id);
}

void StoreWatcher::setInterval(int milliseconds) {
  {
    const std::lock_guard lock(state_->mutex);
    if (state_->interval_ms == milliseconds) return;
    state_->interval_ms = milliseconds;
  }
  post([](Result<RunReader>&) {});
}

void StoreWatcher::post(Job job) {
  {
    const std::lock_guard lock(state_->mutex);
    state_->jobs.push_back(std::move(job));
  }
  state_->changed.notify_all();
}

void StoreWatcher::deliver(QPointer<QObject> context, std::function<void()> call) {
  deliverToWindow(std::move(context), std::move(call));
}

}  // namespace tc3kd::ui
