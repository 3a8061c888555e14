// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/config/distillation_methods.h"
#include "core/domain/config/field_table.h"

namespace tc3kd::detail {
namespace {

std::vector<FieldChoice> method_choices() {
  std::vector<FieldChoice> choices;
  for (const DistillationMethodFacts& method : distillation_methods()) choices.push_back({method.name, method.label});
  return choices;
}

auto when_method(const std::string& method) {
  return [method](const ExperimentConfig& c) { return c.distillation.method == method; };
}

/// λ, κ, β and what softens the outputs.
void add_weights(FieldTable& table) {
  const auto distils = [](const ExperimentConfig& c) { return c.distillation.method != "none"; };
  const auto softened = [](const ExperimentConfig& c) { return softens(c.distillation); };
  const auto fixed = [](const ExperimentConfig& c) {
    return softens(c.distillation) && c.distillation.temperature_schedule == "fixed";
  };
  table
      .add(
          "distillation.method", [](auto& c) -> auto& { return c.distillation.method; })
      .label("Method")
      .help("How the teacher's knowledge is handed over; none trains the student alone.")
      .choices(method_choices());
  table
      .add(
          "distillation.temperature", [](auto& c) -> auto& { return c.distillation.temperature; })
      .label("Temperature τ")
      .help("Softens both networks' outputs in the KL term, which is multiplied by τ².")
      .above(0, 1000)
      .when(fixed);
  table
      .add(
          "distillation.ce_weight", [](auto& c) -> auto& { return c.distillation.ce_weight; })
      .label("Weight of CE λ")
      .help("Of the cross-entropy with the true labels.")
      .range(0, 1000)
      .when(distils);
  table
      .add(
          "distillation.kd_weight", [](auto& c) -> auto& { return c.distillation.kd_weight; })
      .label("Weight of KL κ")
      .help("Of the KL term; empty is 1 − λ, or 0 for DKD and DIST, which replace it.")
      .range(0, 1000)
      .advanced()
      .when(distils);
  table
      .add(
          "distillation.method_weight", [](auto& c) -> auto& { return c.distillation.method_weight; })
      .label("Weight of the method β")
      .help("Of the method's own loss; empty is what its authors or their benchmark take.")
      .range(0, 1e6)
      .when([](const ExperimentConfig& c) { return method_facts(c.distillation).own_loss; });
  table
      .add(
          "distillation.temperature_schedule", [](auto& c) -> auto& { return c.distillation.temperature_schedule; })
      .label("Temperature is")
      .help("Given, or learnt against the student while it trains (CTKD), between 1 and 21.")
      .choices({{"fixed", "given"}, {"ctkd", "learnt (CTKD)"}})
      .advanced()
      .when(distils);
  table
      .add(
          "distillation.standardise_logits", [](auto& c) -> auto& { return c.distillation.standardise_logits; })
      .label("Standardise logits")
      .help("Soften each sample's logits after shifting them to mean 0 and scaling them to deviation 1 (LSKD).")
      .advanced()
      .when(softened);
}

void add_feature_switches(FieldTable& table) {
  table
      .add(
          "distillation.at_form", [](auto& c) -> auto& { return c.distillation.at_form; })
      .label("AT form")
      .help("The mean square of the authors' code, or the norm of the paper's equation.")
      .choices({{"code", "mean square, as the code"}, {"paper", "norm, as the paper"}})
      .advanced()
      .when(when_method("at"));
  table
      .add(
          "distillation.hint_layer", [](auto& c) -> auto& { return c.distillation.hint_layer; })
      .label("Hint layer")
      .help("The map that the student learns to predict: 0 is the stem, 1 the first group and so on.")
      .range(0, 100)
      .when(when_method("fitnets"));
  table
      .add(
          "distillation.hint_epochs", [](auto& c) -> auto& { return c.distillation.hint_epochs; })
      .label("Hint epochs", "epochs")
      .help("Trained on the hint alone before everything else; 0 trains all together.")
      .range(0, 100000)
      .advanced()
      .when(when_method("fitnets"));
  table
      .add(
          "distillation.regressor_relu", [](auto& c) -> auto& { return c.distillation.regressor_relu; })
      .label("ReLU after the regressor")
      .help("As in the benchmark; off lets the prediction be negative, as the maps of some teachers are.")
      .advanced()
      .when(when_method("fitnets"));
  table
      .add(
          "distillation.cckd_form", [](auto& c) -> auto& { return c.distillation.cckd_form; })
      .label("CCKD form")
      .help("Products of neighbouring samples, or kernel matrices: their mean square difference, or its norm over B².")
      .choices({{"repdistiller", "neighbours, as RepDistiller"},
                {"paper", "kernels, as the paper"},
                {"torchdistill", "kernels, as torchdistill"}})
      .advanced()
      .when(when_method("cckd"));
  table
      .add(
          "distillation.rkd_distance", [](auto& c) -> auto& { return c.distillation.rkd_distance; })
      .label("Weight of distances")
      .help("Of RKD's distances between pairs of samples.")
      .range(0, 1e6)
      .advanced()
      .when(when_method("rkd"));
  table
      .add(
          "distillation.rkd_angle", [](auto& c) -> auto& { return c.distillation.rkd_angle; })
      .label("Weight of angles")
      .help("Of RKD's angles between triples of samples.")
      .range(0, 1e6)
      .advanced()
      .when(when_method("rkd"));
}

void add_logit_switches(FieldTable& table) {
  table
      .add(
          "distillation.dkd_alpha", [](auto& c) -> auto& { return c.distillation.dkd_alpha; })
      .label("Weight of the target α")
      .help("Of DKD's part about the true class.")
      .range(0, 1000)
      .advanced()
      .when(when_method("dkd"));
  table
      .add(
          "distillation.dkd_beta", [](auto& c) -> auto& { return c.distillation.dkd_beta; })
      .label("Weight of the others β")
      .help("Of DKD's part about the other classes; 1 to 8 by pair of networks.")
      .range(0, 1000)
      .when(when_method("dkd"));
  table
      .add(
          "distillation.dkd_warm_up", [](auto& c) -> auto& { return c.distillation.dkd_warm_up; })
      .label("DKD warm-up", "epochs")
      .help("Over which DKD's loss grows to its weight; 0 is at once.")
      .range(0, 100000)
      .advanced()
      .when(when_method("dkd"));
  table
      .add(
          "distillation.dist_inter", [](auto& c) -> auto& { return c.distillation.dist_inter; })
      .label("Weight between classes")
      .help("Of DIST's correlation over the classes of each sample.")
      .range(0, 1000)
      .advanced()
      .when(when_method("dist"));
  table
      .add(
          "distillation.dist_intra", [](auto& c) -> auto& { return c.distillation.dist_intra; })
      .label("Weight within classes")
      .help("Of DIST's correlation over the samples of each class.")
      .range(0, 1000)
      .advanced()
      .when(when_method("dist"));
}

}  // namespace

void add_distillation_fields(FieldTable& table) {
  add_weights(table);
  add_feature_switches(table);
  add_logit_switches(table);
}

}  // namespace tc3kd::detail
