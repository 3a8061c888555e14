// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/domain/config/experiment_config.h"

namespace tc3kd {

/// What a distillation method is, before anything of it is built (algorithms §2).
struct DistillationMethodFacts {
  std::string name;   ///< "fitnets", the value of `distillation.method`
  std::string title;  ///< "FitNets", its name in tables and legends; not translated
  std::string label;  ///< "FitNets, hints from within the network"; English, the window translates it
  bool own_loss;      ///< has a method loss beside CE and KL, weighted by β
  bool features;      ///< that loss reads what the networks compute inside, not only their logits
  bool replaces_kl;   ///< published without the plain KL term: κ is 0 unless set
  double weight;      ///< β unless set
};

/// Every method, in the order of the form: none and kd first.
[[nodiscard]] const std::vector<DistillationMethodFacts>& distillation_methods();

/// The facts of a known method (a configuration's method is one, its field refuses others).
[[nodiscard]] const DistillationMethodFacts& method_facts(std::string_view name);
[[nodiscard]] inline const DistillationMethodFacts& method_facts(const DistillationConfig& d) {
  return method_facts(d.method);
}

/// β as the method's authors or their benchmark weigh it, by the form of the loss that is switched on; nothing for a
/// method without a loss of its own.
[[nodiscard]] std::optional<double> default_method_weight(const DistillationConfig& d);

/// Plain distillation beside this method: its λ, κ and τ, or the preset kd's weights where the method replaces KL.
[[nodiscard]] DistillationConfig plain_distillation(const DistillationConfig& d);

/// Whether the two networks' outputs are softened by a temperature anywhere: in the KL term, or in DKD's or DIST's
/// loss.
[[nodiscard]] bool softens(const DistillationConfig& d);

}  // namespace tc3kd
