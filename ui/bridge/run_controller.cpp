// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/run_controller.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

#include "core/domain/config/presets.h"
#include "ui/bridge/deliver.h"

namespace tc3kd::ui {

namespace {

/// Does what it is given, one after the other, on a thread of its own; at its end what was given before.
class Worker {
 public:
  Worker() : thread_([this] { work(); }) {}
  ~Worker() {
    {
      const std::lock_guard lock(mutex_);
      quitting_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }
  void add(std::function<void()> job) {
    {
      const std::lock_guard lock(mutex_);
      jobs_.push_back(std::move(job));
    }
    changed_.notify_all();
  }

 private:
  void work() {
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [this] { return quitting_ || !jobs_.empty(); });
      if (jobs_.empty()) return;
      const auto job = std::move(jobs_.front());
      jobs_.pop_front();
      lock.unlock();
      job();
      lock.lock();
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> jobs_;
  bool quitting_ = false;
  std::thread thread_;  // last: it uses the others
};

}  // namespace

struct RunController::State {
  State(StorePath store, TrainingEngine& engine) : service(std::move(store), engine) {}

  RunService service;
  std::vector<std::weak_ptr<RunControl>> questions;  ///< what the long worker is to do; the window's thread only
  Worker worker, longWorker;
};

RunController::RunController(StorePath store, TrainingEngine& engine, QObject* parent)
    : QObject(parent), state_(std::make_unique<State>(std::move(store), engine)) {
  qRegisterMetaType<tc3kd::RunId>("tc3kd::RunId");
  qRegisterMetaType<tc3kd::Error>("tc3kd::Error");
  post([](RunService& service) { service.work_queue(true); });
}

RunController::~RunController() {
  for (const auto& question : state_->questions) {
    if (const auto control = question.lock()) control->stop();
  }
}

void RunController::post(Job job) {
  state_->worker.add([state = state_.get(), job = std::move(job)] { job(state->service); });
}

void RunController::postLong(std::shared_ptr<RunControl> control, Job job) {
  std::erase_if(state_->questions, [](const auto& question) { return question.expired(); });
  state_->questions.push_back(control);
  state_->longWorker.add([state = state_.get(), job = std::move(job)] { job(state->service); });
}

void RunController::deliver(QPointer<QObject> context, std::function<void()> call) {
  deliverToWindow(std::move(context), std::move(call));
}

template <class T>
void RunController::act(const QString& action, std::function<Result<T>(RunService&)> work,
                        std::function<void(const T&)> done) {
  post([this, self = QPointer<QObject>(this), action, work = std::move(work),
        done = std::move(done)](RunService& service) {
    auto result = std::make_shared<Result<T>>(work(service));
    deliver(self, [this, action, result, done] {
      if (!*result) {
        Q_EMIT failed(action, result->error());
      } else if (done) {
        done(**result);
      }
    });
  });
}

void RunController::act(const QString& action, std::function<Result<void>(RunService&)> work) {
  act<Nothing>(action,
               [work = std::move(work)](RunService& service) { return work(service).map([] { return Nothing{}; }); });
}

void RunController::start(const ExperimentConfig& config, const QString& name, const RunId& parent) {
  act<RunId>(
      tr("Start run"),
      [config, name = name.toStdString(), parent](RunService& service) {
        return service.enqueue(config, name.empty() ? default_run_name(config) : name, parent);
      },
      [this](const RunId& id) { Q_EMIT started(id); });
}

void RunController::startDemo() {
  for (const char* preset : {"demo-ce", "demo-kd", "demo-tc3kd"}) {
    if (const auto found = find_preset(preset)) start(found->config, {});
  }
}

void RunController::pause(const RunId& id) {
  act(tr("Pause run"), [id](RunService& service) { return service.pause(id); });
}
void RunController::resume(const RunId& id) {
  act(tr("Continue run"), [id](RunService& service) { return service.resume(id); });
}
void RunController::stop(const RunId& id) {
  act(tr("Stop run"), [id](RunService& service) { return service.stop(id); });
}
void RunController::reopen(const RunId& id) {
  act(tr("Resume run"), [id](RunService& service) { return service.reopen(id); });
}
void RunController::runAgain(const RunId& id) {
  act<RunId>(
      tr("Run again"), [id](RunService& service) { return service.enqueue_again(id); },
      [this](const RunId& repeat) { Q_EMIT started(repeat); });
}
void RunController::rename(const RunId& id, const QString& name) {
  act(tr("Rename run"), [id, name = name.toStdString()](RunService& service) { return service.rename(id, name); });
}
void RunController::setTrashed(const std::vector<RunId>& ids, bool trashed) {
  act(trashed ? tr("Delete") : tr("Restore"),
      [ids, trashed](RunService& service) { return service.set_trashed(ids, trashed); });
}
void RunController::moveQueued(const RunId& id, int by) {
  act(tr("Move in the queue"), [id, by](RunService& service) { return service.move_queued(id, by); });
}

void RunController::purge(const std::vector<RunId>& ids) {
  act<std::int64_t>(
      tr("Delete for good"), [ids](RunService& service) { return service.purge(ids); },
      [this](const std::int64_t& bytes) { Q_EMIT purged(bytes); });
}

void RunController::importStore(const QString& database) {
  act<ImportReport>(
      tr("Import"), [path = StorePath{database.toStdString()}](RunService& service) { return service.import(path); },
      [this](const ImportReport& report) {
        Q_EMIT imported(static_cast<int>(report.imported.size() + report.updated.size()),
                        static_cast<int>(report.duplicates.size()));
      });
}

void RunController::removeTeacher(const ContentHash& weights) {
  act<std::int64_t>(
      tr("Forget teacher"), [weights](RunService& service) { return service.remove_teacher(weights); },
      [this](const std::int64_t& bytes) { Q_EMIT purged(bytes); });
}

std::optional<RunId> RunController::current() const { return state_->service.current(); }
const StorePath& RunController::store() const { return state_->service.store(); }

}  // namespace tc3kd::ui
