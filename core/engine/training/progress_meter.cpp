// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/training/progress_meter.h"

#include <algorithm>

namespace tc3kd {
namespace {

constexpr double report_every_seconds = 0.25;
/// Before that much of the run is done its speed says nothing about the rest.
constexpr double telling_fraction = 0.005;

}  // namespace

void ProgressMeter::enter(const Place& place) {
  place_ = place;
  done_ = 0;
  phase_began_ = context_.seconds();
  if (due()) report();
}

bool ProgressMeter::due() const {
  return reported_at_ < 0 || context_.seconds() - reported_at_ >= report_every_seconds;
}

bool ProgressMeter::advance(std::int64_t samples, double work) {
  done_ += samples;
  done_work_ += work;
  return due();
}

Progress ProgressMeter::current() const {
  Progress progress{place_.phase, place_.stage, place_.epoch, place_.epochs, done_, place_.total,
                    std::nullopt, 0, 0, std::nullopt};
  const double now = context_.seconds();
  if (now > phase_began_) progress.samples_per_second = static_cast<double>(done_) / (now - phase_began_);
  if (total_work_ > 0) progress.run_fraction = std::min(1.0, done_work_ / total_work_);
  if (progress.run_fraction >= telling_fraction) {
    progress.seconds_left = now * (1.0 - progress.run_fraction) / progress.run_fraction;
  }
  return progress;
}

void ProgressMeter::report(std::optional<double> loss) {
  Progress progress = current();
  progress.loss = loss;
  reported_at_ = context_.seconds();
  context_.append(progress);
}

}  // namespace tc3kd
