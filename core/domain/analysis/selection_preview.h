// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/domain/config/experiment_config.h"
#include "core/domain/result.h"

namespace tc3kd {

/// What a run measured and chose at one stage; arrays are aligned with the samples of D.
struct MeasuredStage {
  std::vector<float> ce_student;     ///< [N], NaN where not measured; empty where nothing was
  std::vector<std::int64_t> subset;  ///< S_k, ascending
};

/// What a stored run knows of its samples: enough to say what other settings of the curriculum would have chosen.
struct RunMeasurements {
  ExperimentConfig config;
  std::vector<std::int64_t> labels;  ///< [N]
  std::int64_t classes = 0;
  std::vector<float> ce_teacher;      ///< [N]; empty where it was not measured
  std::vector<MeasuredStage> stages;  ///< as far as the run came
};

/// How far a previewed stage can be trusted.
enum class PreviewKind {
  exact,         ///< the run would have chosen just these
  approximate,   ///< ranked by a student of another moment: the snapshot of `snapshot_stage`
  not_measured   ///< the run did not measure what the ranking needs
};
[[nodiscard]] const char* to_string(PreviewKind kind);

struct PreviewStage {
  std::int64_t stage = 1;
  double alpha = 1;
  PreviewKind kind = PreviewKind::exact;
  std::int64_t snapshot_stage = 0;          ///< of an approximate one: the stored stage whose student judged
  std::vector<std::int64_t> subset;         ///< S_k, ascending; empty where not measured
  std::vector<std::int64_t> entered;        ///< S_k \ S_{k−1}
  std::vector<std::int64_t> class_entered;  ///< [C]
  std::vector<double> cut_offs;             ///< [C], NaN where none was ranked
  /// Of S_k with the run's own subset at the same part of the way, |A ∩ B| / |A ∪ B|; where the run has one.
  std::optional<double> overlap;
};

/// What `curriculum` would have selected from a run's measurements, without training (design §4).
///
/// A stage is exact where its ranking needs no student (α = 1), where it is the last one (all of D), or where the run's
/// own snapshot of that stage is the one that would have judged: the same m, warm-up and judge, and the same subsets in
/// every stage before. Otherwise the student of the nearest earlier moment of the run, by (k−1)/m, that measured all
/// candidates stands in, and the stage, and every one that builds on it, is approximate. A stage without any such
/// student is not measured, nor is what builds on it. Fails as `plan_stages` does.
[[nodiscard]] Result<std::vector<PreviewStage>> preview_selection(const RunMeasurements& run,
                                                                  const CurriculumConfig& curriculum);

}  // namespace tc3kd
