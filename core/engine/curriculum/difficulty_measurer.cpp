// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/curriculum/difficulty_measurer.h"

#include "core/engine/losses/kd_loss.h"

namespace tc3kd {

void measure_ce(Network& network, const PictureSplit& split, std::span<const std::int64_t> positions,
                const BatchHook& before_batch, std::vector<float>& ce) {
  forward_batches(network, split, positions, before_batch, [&](const at::Tensor& logits, std::int64_t first) {
    const auto batch = positions.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(logits.size(0)));
    const at::Tensor values = ce_per_sample(logits, split.labels_of(batch)).to(at::kFloat).cpu();
    const float* value = values.const_data_ptr<float>();
    for (const std::int64_t position : batch) ce[static_cast<std::size_t>(position)] = *value++;
  });
}

std::vector<std::int64_t> complement(std::span<const std::int64_t> chosen, std::int64_t samples) {
  std::vector<std::int64_t> rest;
  rest.reserve(static_cast<std::size_t>(samples) - chosen.size());
  auto next = chosen.begin();
  for (std::int64_t position = 0; position < samples; ++position) {
    if (next != chosen.end() && *next == position) {
      ++next;
    } else {
      rest.push_back(position);
    }
  }
  return rest;
}

}  // namespace tc3kd
