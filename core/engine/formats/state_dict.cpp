// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/formats/state_dict.h"

#include <algorithm>

namespace tc3kd {
namespace {

bool strip(StoredTensors& tensors, const std::string& prefix, std::vector<std::string>* left_out) {
  const auto bears = [&](const auto& named) { return named.first.starts_with(prefix); };
  const bool wanted = left_out == nullptr ? std::all_of(tensors.begin(), tensors.end(), bears)
                                          : std::any_of(tensors.begin(), tensors.end(), bears);
  if (tensors.empty() || !wanted) return false;
  StoredTensors kept;
  for (auto& named : tensors) {
    if (bears(named)) {
      kept.emplace(named.first.substr(prefix.size()), std::move(named.second));
    } else {
      left_out->push_back(named.first);
    }
  }
  tensors = std::move(kept);
  return true;
}

}  // namespace

std::string strip_prefixes(StoredTensors& tensors, std::vector<std::string>& left_out) {
  std::string taken;
  // Names are as long as their file made them: two of each is more than was ever written.
  for (int round = 0; round < 2; ++round) {
    if (strip(tensors, "module.", nullptr)) taken += "module.";
    if (strip(tensors, "student.", &left_out)) taken += "student.";
  }
  return taken;
}

}  // namespace tc3kd
