// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/training/evaluation.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "core/engine/losses/kd_loss.h"

namespace tc3kd {
namespace {

template <class T>
std::vector<T> to_vector(const at::Tensor& tensor) {
  const at::Tensor flat = tensor.contiguous().cpu();
  const T* data = flat.const_data_ptr<T>();
  return {data, data + flat.numel()};
}

/// Rows are scored in slices, so that a thousand classes in double need no gigabytes.
constexpr std::int64_t scored_rows = 8192;

}  // namespace

void forward_batches(Network& network, const PictureSplit& split, std::span<const std::int64_t> positions,
                     const BatchHook& before_batch, const std::function<void(const at::Tensor&, std::int64_t)>& use) {
  const at::NoGradGuard no_grad;
  const EvaluationMode evaluation(network);
  split.announce(positions, {}, 0);
  for (std::size_t first = 0; first < positions.size(); first += evaluation_batch) {
    const auto batch = positions.subspan(first, std::min<std::size_t>(evaluation_batch, positions.size() - first));
    before_batch(static_cast<std::int64_t>(batch.size()));
    use(network.forward(split.plain(batch)).logits, static_cast<std::int64_t>(first));
  }
}

at::Tensor split_logits(Network& network, const PictureSplit& split, const BatchHook& before_batch) {
  std::vector<std::int64_t> all(static_cast<std::size_t>(split.size()));
  std::iota(all.begin(), all.end(), std::int64_t{0});
  std::vector<at::Tensor> batches;
  forward_batches(network, split, all, before_batch,
                  [&](const at::Tensor& logits, std::int64_t) { batches.push_back(logits.to(at::kFloat)); });
  return at::cat(batches);
}

Scores score(const at::Tensor& logits, const at::Tensor& labels, const at::Tensor& teacher) {
  const at::NoGradGuard no_grad;
  const std::int64_t samples = logits.size(0), candidates = std::min<std::int64_t>(5, logits.size(1));
  double loss = 0, kl = 0;
  std::int64_t first_hits = 0, five_hits = 0, agreed = 0;
  for (std::int64_t begin = 0; begin < samples; begin += scored_rows) {
    const auto rows = [&](const at::Tensor& t) { return t.slice(0, begin, std::min(begin + scored_rows, samples)); };
    const at::Tensor z = rows(logits).to(at::kDouble), y = rows(labels);
    const at::Tensor said = rows(logits).argmax(1);
    loss += ce_per_sample(z, y).sum().item<double>();
    first_hits += said.eq(y).sum().item<std::int64_t>();
    five_hits += std::get<1>(z.topk(candidates, 1)).eq(y.unsqueeze(1)).sum().item<std::int64_t>();
    if (!teacher.defined()) continue;
    kl += kl_per_sample(z, rows(teacher).to(at::kDouble), 1.0).sum().item<double>();
    agreed += said.eq(rows(teacher).argmax(1)).sum().item<std::int64_t>();
  }
  const auto n = static_cast<double>(samples);
  Scores scores{loss / n, 100.0 * static_cast<double>(first_hits) / n, 100.0 * static_cast<double>(five_hits) / n,
                std::nullopt, std::nullopt};
  if (teacher.defined()) {
    scores.agreement = 100.0 * static_cast<double>(agreed) / n;
    scores.teacher_kl = kl / n;
  }
  return scores;
}

Predictions predictions(const at::Tensor& logits, const at::Tensor& labels) {
  const at::NoGradGuard no_grad;
  const at::Tensor probabilities = at::softmax(logits.to(at::kDouble), 1);
  const at::Tensor said = logits.argmax(1, /*keepdim=*/true);
  return {to_vector<std::int32_t>(said.to(at::kInt)), to_vector<float>(probabilities.gather(1, said).to(at::kFloat)),
          to_vector<float>(probabilities.gather(1, labels.unsqueeze(1)).to(at::kFloat))};
}

}  // namespace tc3kd
