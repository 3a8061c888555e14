// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include <QObject>
#include <QPointer>
#include <QString>

#include "core/session/run_service.h"

namespace tc3kd::ui {

/// What the window can do to runs. Everything is done on a worker thread, so that a locked store or a slow disk never
/// holds the window; what came of it arrives as a signal or in `done`, on the window's thread.
class RunController : public QObject {
  Q_OBJECT
 public:
  /// Makes the RunService and works its queue.
  RunController(StorePath store, TrainingEngine& engine, QObject* parent = nullptr);
  ~RunController() override;  ///< stops the running run as `stopped` and waits for it

  void start(const ExperimentConfig& config, const QString& name, const RunId& parent = {});
  /// The demo's presets, in order: CE, KD, TC3KD.
  void startDemo();
  void pause(const RunId& id);
  void resume(const RunId& id);
  void stop(const RunId& id);
  /// Lets a run that ended before its time go on from its checkpoint.
  void reopen(const RunId& id);
  /// Repeats a run exactly, as a new one.
  void runAgain(const RunId& id);
  void rename(const RunId& id, const QString& name);
  void setTrashed(const std::vector<RunId>& ids, bool trashed);
  void purge(const std::vector<RunId>& ids);
  void moveQueued(const RunId& id, int by);
  void importStore(const QString& database);
  void removeTeacher(const ContentHash& weights);

  /// The run that this process runs now; cheap.
  [[nodiscard]] std::optional<RunId> current() const;
  [[nodiscard]] const StorePath& store() const;

  /// Asks the engine (check, datasets, models, environment) on the worker thread; `done` is called on the window's
  /// thread, unless `context` is gone by then.
  template <class T>
  void ask(QObject* context, std::function<T(TrainingEngine&)> question, std::function<void(T)> done) {
    post([context = QPointer<QObject>(context), question = std::move(question),
          done = std::move(done)](RunService& service) {
      auto answer = std::make_shared<T>(question(service.engine()));
      deliver(context, [answer, done] { done(std::move(*answer)); });
    });
  }
  /// The same for what takes long (describing data, evaluating weights): on a thread of its own, one question after the
  /// other, so that a run can be paused meanwhile. Whoever asked, or the window's end, stops it through `control`.
  template <class T>
  void askAtLength(QObject* context, std::shared_ptr<RunControl> control,
                   std::function<T(RunService&, RunControl&)> question, std::function<void(T)> done) {
    postLong(control, [context = QPointer<QObject>(context), control, question = std::move(question),
                       done = std::move(done)](RunService& service) {
      auto answer = std::make_shared<T>(question(service, *control));
      deliver(context, [answer, done] { done(std::move(*answer)); });
    });
  }

 Q_SIGNALS:
  void started(const tc3kd::RunId& id);  ///< stored and queued
  void imported(int runs, int duplicates);
  void purged(qint64 bytes);
  /// An action could not be done; `action` is a translated phrase such as "Rename run".
  void failed(const QString& action, const tc3kd::Error& error);

 private:
  using Job = std::function<void(RunService&)>;
  struct Nothing {};
  void post(Job job);
  void postLong(std::shared_ptr<RunControl> control, Job job);
  static void deliver(QPointer<QObject> context, std::function<void()> call);
  /// Does `work` on the worker thread; then `done` with its value, or `failed`, on the window's.
  template <class T>
  void act(const QString& action, std::function<Result<T>(RunService&)> work, std::function<void(const T&)> done = {});
  void act(const QString& action, std::function<Result<void>(RunService&)> work);
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tc3kd::ui
