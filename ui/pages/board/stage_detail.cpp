// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/board/stage_detail.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/domain/curriculum/difficulty.h"

namespace tc3kd::ui {
namespace {

constexpr int bin_count = 40;

/// Thrown and caught in this file: reading has a dozen places that can fail in the same way.
struct Unreadable {
  Error error;
};

template <class T>
T must(Result<T> result) {
  if (!result) throw Unreadable{result.error()};
  return std::move(*result);
}

std::vector<float> floats(RunReader& reader, const std::optional<ContentHash>& hash) {
  return hash ? must(decode_floats(must(reader.blob(*hash)))) : std::vector<float>();
}

std::vector<std::int64_t> integers(RunReader& reader, const ContentHash& hash) {
  return must(decode_integers(must(reader.blob(hash))));
}

/// From the first stage's measurements, so that every stage is shown on the same bins; up to 10 nats at least, where a
/// chance guess among many classes and a wrong answer lie.
BinAxis axisOf(RunReader& reader, const RunHistory& history, bool logarithmic) {
  const auto& first = *history.stages().front().selected;
  std::vector<float> ce = floats(reader, first.ce_teacher);
  if (ce.empty()) ce = floats(reader, first.ce_student);
  BinAxis axis = fit_axis(std::vector<double>(ce.begin(), ce.end()), bin_count, logarithmic);
  if (logarithmic) {
    axis.high = std::max(axis.high, 10.0);
    axis.low = std::max(axis.low, 1e-4);  // what is learnt that well is easy, and that is all one wants to see of it
  }
  return axis;
}

std::vector<std::int64_t> candidates(RunReader& reader, const RunHistory& history, const ExperimentConfig& config,
                                     std::size_t stage) {
  std::vector<std::int64_t> before;
  if (stage > 0 && config.curriculum.pool == "remove")
    before = integers(reader, history.stages()[stage - 1].selected->subset);
  return complement(before, history.data()->train_samples);
}

}  // namespace

std::vector<double> classAccuracies(const std::vector<std::int32_t>& said, const std::vector<std::int64_t>& labels,
                                    std::size_t classes) {
  std::vector<double> right(classes, 0), all(classes, 0);
  for (std::size_t i = 0; i < std::min(said.size(), labels.size()); ++i) {
    const auto y = static_cast<std::size_t>(labels[i]);
    if (y >= classes) continue;
    all[y] += 1;
    right[y] += said[i] == labels[i] ? 1 : 0;
  }
  for (std::size_t y = 0; y < classes; ++y) {
    right[y] = all[y] > 0 ? 100.0 * right[y] / all[y] : std::numeric_limits<double>::quiet_NaN();
  }
  return right;
}

Result<StageDetail> readStageDetail(RunReader& reader, const RunHistory& history, const ExperimentConfig& config,
                                    std::size_t stage, bool logarithmic) {
  StageDetail detail;
  const StageHistory& chosen = history.stages().at(stage);
  if (!history.data() || !chosen.selected) return detail;
  const auto classes = static_cast<int>(history.data()->classes.size());
  try {
    if (chosen.selected->measured > 0) {
      detail.histogram =
          difficulty_histogram(axisOf(reader, history, logarithmic), classes, chosen.selected->alpha, score_norm_from(chosen.selected->score),
                               integers(reader, history.data()->labels), floats(reader, chosen.selected->ce_teacher),
                               floats(reader, chosen.selected->ce_student), candidates(reader, history, config, stage),
                               integers(reader, chosen.selected->entered));
      detail.cut_offs = chosen.selected->cut_offs;
    }
    if (chosen.ended) {
      const auto said = must(decode_predictions(must(reader.blob(chosen.ended->test_predictions))));
      detail.accuracies =
          classAccuracies(said.label, integers(reader, history.data()->test_labels), static_cast<std::size_t>(classes));
    }
  } catch (const Unreadable& unreadable) {
    return tl::unexpected<Error>(unreadable.error);
  }
  return detail;
}

}  // namespace tc3kd::ui
