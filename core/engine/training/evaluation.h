// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>

#include "core/domain/events/blob_codec.h"
#include "core/engine/data/batch_loader.h"
#include "core/engine/models/network.h"

namespace tc3kd {

/// Called before every batch with its size: the place for stop, pause and progress.
using BatchHook = std::function<void(std::int64_t samples)>;

inline constexpr std::int64_t evaluation_batch = 1000;

/// A network is in evaluation mode while this lives.
class EvaluationMode {
 public:
  explicit EvaluationMode(Network& network) : network_(network), was_training_(network.is_training()) {
    network_.eval();
  }
  ~EvaluationMode() { network_.train(was_training_); }
  EvaluationMode(const EvaluationMode&) = delete;
  EvaluationMode& operator=(const EvaluationMode&) = delete;

 private:
  Network& network_;
  bool was_training_;
};

/// Passes pictures through a network as they are, in evaluation mode, without gradients, in fp32 whatever the run's
/// precision. `use(logits [B, classes] float, first)` gets the batch of positions[first…]. The network's mode is
/// restored.
void forward_batches(Network& network, const PictureSplit& split, std::span<const std::int64_t> positions,
                     const BatchHook& before_batch, const std::function<void(const at::Tensor&, std::int64_t)>& use);

/// The logits of a whole split: float [N, classes], on its device.
[[nodiscard]] at::Tensor split_logits(Network& network, const PictureSplit& split, const BatchHook& before_batch);

/// How well logits fit labels. Accuracies in percent, in double from the counts; losses in nats, means in double.
struct Scores {
  double loss = 0, top1 = 0, top5 = 0;
  std::optional<double> agreement;   ///< percent of pictures where both networks say the same
  std::optional<double> teacher_kl;  ///< mean KL(teacher‖student), τ = 1
};

/// `logits` and `teacher`: float [N, C], `teacher` may be undefined; `labels`: int64 [N]. Top-5 is top-C where C < 5.
[[nodiscard]] Scores score(const at::Tensor& logits, const at::Tensor& labels, const at::Tensor& teacher = {});

[[nodiscard]] Predictions predictions(const at::Tensor& logits, const at::Tensor& labels);

}  // namespace tc3kd
