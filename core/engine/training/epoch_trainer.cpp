// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/training/epoch_trainer.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/domain/random.h"

namespace tc3kd {
namespace {

/// A scalar's sum over samples, on the device in float64; what has no value in a batch is not counted there.
class SampleSum {
 public:
  void restore(double sum, double samples) {
    samples_ = static_cast<std::int64_t>(samples);
    if (samples_ > 0) sum_ = at::tensor(sum, at::kDouble);
  }
  /// The sum and how many samples are in it.
  [[nodiscard]] std::array<double, 2> read() const {
    return {samples_ > 0 ? sum_.item<double>() : 0.0, static_cast<double>(samples_)};
  }
  void add(const at::Tensor& mean, std::int64_t samples) {
    if (!mean.defined()) return;
    const at::Tensor sum = mean.to(at::kDouble) * static_cast<double>(samples);
    sum_ = sum_.defined() ? sum_.to(sum.device()) + sum : sum;
    samples_ += samples;
  }
  [[nodiscard]] std::optional<double> mean() const {
    if (samples_ == 0) return std::nullopt;
    return sum_.item<double>() / static_cast<double>(samples_);
  }

 private:
  at::Tensor sum_;
  std::int64_t samples_ = 0;
};

/// Loss, CE, KL and hits, summed over samples on the device in float64.
class LossSums {
 public:
  LossSums(c10::Device device, const EpochProgress& from)
      : sums_(at::zeros({4}, at::TensorOptions(device).dtype(at::kDouble))),
        has_kl_(from.has_kl),
        samples_(from.samples),
        read_samples_(from.samples) {
    if (from.sums.empty()) return;
    sums_.copy_(at::tensor(at::ArrayRef<double>(from.sums.data(), 4), at::kDouble));
    method_.restore(from.sums.at(4), from.sums.at(5));
    temperature_.restore(from.sums.at(6), from.sums.at(7));
    read_sum_ = from.sums.front();
  }

  void add(const StepReport& report, std::int64_t samples) {
    const at::Tensor kl = report.kl.defined() ? report.kl : at::zeros_like(report.ce);
    const at::Tensor means = at::stack({report.loss, report.ce, kl}).to(at::kDouble);
    sums_.slice(0, 0, 3).add_(means, static_cast<double>(samples));
    sums_.slice(0, 3, 4).add_(report.hits);
    has_kl_ = report.kl.defined();
    samples_ += samples;
    method_.add(report.method, samples);
    temperature_.add(report.temperature, samples);
  }

  /// The mean loss since the last call: waits for the device.
  double recent_loss() {
    const double sum = read()[0];
    const double mean = (sum - read_sum_) / static_cast<double>(samples_ - read_samples_);
    read_sum_ = sum;
    read_samples_ = samples_;
    return mean;
  }

  [[nodiscard]] EpochProgress progress(std::int64_t steps) const {
    const auto sums = read();
    const auto method = method_.read(), temperature = temperature_.read();
    EpochProgress progress{steps, samples_, {sums.begin(), sums.end()}, has_kl_};
    progress.sums.insert(progress.sums.end(), method.begin(), method.end());
    progress.sums.insert(progress.sums.end(), temperature.begin(), temperature.end());
    return progress;
  }

  [[nodiscard]] EpochResult result() const {
    const auto sums = read();
    const auto n = static_cast<double>(samples_);
    EpochResult result{sums[0] / n, sums[1] / n,    100.0 * sums[3] / n,   std::nullopt, samples_, 0,
                       {},          method_.mean(), temperature_.mean()};
    if (has_kl_) result.kl = sums[2] / n;
    return result;
  }

 private:
  [[nodiscard]] std::array<double, 4> read() const {
    const at::Tensor sums = sums_.cpu();
    std::array<double, 4> values;
    std::copy_n(sums.const_data_ptr<double>(), 4, values.begin());
    return values;
  }

  at::Tensor sums_;
  SampleSum method_, temperature_;
  bool has_kl_ = false;
  std::int64_t samples_ = 0, read_samples_ = 0;
  double read_sum_ = 0;
};

void require_finite(double loss, const EpochTask& task) {
  if (std::isfinite(loss)) return;
  throw RunFailure{{ErrorCode::diverged, {{"stage", task.stage}, {"epoch", std::to_string(task.epoch)}}}};
}

}  // namespace

Visits plan_visits(const TrainingData& data, const EpochTask& task) {
  Visits visits;
  const auto subset_size = static_cast<std::int64_t>(task.subset.size());
  for (std::uint64_t pass = 0; static_cast<std::int64_t>(visits.positions.size()) < task.samples; ++pass) {
    const std::uint64_t seed = pass == 0 ? data.seed : RandomStream(data.seed, "pass", pass)();
    for (const std::int64_t i : epoch_order(subset_size, seed, task.epoch)) {
      if (static_cast<std::int64_t>(visits.positions.size()) == task.samples) break;
      const std::int64_t position = task.subset[static_cast<std::size_t>(i)];
      visits.positions.push_back(position);
      visits.views.push_back(
          draw_view(data.augmentation, seed, task.epoch, data.sample_ids[static_cast<std::size_t>(position)]));
    }
  }
  return visits;
}

EpochResult train_epoch(RunContext& context, ProgressMeter& meter, GradientStep& step, const TrainingData& data,
                        const EpochTask& task, const EpochCheckpoints& checkpoints) {
  const Visits visits = plan_visits(data, task);
  const auto done = static_cast<std::size_t>(std::min(checkpoints.from.steps * task.batch_size, task.samples));
  data.split.announce(std::span(visits.positions).subspan(done), std::span(visits.views).subspan(done),
                      data.augmentation.crop_padding);
  LossSums sums(context.device, checkpoints.from);
  step.learner().train();
  std::int64_t steps = checkpoints.from.steps;
  for (std::int64_t begin = steps * task.batch_size; begin < task.samples; begin += task.batch_size, ++steps) {
    if (steps > checkpoints.from.steps && checkpoints.due()) checkpoints.save(sums.progress(steps));
    try {
      context.proceed();
    } catch (const RunStopped&) {
      checkpoints.save(sums.progress(steps));
      throw;
    }
    const std::int64_t count = std::min(task.batch_size, task.samples - begin);
    const auto at = static_cast<std::size_t>(begin), size = static_cast<std::size_t>(count);
    const auto positions = std::span(visits.positions).subspan(at, size);
    const auto images =
        data.split.augmented(positions, std::span(visits.views).subspan(at, size), data.augmentation.crop_padding);
    if (step.learner().draws()) {
      at::manual_seed(RandomStream(data.seed, "dropout", static_cast<std::uint64_t>(task.epoch),
                                   static_cast<std::uint64_t>(steps))());
    }
    sums.add(step.run(images, data.split.labels_of(positions), task.learning_rate, task.epoch), count);
    if (!meter.advance(count, task.work_per_sample * static_cast<double>(count))) continue;
    const double recent = sums.recent_loss();
    require_finite(recent, task);
    meter.report(recent);
  }
  EpochResult result = sums.result();
  result.steps = steps;
  result.progress = sums.progress(steps);
  require_finite(result.loss, task);
  return result;
}

}  // namespace tc3kd
