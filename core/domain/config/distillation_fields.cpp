// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/config/field_table.h"

namespace tc3kd::detail {

void add_distillation_fields(FieldTable& table) {
  const auto distils = [](const ExperimentConfig& c) { return c.distillation.method != "none"; };
  table.add("distillation.method", [](auto& c) -> auto& { return c.distillation.method; })
      .label("Method").help("How the teacher's knowledge is handed over; none trains the student alone.")
      .choices({{"none", "none, the student alone"}, {"kd", "KD, soft labels"}});
  table.add("distillation.temperature", [](auto& c) -> auto& { return c.distillation.temperature; })
      .label("Temperature τ").help("Softens both networks' outputs in the KL term, which is multiplied by τ².")
      .above(0, 1000).when(distils);
  table.add("distillation.ce_weight", [](auto& c) -> auto& { return c.distillation.ce_weight; })
      .label("Weight of CE λ").help("Of the cross-entropy with the true labels.").range(0, 1000).when(distils);
  table.add("distillation.kd_weight", [](auto& c) -> auto& { return c.distillation.kd_weight; })
      .label("Weight of KL κ").help("Of the KL term; empty is 1 − λ.").range(0, 1000).advanced().when(distils);
}

}  // namespace tc3kd::detail
