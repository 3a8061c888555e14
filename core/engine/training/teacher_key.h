// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/config/experiment_config.h"
#include "core/domain/ids.h"

namespace tc3kd {

/// What a teacher is found again by: the hash of everything that its weights follow from, and of nothing else. The
/// folder that the data lie in, for example, is not in it; the content of the data is, by `fingerprint`. `config` must
/// be resolved; `precision` is "fp32" or "bf16", `device_kind` "cpu" or "cuda".
[[nodiscard]] ContentHash trained_teacher_key(const ExperimentConfig& config, const ContentHash& fingerprint,
                                              const std::string& precision, const std::string& device_kind);

/// The same for a teacher whose weights came from a file; its cross-entropies belong to these data, under its own
/// normalisation.
[[nodiscard]] ContentHash imported_teacher_key(const ExperimentConfig& config, const ContentHash& fingerprint,
                                               const ContentHash& weights);

/// What a fixed student is found again by: the plain distillation that trains it, and the teacher's key.
[[nodiscard]] ContentHash trained_judge_key(const ExperimentConfig& config, const ContentHash& fingerprint,
                                            const std::string& precision, const std::string& device_kind,
                                            const ContentHash& teacher);
[[nodiscard]] ContentHash imported_judge_key(const ExperimentConfig& config, const ContentHash& fingerprint,
                                             const ContentHash& weights);

}  // namespace tc3kd
