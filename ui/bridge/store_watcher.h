// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include <QObject>
#include <QPointer>

#include "core/domain/history/run_document.h"
#include "core/store/run_reader.h"

namespace tc3kd::ui {

using RunList = std::shared_ptr<const std::vector<RunSummary>>;
using HistoryPtr = std::shared_ptr<const RunHistory>;

/// The window's eye on the store (design D4, D5): one reader thread polls every 100 ms while somebody watches, and
/// hands whole immutable values to the window's thread. A slow window skips states, never queues them.
class StoreWatcher : public QObject {
  Q_OBJECT
 public:
  explicit StoreWatcher(StorePath path, QObject* parent = nullptr);
  ~StoreWatcher() override;

  /// The newest known list (never null), the trash too; `runsChanged` follows when something that a table shows changed
  /// (`last_seq` alone is not).
  [[nodiscard]] RunList runs() const;
  /// Whether the list was read at all; before that it is empty.
  [[nodiscard]] bool knowsRuns() const;
  /// The newest known history of a watched run; null before it was read.
  [[nodiscard]] HistoryPtr history(const RunId& id) const;
  /// Watching is counted: each `watch` needs its `unwatch`.
  void watch(const RunId& id);
  void unwatch(const RunId& id);
  /// 100 ms in front, 250 ms when the window is not active, 0 (off) when hidden.
  void setInterval(int milliseconds);

  /// Runs `work` on the reader thread and `done` with its result on the window's thread, unless `context` is gone by
  /// then.
  template <class T>
  void read(QObject* context, std::function<Result<T>(RunReader&)> work, std::function<void(Result<T>)> done);

 Q_SIGNALS:
  void runsChanged(const tc3kd::ui::RunList& runs);
  void historyChanged(const tc3kd::RunId& id, const tc3kd::ui::HistoryPtr& history);
  void failed(const tc3kd::Error& error);  ///< the store cannot be read; told once, then tried again
  void recovered();                        ///< it can be read again

 private:
  using Job = std::function<void(Result<RunReader>&)>;
  void post(Job job);
  static void deliver(QPointer<QObject> context, std::function<void()> call);
  struct State;
  std::unique_ptr<State> state_;
};

template <class T>
void StoreWatcher::read(QObject* context, std::function<Result<T>(RunReader&)> work,
                        std::function<void(Result<T>)> done) {
  post([context = QPointer<QObject>(context), work = std::move(work),
        done = std::move(done)](Result<RunReader>& reader) {
    auto result = std::make_shared<Result<T>>(reader ? work(*reader) : Result<T>(tl::unexpect, reader.error()));
    deliver(context, [result, done] { done(std::move(*result)); });
  });
}

}  // namespace tc3kd::ui
