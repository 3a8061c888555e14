// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/curriculum/alpha_schedule.h"

#include <charconv>
#include <optional>
#include <string>

namespace tc3kd {
namespace {

tl::unexpected<Error> refuse(std::string_view text, const std::string& allowed) {
  return fail(ErrorCode::invalid_value,
              {{"key", "curriculum.alpha"}, {"value", std::string(text)}, {"allowed", allowed}});
}

/// The numbers between separators, each in [0, 1]; nothing where one is none.
std::optional<std::vector<double>> numbers(std::string_view text, char separator) {
  std::vector<double> values;
  for (;;) {
    const auto end = std::min(text.find(separator), text.size());
    double value = -1;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + end, value);
    if (error != std::errc{} || rest != text.data() + end || !(value >= 0.0 && value <= 1.0)) return std::nullopt;
    values.push_back(value);
    if (end == text.size()) return values;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

Result<std::vector<double>> alpha_schedule(std::string_view text, std::int64_t stages) {
  const auto m = static_cast<double>(stages);
  std::vector<double> alpha(static_cast<std::size_t>(stages));
  const auto fill = [&](auto value_at) {
    for (std::int64_t k = 1; k <= stages; ++k)
      alpha[static_cast<std::size_t>(k - 1)] = value_at(static_cast<double>(k));
    return alpha;
  };
  if (text == "decreasing") return fill([&](double k) { return 1.0 - (k - 1.0) / m; });
  if (text == "increasing") return fill([&](double k) { return k / m; });
  if (text.starts_with("fixed:")) {
    const auto values = numbers(text.substr(6), ':');
    if (!values || values->size() != 1) return refuse(text, "fixed:A with A from 0 to 1");
    return fill([&](double) { return values->front(); });
  }
  if (text.starts_with("linear:")) {
    const auto values = numbers(text.substr(7), ':');
    if (!values || values->size() != 2) return refuse(text, "linear:A:B with A and B from 0 to 1");
    const double a = values->front(), b = values->back();
    return fill([&](double k) { return stages == 1 ? a : a + (b - a) * (k - 1.0) / (m - 1.0); });
  }
  if (text.starts_with("list:")) {
    const auto values = numbers(text.substr(5), ',');
    if (!values || values->size() != alpha.size()) {
      return refuse(text, "list: with " + std::to_string(stages) + " numbers from 0 to 1, one a stage");
    }
    return *values;
  }
  return refuse(text, "decreasing, increasing, fixed:A, linear:A:B or list:A,B,…");
}

}  // namespace tc3kd
