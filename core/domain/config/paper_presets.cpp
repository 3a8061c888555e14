// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/config/paper_presets.h"

#include "core/domain/config/distillation_methods.h"

namespace tc3kd {
namespace {

struct Pair {
  const char *name, *label, *teacher, *student;
};

constexpr Pair cifar_pairs[] = {
    {"p1", "WRN-40-2 → WRN-40-1", "wrn_40_2", "wrn_40_1"},
    {"p2", "ResNet-110 → ResNet-20", "resnet110_a", "resnet20_a"},
    {"p3", "WRN-40-2 → MobileNetV2", "wrn_40_2", "cifar_mobilenet_v2_0.5"},
    {"p4", "ResNet-110 → MobileNetV2", "resnet110_a", "cifar_mobilenet_v2_0.5"}};
constexpr Pair cinic_pair{"cinic10", "CINIC-10, ResNet-110 → ResNet-20", "resnet110_a", "resnet20_a"};
constexpr Pair imagenet_pairs[] = {
    {"imagenet-r34", "ImageNet, ResNet-34 → ResNet-18", "resnet34", "resnet18"},
    {"imagenet-r50", "ImageNet, ResNet-50 → MobileNetV2", "resnet50", "mobilenet_v2_0.5"}};

constexpr std::int64_t default_stages = 5;  ///< the paper's m is unknown

void train_both(ExperimentConfig& c, std::int64_t epochs, const OptimiserConfig& optimiser) {
  c.teacher.epochs = c.training.epochs = epochs;
  c.teacher.optimiser = c.training.optimiser = optimiser;
}

OptimiserConfig in_steps(std::int64_t batch, double rate, std::vector<double> milestones, double decay, bool nesterov) {
  OptimiserConfig o;
  o.batch_size = batch;
  o.learning_rate = rate;
  o.milestones = std::move(milestones);
  o.weight_decay = decay;
  o.nesterov = nesterov;
  return o;
}

ExperimentConfig between(ExperimentConfig config, const Pair& pair) {
  config.teacher.model = pair.teacher;
  config.student.model = pair.student;
  return config;
}

ExperimentConfig paper_recipe(const Pair& pair) {
  ExperimentConfig c = between({}, pair);
  c.data.name = "cifar100";
  c.curriculum.stages = default_stages;
  train_both(c, 200, in_steps(128, 0.1, {0.3, 0.6, 0.9}, 5e-4, true));
  return c;
}

/// The rate of MobileNetV2 is the benchmark's exception.
double benchmark_rate(std::string_view model) { return model.starts_with("cifar_mobilenet") ? 0.01 : 0.05; }

ExperimentConfig benchmark_recipe(const Pair& pair) {
  ExperimentConfig c = between({}, pair);
  c.data.name = "cifar100";
  c.curriculum.stages = 1;
  c.distillation.ce_weight = 0.1;
  c.distillation.temperature = 4;
  train_both(c, 240, in_steps(64, benchmark_rate(pair.student), {0.625, 0.75, 0.875}, 5e-4, false));
  c.teacher.optimiser.learning_rate = benchmark_rate(pair.teacher);
  return c;
}

/// mdistiller's and torchdistill's weights; RepDistiller's author had 0.5 and 0.9.
ExperimentConfig imagenet_recipe(const Pair& pair) {
  ExperimentConfig c = between({}, pair);
  c.data.name = "imagenet";
  c.data.augmentation = "resized_crop";
  c.curriculum.stages = default_stages;
  c.distillation.temperature = 1;
  train_both(c, 100, in_steps(256, 0.1, {0.3, 0.6, 0.9}, 1e-4, false));
  return c;
}

ExperimentConfig cinic_recipe() {
  ExperimentConfig c = between({}, cinic_pair);
  c.data.name = "cinic10";
  c.curriculum.stages = default_stages;
  OptimiserConfig o = in_steps(64, 0.1, {}, 1e-4, false);
  o.schedule = "cosine";
  o.milestones = OptimiserConfig{}.milestones;
  train_both(c, 300, o);
  return c;
}

/// The recipe of a pair in the paper's tables: CINIC-10 with that of CIFAR-100.
ExperimentConfig table_recipe(const Pair& pair) {
  const std::string name = pair.name;
  if (name.starts_with("imagenet")) return imagenet_recipe(pair);
  ExperimentConfig c = paper_recipe(pair);
  if (name == "cinic10") c.data.name = "cinic10";
  return c;
}

ExperimentConfig with_method(ExperimentConfig c, const std::string& method, std::int64_t stages) {
  c.distillation.method = method;
  c.curriculum.stages = stages;
  return c;
}

/// The complete method of its row: no curriculum but its own.
ExperimentConfig slkd(ExperimentConfig c) {
  c.distillation.method = "slkd";
  c.curriculum.measurer = "slkd";
  c.curriculum.pool = "keep";
  c.curriculum.balanced = false;
  return c;
}

class Studies {
 public:
  void add(const std::string& study, const std::string& row, const Pair& pair, const std::string& what,
           const ExperimentConfig& config) {
    std::string table;
    for (const char c : study) {
      if (c != ' ' && c != '.') table += static_cast<char>(std::tolower(c));
    }
    list_.push_back({table + "-" + pair.name + "-" + row, what,
                     "A row of the paper with the recipe that its author's code suggests; the paper does not state one.",
                     config, study, pair.label});
  }
  void add_recipe(const std::string& name, const std::string& label, const std::string& description,
                  const ExperimentConfig& config) {
    list_.push_back({name, label, description, config});
  }
  void add_point(std::int64_t m) {
    ExperimentConfig config = paper_recipe(cifar_pairs[0]);
    config.curriculum.stages = m;
    list_.push_back({"fig5-m" + std::to_string(m), "m = " + std::to_string(m),
                     "A point of the paper's Fig. 5: the same budget in m stages.", config, "Fig. 5",
                     cifar_pairs[0].label});
  }
  [[nodiscard]] std::vector<Preset> take() { return std::move(list_); }

