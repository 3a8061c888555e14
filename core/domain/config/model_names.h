// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/domain/config/field.h"

namespace tc3kd {

/// The networks by name, as forms offer them and the catalogue counts them; a test holds the engine's registry against
/// this list. Some families have more members than these, see `further_model_names`.
[[nodiscard]] const std::vector<FieldChoice>& model_choices();

/// Which names are accepted besides those offered, for people: "wrn_d_k with d = 6n+4 …".
[[nodiscard]] const std::string& further_model_names();

/// Whether the engine knows a network of this name: one of those offered, or another member of a family.
[[nodiscard]] bool is_model_name(std::string_view name);

/// What people call it: "WRN-40-2" for "wrn_40_2"; an unknown name as it is.
[[nodiscard]] std::string model_label(std::string_view name);

/// `unknown_model` with value, nearest offered name and all that is allowed.
[[nodiscard]] Error unknown_model(std::string_view name);

/// The numbers of a wide ResNet's name.
struct WrnName {
  std::int64_t depth = 0;  ///< d = 6n+4, n ≥ 1
  std::int64_t width = 0;  ///< k ≥ 1
};
/// "wrn_40_2" → {40, 2}. Numbers are written without sign or leading zeros, d up to four digits, k up to three.
[[nodiscard]] std::optional<WrnName> parse_wrn_name(std::string_view name);

/// "mobilenet_v2_0.5" → 0.5: the width W of a MobileNetV2 on ImageNet, above 0, below 100; "mobilenet_v2" is W = 1.
[[nodiscard]] std::optional<double> parse_mobilenet_v2_name(std::string_view name);

/// "cifar_mobilenet_v2_0.5" → 0.5: the width W of the 32×32 MobileNetV2, below 100 and at least 1/16, since its
/// channels are ⌊16·W⌋ and more, and none would be left.
[[nodiscard]] std::optional<double> parse_cifar_mobilenet_v2_name(std::string_view name);

}  // namespace tc3kd
