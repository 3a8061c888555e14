// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/analysis/repetition.h"

#include <algorithm>

#include "core/domain/events/event_codec.h"

namespace tc3kd {
namespace {

/// The hash of what was chosen at a stage; empty where nothing was.
std::string selection_of(const RunHistory& history, std::int64_t stage) {
  for (const StageHistory& s : history.stages()) {
    if (s.started.stage == stage && s.selected) return s.selected->subset;
  }
  return {};
}

std::optional<RepetitionDifference> compare_epochs(const EpochEnded& stored, const EpochEnded& repeated) {
  const Json a = event_to_json(stored), b = event_to_json(repeated);
  for (const auto& [name, value] : a.items()) {
    if (name.ends_with("_seconds") || value == b.at(name)) continue;
    return RepetitionDifference{stored.stage, stored.epoch, name, value.dump(), b.at(name).dump()};
  }
  return std::nullopt;
}

}  // namespace

std::optional<RepetitionDifference> first_difference(const RunHistory& stored, const RunHistory& repeated) {
  const std::size_t common = std::min(stored.epochs().size(), repeated.epochs().size());
  std::int64_t stage = 0;
  for (std::size_t i = 0; i < common; ++i) {
    const EpochEnded& epoch = stored.epochs()[i];
    if (epoch.stage != stage) {
      stage = epoch.stage;
      const std::string a = selection_of(stored, stage), b = selection_of(repeated, stage);
      if (a != b) return RepetitionDifference{stage, epoch.epoch, "selection", a, b};
    }
    if (auto difference = compare_epochs(epoch, repeated.epochs()[i])) return difference;
  }
  return std::nullopt;
}

}  // namespace tc3kd
