// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/config/field_table.h"

namespace tc3kd::detail {

void add_curriculum_fields(FieldTable& table) {
  const auto staged = [](const ExperimentConfig& c) { return c.curriculum.stages > 1; };
  const auto ranked = [](const ExperimentConfig& c) {
    return c.curriculum.stages > 1 && c.curriculum.measurer != "replay";
  };
  const auto replayed = [](const ExperimentConfig& c) {
    return c.curriculum.stages > 1 && c.curriculum.measurer == "replay";
  };
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
                {"fixed_student", "a fixed student, trained before"},
                {"student", "student only"},
                {"slkd", "SLKD's snapshot student (reconstruction)"},
                {"replay", "the selections of a stored run"}})
      .when(staged);
  table
      .add(
          "curriculum.alpha", [](auto& c) -> auto& { return c.curriculum.alpha; })
      .label("α schedule")
      .help("The teacher's weight by stage: decreasing, increasing, fixed:A, linear:A:B or list:A,B,… with m numbers.")
      .when(cooperative);
  table
      .add(
          "curriculum.replay", [](auto& c) -> auto& { return c.curriculum.replay; })
      .label("Replayed run")
      .help("The id or name of the stored run whose subsets are trained on again, stage by stage.")
      .when(replayed);
  table
      .add(
          "curriculum.pool", [](auto& c) -> auto& { return c.curriculum.pool; })
      .label("Candidates")
      .help("Whether a stage ranks only samples that were not chosen before, or all of them anew.")
      .choices({{"remove", "remove what was chosen"}, {"keep", "rank all anew"}})
      .when(ranked);
  table
      .add(
          "curriculum.balanced", [](auto& c) -> auto& { return c.curriculum.balanced; })
      .label("Balanced over classes")
      .help("Take the same share of every class.")
      .when(ranked);
  table
      .add(
          "curriculum.measure_all", [](auto& c) -> auto& { return c.curriculum.measure_all; })
      .label("Measure all of D")
      .help("Measure the student on every sample at each stage, for exact previews; costs time.")
      .advanced()
      .when(ranked);
  table
      .add(
          "curriculum.warm_up", [](auto& c) -> auto& { return c.curriculum.warm_up; })
      .label("Warm-up", "epochs")
      .help("Of all epochs those on all samples before stage 1; empty is 0, and E/(m+1) for SLKD.")
      .range(0, 100000)
      .advanced()
      .when(staged);
  table
      .add(
          "curriculum.transform", [](auto& c) -> auto& { return c.curriculum.transform; })
      .label("Measured through")
      .help("What a measured picture passes through: test (as it is), train (one drawn view) or tta:N (the mean of N).")
      .advanced()
      .when(ranked);
  table
      .add(
          "curriculum.score", [](auto& c) -> auto& { return c.curriculum.score; })
      .label("Scores mixed")
      .help("What the cross-entropies become before α mixes them; the paper mixes them as they are.")
      .choices({{"raw", "as they are"}, {"rank", "as ranks, 0 to 1"}, {"zscore", "as z-scores"}})
      .advanced()
      .when(ranked);
  table
      .add(
          "curriculum.judge_weights", [](auto& c) -> auto& { return c.curriculum.judge_weights; })
      .label("Fixed student")
      .help("A file of weights of the student's network; empty trains one by plain distillation, or takes a stored one.")
      .when(needs_judge);
  table
      .add(
          "curriculum.judge_seed", [](auto& c) -> auto& { return c.curriculum.judge_seed; })
      .label("Fixed student's seed")
      .help("Of its training; repeats share the fixed student.")
      .range(0, 9007199254740992.0)
      .advanced()
      .when([](const ExperimentConfig& c) { return needs_judge(c) && c.curriculum.judge_weights.empty(); });
  table
      .add(
          "curriculum.patience", [](auto& c) -> auto& { return c.curriculum.patience; })
      .label("Patience", "epochs")
      .help("A stage ends after this many epochs without gain, by the held-out loss, else the training loss; 0 is never.")
      .range(0, 100000)
      .advanced()
      .when(staged);
  table
      .add(
          "curriculum.min_delta", [](auto& c) -> auto& { return c.curriculum.min_delta; })
      .label("Least gain", "nats")
      .help("How far the loss must fall below its best in the stage to count as a gain.")
      .range(0, 1000)
      .advanced()
      .when([](const ExperimentConfig& c) { return c.curriculum.stages > 1 && c.curriculum.patience > 0; });
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
  table
      .add(
          "training.checkpoint_minutes", [](auto& c) -> auto& { return c.training.checkpoint_minutes; })
      .label("Checkpoints every", "minutes")
      .help("A killed run goes on from its last checkpoint; there is one at each stage's end, too. 0: only there.")
      .range(0, 10000)
      .advanced();
  add_optimiser_fields(
      table, "training.", [](auto& c) -> auto& { return c.training.optimiser; },
      [](const ExperimentConfig&) { return true; });
}

}  // namespace tc3kd::detail
