// SPDX-License-Identifier: GPL-3.0-or-later
// What a step costs, and what each of the engine's choices is worth: compare the rows of one run, since machines
// differ.
#include <benchmark/benchmark.h>

#include "core/domain/curriculum/selection.h"
#include "core/domain/random.h"
#include "core/engine/data/batch_loader.h"
#include "core/engine/training/gradient_step.h"

namespace tc3kd {
namespace {

constexpr std::int64_t batch = 128, side = 28, classes = 10;

at::Tensor pictures(at::MemoryFormat format) { return at::rand({batch, 1, side, side}).contiguous(format); }

struct StepOptions {
  bool channels_last = true, folded = true;
  Precision precision = Precision::fp32;
};

/// One KD step, ResNet-20 teaches ResNet-8.
void kd_step(benchmark::State& state, const StepOptions& options) {
  const auto student = make_network("resnet8", {1, classes}, 1).value();
  auto teacher = make_network("resnet20", {1, classes}, 2).value();
  const auto format = options.channels_last ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous;
  if (options.folded) teacher = teacher->folded();
  for (const auto& network : {student, teacher}) {
    for (auto& parameter : network->parameters()) {
      if (parameter.dim() == 4) parameter.set_data(parameter.detach().contiguous(format));
    }
  }
  teacher->eval();
  student->train();
  Sgd sgd(student->parameters(), {});
  GradientStep step(*student, teacher, sgd, {0.5, 0.5, 5.0}, options.precision);
  const at::Tensor images = pictures(format), labels = at::randint(classes, {batch}, at::kLong);
  for (auto _ : state) benchmark::DoNotOptimize(step.run(images, labels, 1e-3, 1).loss.item<float>());
  state.SetItemsProcessed(state.iterations() * batch);
}

void plain(benchmark::State& state) { kd_step(state, {false, false, Precision::fp32}); }
void channels_last(benchmark::State& state) { kd_step(state, {true, false, Precision::fp32}); }
void and_folded_teacher(benchmark::State& state) { kd_step(state, {true, true, Precision::fp32}); }
void and_bf16(benchmark::State& state) { kd_step(state, {true, true, Precision::bf16}); }
BENCHMARK(plain)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(channels_last)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(and_folded_teacher)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(and_bf16)->Unit(benchmark::kMillisecond)->UseRealTime();

/// Crop, flip and normalisation of one batch.
void augmented_batch(benchmark::State& state) {
  ImageSplit images{
      1000, 1, side, side, std::vector<std::uint8_t>(1000 * side * side, 7), std::vector<std::int64_t>(1000, 0)};
  const ResidentSplit split(images, {}, {{0.286}, {0.353}}, at::kCPU);
  const DataConfig config;
  std::vector<std::int64_t> positions;
  std::vector<View> views;
  for (std::int64_t i = 0; i < batch; ++i) {
    positions.push_back(i * 7 % 1000);
    views.push_back(draw_view(config, 1, 1, i));
  }
  for (auto _ : state) benchmark::DoNotOptimize(split.augmented(positions, views, 4));
  state.SetItemsProcessed(state.iterations() * batch);
}
BENCHMARK(augmented_batch)->Unit(benchmark::kMicrosecond)->UseRealTime();

/// Choosing S_2 of five stages out of 50,000 measured samples of 100 classes.
void selection(benchmark::State& state) {
  constexpr std::int64_t samples = 50'000;
  std::vector<std::int64_t> labels;
  std::vector<float> teacher, student;
  RandomStream stream(1, "benchmark");
  for (std::int64_t i = 0; i < samples; ++i) {
    labels.push_back(i % 100);
    teacher.push_back(static_cast<float>(stream.uniform()));
    student.push_back(static_cast<float>(stream.uniform()));
  }
  SelectionInput input{.stage = 2,
                       .stages = 5,
                       .alpha = 0.8,
                       .classes = 100,
                       .labels = labels,
                       .ce_teacher = teacher,
                       .ce_student = student};
  for (auto _ : state) benchmark::DoNotOptimize(select_stage(input));
  state.SetItemsProcessed(state.iterations() * samples);
}
BENCHMARK(selection)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tc3kd
