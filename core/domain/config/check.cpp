// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/config/check.h"

#include <algorithm>
#include <numeric>
#include <regex>

#include "core/domain/config/config_json.h"
#include "core/domain/config/dataset_catalogue.h"
#include "core/domain/config/distillation_methods.h"
#include "core/domain/curriculum/alpha_schedule.h"
#include "core/domain/curriculum/measuring_views.h"
#include "core/domain/curriculum/quota.h"

namespace tc3kd {
namespace {

Error wrong(const std::string& key, const std::string& value, const std::string& allowed,
            ErrorCode code = ErrorCode::invalid_value) {
  return {code, {{"key", key}, {"value", value}, {"allowed", allowed}}};
}

void check_device(const ExperimentConfig& c, std::vector<Error>& errors) {
  static const std::regex pattern("auto|cpu|cuda(:[0-9]{1,2})?");
  if (!std::regex_match(c.device, pattern)) errors.push_back(wrong("device", c.device, "auto, cpu, cuda or cuda:N"));
}

void check_normalisation(const ExperimentConfig& c, const DatasetFacts& facts, std::vector<Error>& errors) {
  const auto check_list = [&](const std::string& key, const std::vector<double>& list) {
    if (list.empty() || list.size() == static_cast<std::size_t>(facts.channels)) return;
    errors.push_back(
        wrong(key, value_text(Json(list)), std::to_string(facts.channels) + " number a channel, or an empty list"));
  };
  check_list("data.normalisation.mean", c.data.normalisation.mean);
  check_list("data.normalisation.std", c.data.normalisation.std);
  if (!needs_teacher(c) || c.teacher.weights.empty()) return;
  check_list("teacher.normalisation.mean", c.teacher.normalisation.mean);
  check_list("teacher.normalisation.std", c.teacher.normalisation.std);
}

void check_sizes(const ExperimentConfig& c, const DatasetFacts& facts, std::vector<Error>& errors) {
  if (c.data.train_limit > facts.train_samples) {
    errors.push_back(
        wrong("data.train_limit", std::to_string(c.data.train_limit), "0 to " + std::to_string(facts.train_samples)));
  } else if (c.data.validation > facts.train_samples - std::max<std::int64_t>(c.data.train_limit, 1)) {
    errors.push_back(wrong("data.validation", std::to_string(c.data.validation),
                           "what the training samples leave, 0 to " +
                               std::to_string(facts.train_samples - std::max<std::int64_t>(c.data.train_limit, 1))));
  }
}

void check_milestones(const std::string& prefix, const OptimiserConfig& optimiser, std::vector<Error>& errors) {
  const auto& m = optimiser.milestones;
  const bool ascending = std::adjacent_find(m.begin(), m.end(), std::greater_equal<>()) == m.end();
  if (ascending && (m.empty() || m.back() < 1.0)) return;
  errors.push_back(wrong(prefix + "milestones", value_text(Json(m)), "fractions above 0 and below 1, ascending"));
}

/// Both weights of a method's two parts at 0 leave nothing of it.
void check_parts(const std::string& key, double first, double second, const std::string& other,
                 std::vector<Error>& errors) {
  if (first == 0 && second == 0) errors.push_back(wrong(key, "0", "above 0 where " + other + " is 0"));
}

void check_weights(const DistillationConfig& d, std::vector<Error>& errors) {
  if (d.method == "none") return;
  const bool logits = method_facts(d).replaces_kl;  // its own loss trains the classifier
  if (kd_weight(d) < 0) {
    errors.push_back(
        wrong("distillation.ce_weight", value_text(Json(d.ce_weight)), "0 to 1 where the weight of KL is 1 − λ"));
  } else if (d.ce_weight == 0 && kd_weight(d) == 0 && !(logits && method_weight(d) > 0)) {
    errors.push_back(
        wrong("distillation.ce_weight", "0",
              std::string("above 0 where the weight of KL is 0") + (logits ? " and the method's is 0" : "")));
  }
  if (d.temperature_schedule == "ctkd" && !softens(d)) {
    errors.push_back(wrong("distillation.temperature_schedule", d.temperature_schedule,
                           "fixed where the weight of KL is 0: there is no output to soften"));
  }
  if (d.method == "rkd") {
    check_parts("distillation.rkd_distance", d.rkd_distance, d.rkd_angle, "distillation.rkd_angle", errors);
  }
  if (d.method == "dkd") {
    check_parts("distillation.dkd_alpha", d.dkd_alpha, d.dkd_beta, "distillation.dkd_beta", errors);
  }
  if (d.method == "dist") {
    check_parts("distillation.dist_inter", d.dist_inter, d.dist_intra, "distillation.dist_intra", errors);
  }
}

void check_stages(const ExperimentConfig& c, std::vector<Error>& errors) {
  const std::int64_t warm_up = stage_zero_epochs(c), least = c.curriculum.stages + warm_up;
  if (c.training.epochs < least) {
    errors.push_back(wrong("training.epochs", std::to_string(c.training.epochs),
                           "at least " + std::to_string(least) + ", one epoch a stage" +
                               (warm_up > 0 ? " after " + std::to_string(warm_up) + " before them" : ""),
                           ErrorCode::too_few_epochs));
  }
  if (c.curriculum.stages == 1) return;
  if (!measuring_views(c.curriculum.transform)) {
    errors.push_back(wrong("curriculum.transform", c.curriculum.transform, "test, train or tta:N with N from 1 to 1000"));
  }
  if (c.curriculum.measurer == "replay" && c.curriculum.replay.empty()) {
    errors.push_back(wrong("curriculum.replay", "empty", "the id or name of a stored run"));
  }
  if (auto alpha = alpha_schedule(c.curriculum.alpha, c.curriculum.stages); !alpha) errors.push_back(alpha.error());
}

/// The training samples of each class, as far as they are known without opening a file.
std::vector<std::int64_t> expected_class_sizes(const ExperimentConfig& c, const DatasetFacts& facts) {
  std::vector<std::int64_t> sizes = facts.class_sizes;
  if (c.data.validation > 0) {
    const auto held_out = limited_class_sizes(sizes, c.data.validation);
    for (std::size_t y = 0; y < sizes.size(); ++y) sizes[y] -= held_out[y];
  }
  return limited_class_sizes(sizes, c.data.train_limit);
}

std::optional<Error> first_stage_error(const CurriculumConfig& c, const std::vector<std::int64_t>& class_sizes) {
  if (class_sizes.empty()) return std::nullopt;  // of a folder that was not read yet
  const std::int64_t most = c.balanced ? *std::max_element(class_sizes.begin(), class_sizes.end())
                                       : std::accumulate(class_sizes.begin(), class_sizes.end(), std::int64_t{0});
  if (cumulative_quota(most, 1, c.stages) > 0) return std::nullopt;
  return wrong("curriculum.stages", std::to_string(c.stages),
               "1 to " + std::to_string(most) + (c.balanced ? ", the samples of the largest class" : ", the samples"),
               ErrorCode::first_stage_empty);
}

}  // namespace

std::vector<Error> check(const ExperimentConfig& config) {
  std::vector<Error> errors;
  check_device(config, errors);
  check_weights(config.distillation, errors);
  check_milestones("training.", config.training.optimiser, errors);
  if (needs_teacher(config) && config.teacher.weights.empty())
    check_milestones("teacher.", config.teacher.optimiser, errors);
  check_stages(config, errors);
  if (const auto facts = dataset_facts(config.data)) {
    check_normalisation(config, *facts, errors);
    if (facts->class_sizes.empty()) return errors;  // known only when the folder is read, and checked then
    const std::size_t before = errors.size();
    check_sizes(config, *facts, errors);
    if (errors.size() == before) {
      if (auto error = first_stage_error(config.curriculum, expected_class_sizes(config, *facts)))
        errors.push_back(*error);
    }
  }
  return errors;
}

std::vector<Error> check(const ExperimentConfig& config, const std::vector<std::int64_t>& class_sizes) {
  std::vector<Error> errors;
  check_stages(config, errors);
  if (const auto error = first_stage_error(config.curriculum, class_sizes)) errors.push_back(*error);
  return errors;
}

}  // namespace tc3kd
