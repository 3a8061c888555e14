// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/domain/config/experiment_config.h"
#include "core/domain/result.h"

namespace tc3kd {

/// A named configuration. `tc3kd`, `kd`, `ce`, and the demo's three: `demo-tc3kd`, `demo-kd`, `demo-ce`;
/// `ts-1`…`ts-4` are `tc3kd` with another pool × balance; every other distillation method (`at`, `fitnets`, …) is `kd`
/// with that method. Recipes at full length and the paper's tables: `paper_presets.h`.
struct Preset {
  std::string name;
  std::string label;        ///< English; the window translates it
  std::string description;  ///< one sentence
  ExperimentConfig config;
  std::string study = {};  ///< "Table 3", "Fig. 5", … of a row of one
  std::string pair = {};   ///< of such a row: "WRN-40-2 → WRN-40-1", names that are not translated
};

[[nodiscard]] const std::vector<Preset>& presets();
[[nodiscard]] Result<Preset> find_preset(std::string_view name);

/// The same experiment for a smaller budget: `epochs` and `data` are fractions, above 0 and at most 1, of the teacher's
/// and the student's epochs and of the training samples. What must be whole is rounded, and never below one epoch a
/// stage and one sample a class and stage. Where the size of the data is not known beforehand they are left whole.
[[nodiscard]] ExperimentConfig scaled(ExperimentConfig config, double epochs, double data);

/// "TS-1"…"TS-4": the paper's names for pool × balance.
[[nodiscard]] std::string task_scheduler_name(const CurriculumConfig& curriculum);

/// A short name for the curriculum in tables: "none" for m = 1, "TC3 m=5", "TS-3 increasing m=5", …
[[nodiscard]] std::string curriculum_name(const ExperimentConfig& config);

/// A name for a new run: "tc3kd m=5 · seed 1", "kd · seed 1", "ce · seed 1".
[[nodiscard]] std::string default_run_name(const ExperimentConfig& config);

}  // namespace tc3kd
