// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/curriculum/difficulty_measurer.h"

#include <algorithm>

#include "core/engine/losses/kd_loss.h"

namespace tc3kd {
namespace {

/// View number `view` of each sample of a batch.
std::vector<View> draw_views(const MeasuringViews& views, std::span<const std::int64_t> batch, std::int64_t view) {
  std::vector<View> drawn;
  drawn.reserve(batch.size());
  for (const std::int64_t position : batch) {
    const std::int64_t sample = views.sample_ids[static_cast<std::size_t>(position)];
    drawn.push_back(draw_view(*views.augmentation, views.seed, view, sample));
  }
  return drawn;
}

/// Calls `visit(batch, pass)` in the order in which pictures are asked for.
template <class Visit>
void for_each_pass(std::span<const std::int64_t> positions, std::int64_t passes, Visit visit) {
  for (std::size_t first = 0; first < positions.size(); first += evaluation_batch) {
    const auto batch = positions.subspan(first, std::min<std::size_t>(evaluation_batch, positions.size() - first));
    for (std::int64_t pass = 0; pass < passes; ++pass) visit(batch, pass);
  }
}

void announce(const PictureSplit& split, std::span<const std::int64_t> positions, const MeasuringViews& views) {
  if (views.count == 0) return split.announce(positions, {}, 0);
  std::vector<std::int64_t> order;
  std::vector<View> drawn;
  for_each_pass(positions, views.count, [&](std::span<const std::int64_t> batch, std::int64_t pass) {
    order.insert(order.end(), batch.begin(), batch.end());
    const std::vector<View> some = draw_views(views, batch, pass);
    drawn.insert(drawn.end(), some.begin(), some.end());
  });
  split.announce(order, drawn, views.augmentation->crop_padding);
}

}  // namespace

void measure_ce(Network& network, const PictureSplit& split, std::span<const std::int64_t> positions,
                const MeasuringViews& views, const BatchHook& before_batch, std::vector<float>& ce) {
  const auto pictures = [&](std::span<const std::int64_t> batch, std::int64_t pass) {
    if (views.count == 0) return split.plain(batch);
    return split.augmented(batch, draw_views(views, batch, pass), views.augmentation->crop_padding);
  };
  const std::int64_t passes = std::max<std::int64_t>(1, views.count);
  const at::NoGradGuard no_grad;
  const EvaluationMode evaluation(network);
  announce(split, positions, views);
  at::Tensor sum;
  for_each_pass(positions, passes, [&](std::span<const std::int64_t> batch, std::int64_t pass) {
    before_batch(static_cast<std::int64_t>(batch.size()));
    const at::Tensor values = ce_per_sample(network.forward(pictures(batch, pass)).logits, split.labels_of(batch));
    sum = pass == 0 ? values : sum + values;
    if (pass + 1 < passes) return;
    const at::Tensor mean = (passes == 1 ? sum : sum / static_cast<double>(passes)).to(at::kFloat).cpu();
    const float* value = mean.const_data_ptr<float>();
    for (const std::int64_t position : batch) ce[static_cast<std::size_t>(position)] = *value++;
  });
}

}  // namespace tc3kd
