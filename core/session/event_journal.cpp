// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/event_journal.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/store/clock.h"

namespace tc3kd {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t bytes_per_event = 1024;  // a generous guess; what is big travels as artefacts
constexpr milliseconds worth_a_warning{1000};

/// Events after which a viewer (or a crash) should find the store up to date.
bool is_milestone(const RunEventBody& body) {
  return std::holds_alternative<EpochEnded>(body) || std::holds_alternative<StageSelected>(body) ||
         std::holds_alternative<StageEnded>(body) || std::holds_alternative<TeacherReady>(body) ||
         std::holds_alternative<CheckpointSaved>(body) || std::holds_alternative<PauseChanged>(body) || std::holds_alternative<RunEnded>(body);
}

std::size_t size_of(const std::vector<Artefact>& artefacts) {
  std::size_t bytes = bytes_per_event;
  for (const Artefact& artefact : artefacts) bytes += artefact.bytes->size();
  return bytes;
}

std::string one_decimal(milliseconds time) {
  const auto tenths = (time.count() + 50) / 100;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

/// Something that is due again and again.
class Ticker {
 public:
  explicit Ticker(int every_ms) : every_(every_ms), due_(Clock::now() + every_) {}
  [[nodiscard]] Clock::time_point due() const { return due_; }
  /// True, and due again later, when the time has come.
  [[nodiscard]] bool strikes() {
    if (Clock::now() < due_) return false;
    due_ = Clock::now() + every_;
    return true;
  }

 private:
  milliseconds every_;
  Clock::time_point due_;
};

}  // namespace

struct EventJournal::State {
  // Used by the writer's thread alone.
  RunWriter writer;
  const RunId run;
  RunControl& control;
  const Options options;
  const std::function<void(const RunEvent&)> on_committed;

  std::mutex mutex;  // guards everything below
  std::condition_variable work, room;
  std::vector<RunEvent> events;
  std::vector<Artefact> artefacts;
  std::size_t bytes = 0;  // of what is queued and of what is being committed
  std::int64_t next_seq = 1;
  bool urgent = false, closing = false, committing = false;
  std::optional<Error> error;

  std::thread thread;

  State(RunWriter w, RunId r, std::int64_t first_seq, RunControl& c, Options o, std::function<void(const RunEvent&)> f)
      : writer(std::move(w)),
        run(std::move(r)),
        control(c),
        options(o),
        on_committed(std::move(f)),
        next_seq(first_seq) {}

  void put(RunEventBody body, std::vector<Artefact> more) {
    bytes += size_of(more);
    urgent = urgent || is_milestone(body) || bytes > options.capacity_bytes / 2;
    events.push_back({next_seq++, unix_now_ms(), std::move(body)});
    std::move(more.begin(), more.end(), std::back_inserter(artefacts));
    if (urgent) work.notify_one();
  }

  void commit(std::unique_lock<std::mutex>& lock) {
    urgent = false;
    if (events.empty()) return;
    const auto batch = std::exchange(events, {});
    const auto batch_artefacts = std::exchange(artefacts, {});
    const std::size_t batch_bytes = bytes;
    committing = true;
    lock.unlock();
    const auto stored = writer.append(run, batch, batch_artefacts);
    if (stored && on_committed) std::for_each(batch.begin(), batch.end(), on_committed);
    lock.lock();
    committing = false;
    bytes -= batch_bytes;
    if (!stored) {
      error = stored.error();
      bytes = 0;
      events.clear();
      artefacts.clear();
    }
    room.notify_all();
  }

  /// Without the lock: the store may keep it waiting. A failure is not fatal, the next turn tries again.
  void obey_commands() {
    const auto commands = writer.take_commands(run);
    if (!commands) return;
    for (const RunCommand command : *commands) {
      if (command == RunCommand::pause) control.pause();
      if (command == RunCommand::resume) control.resume();
      if (command == RunCommand::stop) control.stop();
    }
  }

  void write_until_closed() {
    Ticker commit_tick(options.commit_every_ms), poll_tick(options.poll_commands_every_ms),
        heartbeat_tick(options.heartbeat_every_ms);
    std::unique_lock lock(mutex);
    while (!closing) {
      work.wait_until(lock, std::min({commit_tick.due(), poll_tick.due(), heartbeat_tick.due()}),
                      [this] { return closing || urgent; });
      if (commit_tick.strikes() || urgent) commit(lock);
      const bool poll = poll_tick.strikes(), beat = heartbeat_tick.strikes();
      if (!poll && !beat) continue;
      lock.unlock();
      if (poll) obey_commands();
      if (beat) static_cast<void>(writer.heartbeat(run));
      lock.lock();
    }
    commit(lock);
  }
};

EventJournal::EventJournal(RunWriter writer, RunId run, std::int64_t first_seq, RunControl& control, Options options,
                           std::function<void(const RunEvent&)> on_committed)
    : state_(std::make_unique<State>(std::move(writer), std::move(run), first_seq, control, options,
                                     std::move(on_committed))) {
  state_->thread = std::thread([state = state_.get()] { state->write_until_closed(); });
}

EventJournal::~EventJournal() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->closing = true;
  }
  state_->work.notify_one();
  state_->thread.join();
}

Result<void> EventJournal::append(RunEventBody body, std::vector<Artefact> artefacts) {
  const auto began = Clock::now();
  const std::size_t size = size_of(artefacts);
  std::unique_lock lock(state_->mutex);
  const auto fits = [&] { return state_->bytes == 0 || state_->bytes + size <= state_->options.capacity_bytes; };
  if (!fits() && !state_->error) {
    state_->urgent = true;
    state_->work.notify_one();
    state_->room.wait(lock, [&] { return fits() || state_->error; });
  }
  if (state_->error) return tl::unexpected<Error>(*state_->error);
  state_->put(std::move(body), std::move(artefacts));
  const auto waited = std::chrono::duration_cast<milliseconds>(Clock::now() - began);
  if (waited >= worth_a_warning) state_->put(Warning{"journal_full", {{"seconds", one_decimal(waited)}}}, {});
  return {};
}

Result<void> EventJournal::flush() {
  std::unique_lock lock(state_->mutex);
  state_->urgent = true;
  state_->work.notify_one();
  state_->room.wait(lock, [this] { return state_->error || (state_->events.empty() && !state_->committing); });
  if (state_->error) return tl::unexpected<Error>(*state_->error);
  return {};
}

}  // namespace tc3kd
