// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/domain/engine_api.h"
#include "core/domain/events/event_codec.h"
#include "core/domain/events/run_event.h"

namespace tc3kd {

/// The blob that the sample run's selection names.
inline Artefact sample_blob() { return Artefact::blob(Bytes(16, std::byte{7})); }

/// A run of one stage and two epochs, from its first event to its last (seq 1…7).
inline std::vector<RunEvent> sample_events() {
  StageSelected selected;
  selected.stage = 1;
  selected.entered = selected.subset = sample_blob().hash;
  selected.measuring_seconds = 1.5;
  EpochEnded first, second;
  first.epoch = 1;
  first.stage = second.stage = 1;
  first.test_top1 = 62.5;
  second.epoch = 2;
  second.test_top1 = 61.0;
  StageEnded ended;
  ended.stage = 1;
  ended.seconds.measuring = 1.5;
  RunEnded end;
  end.seconds = 9.5;
  return {{1, 1000, RunStarted{}}, {2, 1100, StageStarted{1, 1, 1.0, 1, 2, 20}},
          {3, 1200, selected},     {4, 1300, first},
          {5, 1400, second},       {6, 1500, ended},
          {7, 1600, end}};
}

/// Events as lines of text, for comparing whole runs with a readable difference.
inline std::vector<std::string> lines(const std::vector<RunEvent>& events, bool with_time = true) {
  std::vector<std::string> all;
  for (const RunEvent& event : events) {
    all.push_back(std::to_string(event.seq) + " " + (with_time ? std::to_string(event.unix_ms) + " " : "") +
                  event_kind(event.body) + " " + event_to_json(event.body).dump());
  }
  return all;
}

}  // namespace tc3kd
