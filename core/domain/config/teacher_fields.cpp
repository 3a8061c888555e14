// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/config/field_table.h"
#include "core/domain/config/model_names.h"

namespace tc3kd::detail {

void add_teacher_fields(FieldTable& table) {
  const auto used = [](const ExperimentConfig& c) { return needs_teacher(c); };
  const char* normalisation_help =
      "What the imported weights were trained with, one number a channel; empty takes the student's.";
  const auto imported = [](const ExperimentConfig& c) { return needs_teacher(c) && !c.teacher.weights.empty(); };
  const auto trained = [](const ExperimentConfig& c) { return needs_teacher(c) && c.teacher.weights.empty(); };
  table.add("teacher.model", [](auto& c) -> auto& { return c.teacher.model; })
      .label("Network").help("The network to learn from.").choices(model_choices())
      .also(is_model_name, further_model_names()).when(used);
  table.add("teacher.weights", [](auto& c) -> auto& { return c.teacher.weights; })
      .label("Weights")
      .help("A file of safetensors, PyTorch or TorchScript; empty trains the teacher, or takes the same one "
            "from an earlier run.")
      .when(used);
  table.add("teacher.normalisation.mean", [](auto& c) -> auto& { return c.teacher.normalisation.mean; })
      .label("Teacher's mean").help(normalisation_help)
      .range(-10, 10).advanced().when(imported);
  table.add("teacher.normalisation.std", [](auto& c) -> auto& { return c.teacher.normalisation.std; })
      .label("Teacher's standard deviation").help(normalisation_help)
      .above(0, 10).advanced().when(imported);
  table.add("teacher.epochs", [](auto& c) -> auto& { return c.teacher.epochs; })
      .label("Epochs", "epochs").help("Of the teacher's own training.").range(1, 100000).when(trained);
  table.add("teacher.seed", [](auto& c) -> auto& { return c.teacher.seed; })
      .label("Teacher seed").help("Of the teacher's own training; repeats of the student share the teacher.")
      .range(0, 9007199254740992.0).advanced().when(trained);
  add_optimiser_fields(table, "teacher.", [](auto& c) -> auto& { return c.teacher.optimiser; }, trained);
}

void add_student_fields(FieldTable& table) {
  table.add("student.model", [](auto& c) -> auto& { return c.student.model; })
      .label("Network").help("The network to train.").choices(model_choices())
      .also(is_model_name, further_model_names());
}

}  // namespace tc3kd::detail
