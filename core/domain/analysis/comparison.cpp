// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/analysis/comparison.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <set>

#include "core/domain/config/config_json.h"

namespace tc3kd {

std::vector<Difference> config_differences(const std::vector<RunSummary>& runs) {
  std::vector<std::optional<ExperimentConfig>> configs;
  for (const RunSummary& run : runs) {
    const auto config = parse_config(run.config_json, "run " + run.id);
    configs.push_back(config ? std::optional(*config) : std::nullopt);
  }
  std::vector<Difference> differences;
  for (const Field& field : fields()) {
    Difference difference{field.key, {}};
    for (const auto& config : configs) {
      const bool used = config && field.relevant(*config);
      difference.values.push_back(used ? value_text(field.get(*config)) : "—");
    }
    std::set<std::string> used(difference.values.begin(), difference.values.end());
    used.erase("—");
    if (used.size() > 1) differences.push_back(std::move(difference));
  }
  return differences;
}

std::vector<std::string> difference_labels(const std::vector<RunSummary>& runs) {
  const auto differences = config_differences(runs);
  std::vector<std::string> labels(runs.size());
  for (std::size_t i = 0; i < runs.size(); ++i) {
    for (const Difference& d : differences) {
      if (d.values[i] == "—") continue;
      const std::string name = d.key == "curriculum.stages" ? "m" : d.key.substr(d.key.rfind('.') + 1);
      const bool is_word = std::isalpha(static_cast<unsigned char>(d.values[i].front())) != 0 &&
                           d.values[i] != "true" && d.values[i] != "false";
      labels[i] += (labels[i].empty() ? "" : ", ") + (is_word ? d.values[i] : name + "=" + d.values[i]);
    }
    if (labels[i].empty()) labels[i] = runs[i].name;
  }
  return labels;
}

double jaccard(const std::vector<std::int64_t>& a, const std::vector<std::int64_t>& b) {
  std::vector<std::int64_t> shared;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(shared));
  const std::size_t either = a.size() + b.size() - shared.size();
  return either == 0 ? 1.0 : static_cast<double>(shared.size()) / static_cast<double>(either);
}

}  // namespace tc3kd
