// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/config/distillation_methods.h"

#include <algorithm>

namespace tc3kd {

const std::vector<DistillationMethodFacts>& distillation_methods() {
  // Weights: RepDistiller's for the methods in its table, mdistiller's for DKD, DIST's own (algorithms §2.1, §2.7).
  static const std::vector<DistillationMethodFacts> methods{
      {"none", "none", "none, the student alone", false, false, false, 0},
      {"kd", "KD", "KD, soft labels", false, false, false, 0},
      {"at", "AT", "AT, where the network looks", true, true, false, 1000},
      {"fitnets", "FitNets", "FitNets, hints from within the network", true, true, false, 100},
      {"cckd", "CCKD", "CCKD, correlations between samples", true, true, false, 0.02},
      {"slkd", "SLKD", "SLKD (reconstruction)", false, false, false, 0},
      {"dkd", "DKD", "DKD, target and other classes apart", true, false, true, 1},
      {"dist", "DIST", "DIST, correlations of the outputs", true, false, true, 2},
      {"sp", "SP", "SP, similarities between samples", true, true, false, 3000},
      {"pkt", "PKT", "PKT, probabilities of neighbours", true, true, false, 30000},
      {"rkd", "RKD", "RKD, distances and angles between samples", true, true, false, 1},
      {"vid", "VID", "VID, variational information", true, true, false, 1},
  };
  return methods;
}

const DistillationMethodFacts& method_facts(std::string_view name) {
  const auto& methods = distillation_methods();
  const auto found = std::find_if(methods.begin(), methods.end(), [&](const auto& m) { return m.name == name; });
  return found == methods.end() ? methods.front() : *found;
}

std::optional<double> default_method_weight(const DistillationConfig& d) {
  const DistillationMethodFacts& facts = method_facts(d);
  if (!facts.own_loss) return std::nullopt;
  // The benchmark's weights fit the benchmark's forms; the others are of another scale and begin at 1.
  if (d.method == "at" && d.at_form != "code") return 1.0;
  if (d.method == "cckd" && d.cckd_form != "repdistiller") return 1.0;
  return facts.weight;
}

double kd_weight(const DistillationConfig& d) {
  return d.kd_weight.value_or(method_facts(d).replaces_kl ? 0.0 : 1.0 - d.ce_weight);
}

double method_weight(const DistillationConfig& d) {
  const auto by_default = default_method_weight(d);
  return by_default ? d.method_weight.value_or(*by_default) : 0.0;
}

DistillationConfig plain_distillation(const DistillationConfig& d) {
  DistillationConfig plain;
  plain.temperature = d.temperature;
  if (kd_weight(d) > 0) {
    plain.ce_weight = d.ce_weight;
    plain.kd_weight = kd_weight(d);
  }
  return plain;
}

bool softens(const DistillationConfig& d) {
  if (d.method == "none") return false;
  return kd_weight(d) != 0 || method_facts(d).replaces_kl;
}

}  // namespace tc3kd
