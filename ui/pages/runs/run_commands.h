// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QCoreApplication>
#include <QUndoCommand>

#include "ui/bridge/run_controller.h"

namespace tc3kd::ui {

/// Moves runs to the trash; undone, brings them back.
class TrashCommand : public QUndoCommand {
  Q_DECLARE_TR_FUNCTIONS(TrashCommand)
 public:
  TrashCommand(RunController& controller, std::vector<RunId> ids)
      : QUndoCommand(tr("delete %n run(s)", nullptr, static_cast<int>(ids.size()))),
        controller_(controller),
        ids_(std::move(ids)) {}
  void redo() override { controller_.setTrashed(ids_, true); }
  void undo() override { controller_.setTrashed(ids_, false); }

 private:
  RunController& controller_;
  std::vector<RunId> ids_;
};

/// Gives a run another name.
class RenameCommand : public QUndoCommand {
  Q_DECLARE_TR_FUNCTIONS(RenameCommand)
 public:
  RenameCommand(RunController& controller, RunId id, QString from, QString to)
      : QUndoCommand(tr("rename a run")),
        controller_(controller),
        id_(std::move(id)),
        from_(std::move(from)),
        to_(std::move(to)) {}
  void redo() override { controller_.rename(id_, to_); }
  void undo() override { controller_.rename(id_, from_); }

 private:
  RunController& controller_;
  RunId id_;
  QString from_, to_;
};

}  // namespace tc3kd::ui
