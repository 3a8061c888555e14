// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/config/model_names.h"

#include <algorithm>
#include <charconv>

namespace tc3kd {
namespace {

/// Eats `prefix` from the front of `text`, where it is there.
bool eat(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// 1 … 10^most − 1, written as a number's own text is.
std::optional<std::int64_t> whole(std::string_view text, std::size_t most) {
  if (!digits(text) || text.size() > most || text.front() == '0') return std::nullopt;
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// "0.35", "1", "1.4": digits, and at most one point between them; 0 < W < 100.
std::optional<double> width(std::string_view text) {
  const auto point = std::min(text.find('.'), text.size());
  const std::string_view before = text.substr(0, point);
  if (!digits(before) || (before.size() > 1 && before.front() == '0') || before.size() > 2) return std::nullopt;
  if (point < text.size() && (!digits(text.substr(point + 1)) || text.size() - point > 9)) return std::nullopt;
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value > 0 ? std::optional(value) : std::nullopt;
}

const FieldChoice* offered(std::string_view name) {
  const auto& all = model_choices();
  const auto found = std::find_if(all.begin(), all.end(), [&](const FieldChoice& c) { return c.value == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

const std::vector<FieldChoice>& model_choices() {
  static const std::vector<FieldChoice> choices{{"resnet8", "ResNet-8"},
                                                {"resnet14", "ResNet-14"},
                                                {"resnet20", "ResNet-20"},
                                                {"resnet32", "ResNet-32"},
                                                {"resnet44", "ResNet-44"},
                                                {"resnet56", "ResNet-56"},
                                                {"resnet110", "ResNet-110"},
                                                {"resnet8_a", "ResNet-8 A"},
                                                {"resnet14_a", "ResNet-14 A"},
                                                {"resnet20_a", "ResNet-20 A"},
                                                {"resnet32_a", "ResNet-32 A"},
                                                {"resnet44_a", "ResNet-44 A"},
                                                {"resnet56_a", "ResNet-56 A"},
                                                {"resnet110_a", "ResNet-110 A"},
                                                {"resnet8x4", "ResNet-8×4"},
                                                {"resnet32x4", "ResNet-32×4"},
                                                {"wrn_16_1", "WRN-16-1"},
                                                {"wrn_16_2", "WRN-16-2"},
                                                {"wrn_40_1", "WRN-40-1"},
                                                {"wrn_40_2", "WRN-40-2"},
                                                {"cifar_mobilenet_v2_0.35", "MobileNetV2 0.35 (CIFAR)"},
                                                {"cifar_mobilenet_v2_0.5", "MobileNetV2 0.5 (CIFAR)"},
                                                {"cifar_mobilenet_v2_0.75", "MobileNetV2 0.75 (CIFAR)"},
                                                {"cifar_mobilenet_v2_1.0", "MobileNetV2 1.0 (CIFAR)"},
                                                {"vgg8", "VGG-8"},
                                                {"vgg13", "VGG-13"},
                                                {"resnet18", "ResNet-18"},
                                                {"resnet34", "ResNet-34"},
                                                {"resnet50", "ResNet-50"},
                                                {"mobilenet_v2", "MobileNetV2"},
                                                {"mobilenet_v2_0.5", "MobileNetV2 0.5"}};
  return choices;
}

const std::string& further_model_names() {
  static const std::string names =
      "wrn_d_k with d = 6n+4 and k ≥ 1, cifar_mobilenet_v2_W with a width W ≥ 0.0625, mobilenet_v2_W with a width W > "
      "0";
  return names;
}

bool is_model_name(std::string_view name) {
  return offered(name) != nullptr || parse_wrn_name(name) || parse_mobilenet_v2_name(name) ||
         parse_cifar_mobilenet_v2_name(name);
}

std::string model_label(std::string_view name) {
  if (const FieldChoice* choice = offered(name)) return choice->label;
  if (const auto wrn = parse_wrn_name(name)) {
    return "WRN-" + std::to_string(wrn->depth) + "-" + std::to_string(wrn->width);
  }
  const std::string number(name.substr(name.rfind('_') + 1));
  if (parse_mobilenet_v2_name(name)) return "MobileNetV2 " + number;
  if (parse_cifar_mobilenet_v2_name(name)) return "MobileNetV2 " + number + " (CIFAR)";
  return std::string(name);
}

Error unknown_model(std::string_view name) {
  std::vector<std::string> names;
  std::string allowed;
  for (const FieldChoice& choice : model_choices()) {
    names.push_back(choice.value);
    allowed += (allowed.empty() ? "one of " : ", ") + choice.value;
  }
  return {ErrorCode::unknown_model,
          {{"value", std::string(name)},
           {"nearest", nearest(name, names)},
           {"allowed", allowed + "; also " + further_model_names()}}};
}

std::optional<WrnName> parse_wrn_name(std::string_view name) {
  if (!eat(name, "wrn_")) return std::nullopt;
  const auto gap = std::min(name.find('_'), name.size());
  const auto depth = whole(name.substr(0, gap), 4);
  const auto factor = whole(name.substr(std::min(gap + 1, name.size())), 3);
  if (!depth || !factor || *depth < 10 || (*depth - 4) % 6 != 0) return std::nullopt;
  return WrnName{*depth, *factor};
}

std::optional<double> parse_mobilenet_v2_name(std::string_view name) {
  if (name == "mobilenet_v2") return 1.0;
  return eat(name, "mobilenet_v2_") ? width(name) : std::nullopt;
}

std::optional<double> parse_cifar_mobilenet_v2_name(std::string_view name) {
  const auto factor = eat(name, "cifar_mobilenet_v2_") ? width(name) : std::nullopt;
  return factor && *factor >= 0.0625 ? factor : std::nullopt;
}

}  // namespace tc3kd
