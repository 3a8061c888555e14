// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/config/field.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include "core/domain/config/field_table.h"

namespace tc3kd {
namespace {

std::vector<Field> make_fields() {
  detail::FieldTable table;
  detail::add_run_fields(table);
  detail::add_data_fields(table);
  detail::add_teacher_fields(table);
  detail::add_student_fields(table);
  detail::add_distillation_fields(table);
  detail::add_curriculum_fields(table);
  detail::add_training_fields(table);
  return table.take();
}

std::string number_text(double value) { return Json(value).dump(); }

std::string bound_text(const Field& field, double value) {
  const bool whole = field.kind == FieldKind::integer;
  return whole ? std::to_string(static_cast<std::int64_t>(value)) : number_text(value);
}

std::string range_text(const Field& field) {
  if (!field.minimum || !field.maximum) return {};
  const std::string to = bound_text(field, *field.maximum);
  if (field.minimum_excluded) return "above " + bound_text(field, *field.minimum) + ", up to " + to;
  return bound_text(field, *field.minimum) + " to " + to;
}

/// Levenshtein's distance.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

std::string_view last_part(std::string_view key) { return key.substr(key.rfind('.') + 1); }

}  // namespace

std::string Field::group() const {
  const auto dot = key.find('.');
  return dot == std::string::npos ? std::string{} : key.substr(0, dot);
}

std::string Field::allowed() const {
  switch (kind) {
    case FieldKind::integer: return "a whole number, " + range_text(*this);
    case FieldKind::real: return "a number, " + range_text(*this) + (nullable ? ", or null" : "");
    case FieldKind::boolean: return "true or false";
    case FieldKind::real_list: return "a list of numbers, each " + range_text(*this);
    case FieldKind::text: return "a text";
    case FieldKind::choice: break;
  }
  std::string text = "one of ";
  for (const FieldChoice& choice : choices) text += (&choice == choices.data() ? "" : ", ") + choice.value;
  return further.empty() ? text : text + "; also " + further;
}

const std::vector<Field>& fields() {
  static const std::vector<Field> table = make_fields();
  return table;
}

const Field* find_field(std::string_view key) {
  static const auto index = [] {
    std::unordered_map<std::string_view, const Field*> map;
    for (const Field& field : fields()) map.emplace(field.key, &field);
    return map;
  }();
  const auto found = index.find(key);
  return found == index.end() ? nullptr : found->second;
}

std::string nearest(std::string_view text, const std::vector<std::string>& candidates) {
  const auto closer = [&](const std::string& a, const std::string& b) {
    return edit_distance(text, a) < edit_distance(text, b);
  };
  const auto best = std::min_element(candidates.begin(), candidates.end(), closer);
  return best == candidates.end() ? std::string{} : *best;
}

std::string nearest_key(std::string_view key) {
  // A key that was given without its group, or with a wrong one, is found by its last part.
  const auto distance = [&](const Field& field) {
    return std::min(edit_distance(key, field.key), edit_distance(last_part(key), last_part(field.key)) + 1);
  };
  const auto best = std::min_element(fields().begin(), fields().end(),
                                     [&](const Field& a, const Field& b) { return distance(a) < distance(b); });
  return best->key;
}

}  // namespace tc3kd