 private:
  std::vector<Preset> list_;
};

void add_table_1(Studies& studies, const Pair& pair) {
  const ExperimentConfig base = table_recipe(pair);
  studies.add("Table 1", "student", pair, "student alone", with_method(base, "none", 1));
  for (const char* method : {"kd", "at", "fitnets", "cckd"}) {
    studies.add("Table 1", method, pair, method_facts(method).title, with_method(base, method, 1));
  }
  studies.add("Table 1", "slkd", pair, "SLKD", slkd(base));
  studies.add("Table 1", "tc3kd", pair, "TC3KD", base);
}

void add_table_2(Studies& studies, const Pair& pair) {
  for (const char* method : {"at", "fitnets", "cckd"}) {
    studies.add("Table 2", std::string(method) + "-tc3", pair, method_facts(method).title + " + TC3",
                with_method(table_recipe(pair), method, default_stages));
  }
}

void add_ablations(Studies& studies, const Pair& pair) {
  const ExperimentConfig base = table_recipe(pair);
  const auto measured_by = [&](const char* measurer) {
    ExperimentConfig c = base;
    c.curriculum.measurer = measurer;
    return c;
  };
  studies.add("Table 3", "fixed-teacher", pair, "fixed teacher", measured_by("fixed_teacher"));
  studies.add("Table 3", "fixed-student", pair, "fixed student", measured_by("fixed_student"));
  studies.add("Table 3", "slkd", pair, "SLKD", slkd(base));
  studies.add("Table 3", "tc3", pair, "TC3", base);
  const auto with_alpha = [&](const char* alpha) {
    ExperimentConfig c = base;
    c.curriculum.alpha = alpha;
    return c;
  };
  studies.add("Table 4", "increasing", pair, "α increasing", with_alpha("increasing"));
  studies.add("Table 4", "fixed", pair, "α = 0.5", with_alpha("fixed:0.5"));
  studies.add("Table 4", "decreasing", pair, "α decreasing", base);
  for (int number = 1; number <= 4; ++number) {
    ExperimentConfig c = base;
    c.curriculum.pool = number <= 2 ? "remove" : "keep";
    c.curriculum.balanced = number % 2 == 1;
    studies.add("Table 5", "ts-" + std::to_string(number), pair, "TS-" + std::to_string(number), c);
  }
}

/// The benchmark's own form of each method: CE and the method's loss, without the KL term.
void add_benchmark(Studies& studies) {
  for (const Pair& pair : cifar_pairs) {
    // The benchmark's ResNets have option B shortcuts.
    Pair own = pair;
    if (std::string_view(pair.teacher) == "resnet110_a") own.teacher = "resnet110";
    if (std::string_view(pair.student) == "resnet20_a") own.student = "resnet20";
    studies.add("RepDistiller", "kd", own, "KD", benchmark_recipe(own));
    for (const char* method : {"at", "fitnets", "cckd", "sp", "pkt", "rkd", "vid"}) {
      ExperimentConfig c = with_method(benchmark_recipe(own), method, 1);
      c.distillation.ce_weight = 1;
      c.distillation.kd_weight = 0;
      studies.add("RepDistiller", method, own, method_facts(method).title, c);
    }
  }
}

}  // namespace

std::vector<Preset> paper_presets() {
  Studies studies;
  studies.add_recipe("paper", "Paper", "TC3KD on CIFAR-100 with the recipe that its author's code suggests (best evidence).",
                     paper_recipe(cifar_pairs[0]));
  studies.add_recipe("repdistiller", "RepDistiller", "Plain distillation on CIFAR-100 with the benchmark's recipe.",
                     benchmark_recipe(cifar_pairs[0]));
  studies.add_recipe("imagenet", "ImageNet", "TC3KD on ImageNet, ResNet-34 to ResNet-18, with the usual recipe.",
                     imagenet_recipe(imagenet_pairs[0]));
  studies.add_recipe("cinic10", "CINIC-10", "TC3KD on CINIC-10 with the recipe of the set's authors.", cinic_recipe());
  for (const Pair& pair : cifar_pairs) add_table_1(studies, pair);
  add_table_1(studies, cinic_pair);
  for (const Pair& pair : imagenet_pairs) add_table_1(studies, pair);
  for (const Pair& pair : cifar_pairs) add_table_2(studies, pair);
  for (const Pair& pair : {cifar_pairs[0], cifar_pairs[1]}) add_ablations(studies, pair);
  for (std::int64_t m = 1; m <= 10; ++m) studies.add_point(m);
  add_benchmark(studies);
  return studies.take();
}

}  // namespace tc3kd
