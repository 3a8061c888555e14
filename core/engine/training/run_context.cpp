// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/training/run_context.h"

namespace tc3kd {

RunContext::RunContext(ExperimentConfig experiment, c10::Device where, Precision type, EventSink& sink,
                       RunControl& control, RunResources& earlier)
    : config(std::move(experiment)),
      device(where),
      precision(type),
      resources(earlier),
      sink_(sink),
      control_(control) {
  control_.on_pause_changed([this](bool paused) { pause_changed(paused); });
}

RunContext::~RunContext() { control_.on_pause_changed({}); }

void RunContext::proceed() {
  if (!control_.proceed()) throw RunStopped{};
}

void RunContext::append(RunEventBody body, std::vector<Artefact> artefacts) {
  value_or_throw(sink_.append(std::move(body), std::move(artefacts)));
}

double RunContext::seconds() const {
  return std::chrono::duration<double>(Clock::now() - began_ - paused_for_).count();
}

void RunContext::pause_changed(bool paused) {
  if (paused) {
    paused_at_ = Clock::now();
  } else {
    paused_for_ += Clock::now() - paused_at_;
  }
  append(PauseChanged{paused});
}

}  // namespace tc3kd
