// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <QString>

#include "core/domain/config/field.h"
#include "core/domain/events/run_event.h"
#include "core/domain/result.h"
#include "core/domain/run_status.h"

namespace tc3kd::ui {

/// The sentence that a person reads for an error: what happened, and what is allowed or to be done. Translated by code.
[[nodiscard]] QString errorText(const Error& error);
/// The same in the few words that fit under a form's field.
[[nodiscard]] QString fieldErrorText(const Error& error);
/// The sentence for what a run or a data set warns of.
[[nodiscard]] QString warningText(const Warning& warning);
[[nodiscard]] QString statusText(RunStatus status);
/// A field's label, help and choices, translated.
[[nodiscard]] QString fieldLabel(const Field& field);
[[nodiscard]] QString fieldHelp(const Field& field);
[[nodiscard]] QString choiceLabel(const Field& field, const FieldChoice& choice);
/// "2 min 40 s", "3.2 s"; numbers in the application's locale.
[[nodiscard]] QString durationText(double seconds);
/// "86.13" with `decimals`; an em dash for what is missing.
[[nodiscard]] QString percentText(std::optional<double> value, int decimals = 2);
/// "10,000" in the application's locale.
[[nodiscard]] QString countText(std::int64_t value);
/// "ResNet-20" for "resnet20".
[[nodiscard]] QString modelLabel(const std::string& model);
/// "Fashion-MNIST" for "fashion-mnist"; with the limit, where there is one: "Fashion-MNIST 10,000".
[[nodiscard]] QString datasetLabel(const std::string& name);
[[nodiscard]] QString datasetLabel(const DataConfig& data);
/// "ResNet-20 → ResNet-8"; the student alone without a teacher.
[[nodiscard]] QString pairLabel(const ExperimentConfig& config);

}  // namespace tc3kd::ui
