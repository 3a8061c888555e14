// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/config/presets.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "core/domain/config/distillation_methods.h"
#include "core/domain/config/dataset_catalogue.h"
#include "core/domain/config/field.h"
#include "core/domain/config/paper_presets.h"

namespace tc3kd {
namespace {

ExperimentConfig with_stages(ExperimentConfig config, std::int64_t stages) {
  config.curriculum.stages = stages;
  return config;
}

ExperimentConfig with_method(ExperimentConfig config, const std::string& method) {
  config.distillation.method = method;
  return config;
}

/// The methods beside KD, each in its plain form: the preset kd with another method. Where the method replaces the KL
/// term, the weight of CE and the temperature are the published ones (1 and 4).
std::vector<Preset> method_presets(const ExperimentConfig& kd) {
  std::vector<Preset> list;
  for (const DistillationMethodFacts& method : distillation_methods()) {
    if (method.name == "none" || method.name == "kd") continue;
    ExperimentConfig config = with_method(kd, method.name);
    if (method.replaces_kl) {
      config.distillation.ce_weight = 1;
      config.distillation.temperature = 4;
    }
    std::string description = "Plain distillation with this method's loss beside CE and KL.";
    if (method.replaces_kl) description = "Plain distillation with this method's loss in the place of KL.";
    if (method.name == "slkd") {
      // The complete method: a curriculum of its own, judged by its own student (algorithms §2.6).
      description = "The curriculum of the student's own snapshots; a reconstruction from the paper's abstract.";
      config.curriculum = {};
      config.curriculum.measurer = "slkd";
      config.curriculum.pool = "keep";
      config.curriculum.balanced = false;
    }
    list.push_back({method.name, method.title, description, config});
  }
  return list;
}

ExperimentConfig with_scheduler(const std::string& pool, bool balanced) {
  ExperimentConfig config;
  config.curriculum.pool = pool;
  config.curriculum.balanced = balanced;
  return config;
}

/// Less than five minutes on two slow cores without AVX-512: few pictures, few epochs, a cosine to zero so that few
/// suffice.
ExperimentConfig demo() {
  ExperimentConfig config;
  config.data.train_limit = 10000;
  config.teacher.epochs = 4;
  config.curriculum.stages = 3;
  config.training.epochs = 5;
  // As many steps for TC3KD as for its baselines, and enough of them for ten thousand pictures.
  config.training.epoch_unit = "fixed_iterations";
  config.teacher.optimiser.batch_size = config.training.optimiser.batch_size = 64;
  for (OptimiserConfig* optimiser : {&config.teacher.optimiser, &config.training.optimiser}) {
    optimiser->schedule = "cosine";
  }
  return config;
}

std::vector<Preset> make_presets() {
  const ExperimentConfig paper;
  std::vector<Preset> list{
      {"tc3kd", "TC3KD", "TC3KD in five stages, with the recipe that the paper's author published nearest to it.",
       paper},
      {"kd", "KD", "Plain distillation: the preset tc3kd with one stage.", with_stages(paper, 1)},
      {"ce", "Student alone", "The preset kd without a teacher.", with_method(with_stages(paper, 1), "none")},
      {"ts-1", "TS-1", "Remove what was chosen, balanced over the classes: TC3KD itself.",
       with_scheduler("remove", true)},
      {"ts-2", "TS-2", "Remove what was chosen, without balance.", with_scheduler("remove", false)},
      {"ts-3", "TS-3", "Rank all anew at each stage, balanced over the classes.", with_scheduler("keep", true)},
      {"ts-4", "TS-4", "Rank all anew at each stage, without balance.", with_scheduler("keep", false)},
      {"demo-tc3kd", "Demo: TC3KD", "TC3KD in three stages on 10,000 pictures, in minutes.", demo()},
      {"demo-kd", "Demo: KD", "The demo's plain distillation.", with_stages(demo(), 1)},
      {"demo-ce", "Demo: student alone", "The demo's student without a teacher.",
       with_method(with_stages(demo(), 1), "none")},
  };
  const std::vector<Preset> methods = method_presets(with_stages(paper, 1));
  list.insert(std::next(list.begin(), 3), methods.begin(), methods.end());
  const std::vector<Preset> studies = paper_presets();
  list.insert(list.end(), studies.begin(), studies.end());
  return list;
}

}  // namespace

const std::vector<Preset>& presets() {
  static const std::vector<Preset> list = make_presets();
  return list;
}

Result<Preset> find_preset(std::string_view name) {
  std::vector<std::string> names;
  for (const Preset& preset : presets()) {
    if (preset.name == name) return preset;
    names.push_back(preset.name);
  }
  std::string allowed;
  for (const std::string& known : names) allowed += (allowed.empty() ? "" : ", ") + known;
  return fail(ErrorCode::unknown_preset,
              {{"value", std::string(name)}, {"nearest", nearest(name, names)}, {"allowed", allowed}});
}

ExperimentConfig scaled(ExperimentConfig config, double epochs, double data) {
  const auto part = [](std::int64_t whole, double fraction, std::int64_t least) {
    return std::max(least, static_cast<std::int64_t>(std::llround(fraction * static_cast<double>(whole))));
  };
  config.teacher.epochs = part(config.teacher.epochs, epochs, 1);
  const std::int64_t hints = config.distillation.hint_epochs;
  config.distillation.hint_epochs = hints > 0 ? part(hints, epochs, 1) : 0;
  if (config.curriculum.warm_up) config.curriculum.warm_up = part(*config.curriculum.warm_up, epochs, 0);
  config.training.epochs = part(config.training.epochs, epochs, config.curriculum.stages);
  while (config.training.epochs < config.curriculum.stages + stage_zero_epochs(config)) ++config.training.epochs;
  const auto facts = dataset_facts(config.data);
  const std::int64_t whole = config.data.train_limit > 0 ? config.data.train_limit : facts ? facts->train_samples : 0;
  if (whole == 0 || data >= 1) return config;
  const std::int64_t least = std::ssize(facts->classes) * config.curriculum.stages;
  config.data.train_limit = std::min(whole, part(whole, data, std::max<std::int64_t>(1, least)));
  return config;
}

std::string task_scheduler_name(const CurriculumConfig& c) {
  if (c.pool == "remove") return c.balanced ? "TS-1" : "TS-2";
  return c.balanced ? "TS-3" : "TS-4";
}

std::string curriculum_name(const ExperimentConfig& config) {
  const CurriculumConfig& c = config.curriculum;
  if (c.stages == 1) return "none";
  const std::string scheduler = task_scheduler_name(c);
  std::string name = scheduler == "TS-1" ? "TC3" : scheduler;
  if (c.measurer == "replay") return "replay of " + c.replay;
  if (c.measurer == "fixed_teacher") name += " teacher only";
  if (c.measurer == "fixed_student") name += " fixed student";
  if (c.measurer == "student") name += " student only";
  if (c.measurer == "slkd") name = scheduler == "TS-4" ? "SLKD" : name + " SLKD";
  if (c.measurer == "cooperative" && c.alpha != "decreasing") name += " " + c.alpha;
  return name + " m=" + std::to_string(c.stages);
}

std::string default_run_name(const ExperimentConfig& config) {
  const std::string method = config.distillation.method == "none" ? "ce" : config.distillation.method;
  const std::string seed = " · seed " + std::to_string(config.seed);
  if (config.curriculum.stages == 1) return method + seed;
  const std::string curriculum = curriculum_name(config);
  if (method == "kd" && curriculum.starts_with("TC3 ")) return "tc3kd " + curriculum.substr(4) + seed;
  return method + " + " + curriculum + seed;
}

}  // namespace tc3kd
