// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "core/domain/engine_api.h"
#include "core/session/event_journal.h"
#include "core/store/store.h"

namespace tc3kd {

/// Blocks: runs a claimed run on this thread, from its stored configuration to its RunEnded event. One that has events
/// already goes on from its newest checkpoint (what came after it is forgotten), or begins anew where it has none; it
/// fails with `data_changed`, keeping what it has, where the data are not its own any more. A run that the
/// engine ends with an error (or an exception) is stored as failed, and that is no error here. The error is the
/// store's, where the end of the run could not be stored.
[[nodiscard]] Result<void> execute_run(const StorePath& store, TrainingEngine& engine, const RunId& id,
                                       RunControl& control, const std::function<void(const RunEvent&)>& on_event = {},
                                       EventJournal::Options options = {});

/// Blocks while the engine reads the data: `data_changed` unless they are those that `past` was made from.
[[nodiscard]] Result<void> check_data(const TrainingEngine& engine, const ExperimentConfig& config,
                                      const RunHistory& past);

/// Ends a run whose journal broke as failed with this error. Nothing to do where it has ended already.
[[nodiscard]] Result<void> store_failure(const StorePath& store, const RunId& id, const Error& error,
                                         const std::function<void(const RunEvent&)>& on_event = {});

}  // namespace tc3kd
