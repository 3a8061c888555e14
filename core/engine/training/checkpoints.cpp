// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/training/checkpoints.h"

#include <utility>

namespace tc3kd {

Checkpoints::Checkpoints(RunContext& context, ProgressMeter& meter) : context_(context), meter_(meter) {
  auto point = context_.resources.resume_point();
  if (!point) return;
  resumed_ = value_or_throw(decode_checkpoint(point->file, "the checkpoint " + point->saved.file));
  past_ = std::move(point->history);
  context_.add_seconds(point->saved.seconds);
  meter_.add_work(resumed_->work);
  saved_at_ = context_.seconds();
}

bool Checkpoints::due() const {
  const double minutes = context_.config.training.checkpoint_minutes;
  return minutes > 0 && context_.seconds() - saved_at_ >= 60.0 * minutes;
}

void Checkpoints::save(Checkpoint place, const TrainingParts& parts) {
  place.capture(parts);
  place.work = meter_.done_work();
  const Artefact file = Artefact::file(encode_checkpoint(place));
  context_.append(CheckpointSaved{file.hash, place.part, place.stage, place.epoch, place.progress.steps,
                                  context_.seconds()},
                  {file});
  saved_at_ = context_.seconds();
}

}  // namespace tc3kd
