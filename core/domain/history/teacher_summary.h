// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/domain/config/experiment_config.h"
#include "core/domain/engine_api.h"
#include "core/domain/ids.h"

namespace tc3kd {

/// A teacher that a store has: trained by one of its runs, or imported from a file.
struct TeacherSummary {
  enum class Origin { trained, imported };
  Origin origin = Origin::trained;
  ContentHash weights;   ///< the file in the store
  std::string file;      ///< where that lies: what `teacher.weights` may name
  std::string name;      ///< as it was imported, or of the run that trained it
  std::string model;     ///< "TorchScript" for a module, which is its own network
  std::string dataset;   ///< trained or evaluated on
  std::string data_dir;  ///< where that was looked for; empty: where the program finds it
  std::int64_t made_ms = 0;
  double top1 = 0, top5 = 0, loss = 0;  ///< on the test set: percent, percent, nats
  RunId run;                            ///< trained: the first run that has it
  std::string source;                   ///< imported: the file's path at that time
  std::int64_t test_samples = 0;        ///< imported: of the evaluation
  NormalisationConfig normalisation;    ///< imported: what it was evaluated with; empty: the data set's own
  WeightReport report;                  ///< imported: how the file's tensors fitted
};

[[nodiscard]] const char* to_string(TeacherSummary::Origin origin);

}  // namespace tc3kd
