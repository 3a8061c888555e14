// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/config/field_table.h"

namespace tc3kd::detail {

void add_run_fields(FieldTable& table) {
  table.add("seed", [](auto& c) -> auto& { return c.seed; })
      .label("Seed").help("Draws the student's initialisation, the order of the samples and their augmentation.")
      .range(0, 9007199254740992.0);
  table.add("device", [](auto& c) -> auto& { return c.device; })
      .label("Device").help("Where to train: auto takes the first GPU, else the processor.");
  table.add("precision", [](auto& c) -> auto& { return c.precision; })
      .label("Precision").help("Of the forward and backward passes; losses are always computed in float32 or wider.")
      .choices({{"auto", "automatic"}, {"fp32", "float32"}, {"bf16", "bfloat16"}});
}

}  // namespace tc3kd::detail
