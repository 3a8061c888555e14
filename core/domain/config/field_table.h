// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <type_traits>
#include <utility>

#include "core/domain/config/field.h"

namespace tc3kd::detail {

// One reader a member type: stores the value and answers true where kind, range and choices fit.
[[nodiscard]] bool read(const Field& field, const Json& json, std::int64_t& value);
[[nodiscard]] bool read(const Field& field, const Json& json, std::uint64_t& value);
[[nodiscard]] bool read(const Field& field, const Json& json, double& value);
[[nodiscard]] bool read(const Field& field, const Json& json, bool& value);
[[nodiscard]] bool read(const Field& field, const Json& json, std::string& value);
[[nodiscard]] bool read(const Field& field, const Json& json, std::vector<double>& value);
[[nodiscard]] bool read(const Field& field, const Json& json, std::optional<double>& value);
[[nodiscard]] bool read(const Field& field, const Json& json, std::optional<std::int64_t>& value);

/// The error of a setter: the key, the value as it came, and what is allowed.
[[nodiscard]] tl::unexpected<Error> refuse(const Field& field, const Json& value);

template <class T>
constexpr FieldKind kind_of() {
  if constexpr (std::is_same_v<T, bool>) return FieldKind::boolean;
  if constexpr (std::is_same_v<T, double> || std::is_same_v<T, std::optional<double>>) return FieldKind::real;
  if constexpr (std::is_same_v<T, std::vector<double>>) return FieldKind::real_list;
  if constexpr (std::is_same_v<T, std::string>) return FieldKind::text;
  return FieldKind::integer;
}

template <class T>
Json json_of(const T& value) {
  return value;
}
template <class T>
Json json_of(const std::optional<T>& value) {
  return value ? Json(*value) : Json();
}

/// What a row of a table says after its key; used in one chained expression.
class FieldRow {
 public:
  explicit FieldRow(Field& field) : field_(field) {}
  FieldRow& label(std::string label, std::string unit = {}) {
    field_.label = std::move(label);
    field_.unit = std::move(unit);
    return *this;
  }
  FieldRow& help(std::string help) {
    field_.help = std::move(help);
    return *this;
  }
  FieldRow& range(double minimum, double maximum) {
    field_.minimum = minimum;
    field_.maximum = maximum;
    return *this;
  }
  FieldRow& above(double minimum, double maximum) {
    field_.minimum_excluded = true;
    return range(minimum, maximum);
  }
  FieldRow& choices(std::vector<FieldChoice> choices) {
    field_.choices = std::move(choices);
    field_.kind = FieldKind::choice;
    return *this;
  }
  /// What a choice takes besides those it offers.
  FieldRow& also(std::function<bool(std::string_view)> accepts, std::string further) {
    field_.accepts = std::move(accepts);
    field_.further = std::move(further);
    return *this;
  }
  FieldRow& advanced() {
    field_.advanced = true;
    return *this;
  }
  FieldRow& when(std::function<bool(const ExperimentConfig&)> relevant) {
    field_.relevant = std::move(relevant);
    return *this;
  }

 private:
  Field& field_;
};

/// The rows of one configuration struct. `access(config)` refers to the member within the whole configuration, so that
/// a struct's rows are written once and used for every place that the struct stands in.
class FieldTable {
 public:
  template <class Access>
  FieldRow add(const std::string& key, Access access) {
    using Member = std::remove_cvref_t<decltype(access(std::declval<ExperimentConfig&>()))>;
    Field field;
    field.key = key;
    field.kind = kind_of<Member>();
    field.nullable =
        std::is_same_v<Member, std::optional<double>> || std::is_same_v<Member, std::optional<std::int64_t>>;
    field.get = [access](const ExperimentConfig& c) { return json_of(access(c)); };
    field.set = [key, access](ExperimentConfig& c, const Json& json) -> Result<void> {
      const Field& rules = *find_field(key);
      auto value = access(c);
      if (!read(rules, json, value)) return refuse(rules, json);
      access(c) = std::move(value);
      return {};
    };
    field.relevant = [](const ExperimentConfig&) { return true; };
    field.default_value = field.get(ExperimentConfig{});
    rows_.push_back(std::move(field));
    return FieldRow(rows_.back());
  }

  [[nodiscard]] std::vector<Field> take() { return std::move(rows_); }

 private:
  std::vector<Field> rows_;
};

// The tables, a file each.
void add_run_fields(FieldTable& table);
void add_data_fields(FieldTable& table);
void add_teacher_fields(FieldTable& table);
void add_student_fields(FieldTable& table);
void add_distillation_fields(FieldTable& table);
void add_curriculum_fields(FieldTable& table);
void add_training_fields(FieldTable& table);

/// The rows of an OptimiserConfig that `optimiser(config)` refers to, under `prefix` ("teacher.", "training.").
template <class Access>
void add_optimiser_fields(FieldTable& table, const std::string& prefix, Access optimiser,
                          const std::function<bool(const ExperimentConfig&)>& used) {
  const auto member = [optimiser](auto pointer) {
    return [ optimiser, pointer ](auto& c) -> auto& { return optimiser(c).*pointer; };
  };
  const auto steps = [optimiser, used](const ExperimentConfig& c) {
    return used(c) && optimiser(c).schedule == "step";
  };
  table.add(prefix + "batch_size", member(&OptimiserConfig::batch_size))
      .label("Batch size", "samples")
      .help("Samples of one gradient step.")
      .range(2, 65536)
      .when(used);
  table.add(prefix + "learning_rate", member(&OptimiserConfig::learning_rate))
      .label("Learning rate")
      .help("The rate before any schedule.")
      .above(0, 100)
      .when(used);
  table.add(prefix + "schedule", member(&OptimiserConfig::schedule))
      .label("Schedule")
      .help("How the learning rate falls over the epochs.")
      .choices({{"constant", "constant"}, {"step", "in steps"}, {"cosine", "cosine, to zero"}})
      .when(used);
  table.add(prefix + "milestones", member(&OptimiserConfig::milestones))
      .label("Milestones")
      .help("Fractions of the epochs after which the learning rate drops, ascending.")
      .above(0, 1)
      .advanced()
      .when(steps);
  table.add(prefix + "gamma", member(&OptimiserConfig::gamma))
      .label("Drop")
      .help("The factor of the learning rate at each milestone.")
      .above(0, 1)
      .advanced()
      .when(steps);
  table.add(prefix + "momentum", member(&OptimiserConfig::momentum))
      .label("Momentum")
      .help("Of stochastic gradient descent.")
      .range(0, 0.9999)
      .advanced()
      .when(used);
  table.add(prefix + "nesterov", member(&OptimiserConfig::nesterov))
      .label("Nesterov")
      .help("Look ahead along the momentum.")
      .advanced()
      .when(used);
  table.add(prefix + "weight_decay", member(&OptimiserConfig::weight_decay))
      .label("Weight decay")
      .help("Of all parameters, batch norm's too.")
      .range(0, 1)
      .advanced()
      .when(used);
}

}  // namespace tc3kd::detail
