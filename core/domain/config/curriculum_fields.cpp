// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/config/field_table.h"

namespace tc3kd::detail {

void add_curriculum_fields(FieldTable& table) {
  const auto staged = [](const ExperimentConfig& c) { return c.curriculum.stages > 1; };
  const auto cooperative = [](const ExperimentConfig& c) {
    return c.curriculum.stages > 1 && c.curriculum.measurer == "cooperative";
  };
  table
      .add(
          "curriculum.stages", [](auto& c) -> auto& { return c.curriculum.stages; })
      .label("Stages m")
      .help("In how many steps the training set grows from easy to hard; 1 is plain distillation.")
      .range(1, 1000);
  table
      .add(
          "curriculum.measurer", [](auto& c) -> auto& { return c.curriculum.measurer; })
      .label("Difficulty measurer")
      .help("Whose cross-entropy says how difficult a sample is.")
      .choices({{"cooperative", "cooperative, α·teacher + (1−α)·student"},
                {"fixed_teacher", "teacher only"},
                {"student", "student only"}})
      .when(staged);
  table
      .add(
          "curriculum.alpha", [](auto& c) -> auto& { return c.curriculum.alpha; })
      .label("α schedule")
      .help("The teacher's weight by stage: decreasing, increasing, fixed:A, linear:A:B or list:A,B,… with m numbers.")
      .when(cooperative);
  table
      .add(
          "curriculum.pool", [](auto& c) -> auto& { return c.curriculum.pool; })
      .label("Candidates")
      .help("Whether a stage ranks only samples that were not chosen before, or all of them anew.")
      .choices({{"remove", "remove what was chosen"}, {"keep", "rank all anew"}})
      .when(staged);
  table
      .add(
          "curriculum.balanced", [](auto& c) -> auto& { return c.curriculum.balanced; })
      .label("Balanced over classes")
      .help("Take the same share of every class.")
      .when(staged);
  table
      .add(
          "curriculum.measure_all", [](auto& c) -> auto& { return c.curriculum.measure_all; })
      .label("Measure all of D")
      .help("Measure the student on every sample at each stage, for exact previews; costs time.")
      .advanced()
      .when(staged);
}

void add_training_fields(FieldTable& table) {
  const auto staged = [](const ExperimentConfig& c) { return c.curriculum.stages > 1; };
  table
      .add(
          "training.epochs", [](auto& c) -> auto& { return c.training.epochs; })
      .label("Epochs", "epochs")
      .help("The student's, over all stages together.")
      .range(1, 100000);
  table
      .add(
          "training.epoch_unit", [](auto& c) -> auto& { return c.training.epoch_unit; })
      .label("An epoch is")
      .help("One pass over the stage's subset, or always as many steps as a pass over all samples.")
      .choices({{"subset_pass", "one pass over S_k"}, {"fixed_iterations", "N/B steps"}})
      .when(staged);
  table
      .add(
          "training.lr_policy", [](auto& c) -> auto& { return c.training.lr_policy; })
      .label("Learning rate policy")
      .help("How the schedule meets the stages.")
      .choices({{"global", "one schedule for the run"},
                {"restart_per_stage", "restart at every stage"},
                {"constant_until_last_stage", "constant until the last stage"}})
      .when(staged);
  table
      .add(
          "training.evaluate_every", [](auto& c) -> auto& { return c.training.evaluate_every; })
      .label("Evaluate every", "epochs")
      .help("Test-set evaluations; the last epoch of a stage is always evaluated.")
      .range(1, 100000)
      .advanced();
  add_optimiser_fields(
      table, "training.", [](auto& c) -> auto& { return c.training.optimiser; },
      [](const ExperimentConfig&) { return true; });
}

}  // namespace tc3kd::detail
