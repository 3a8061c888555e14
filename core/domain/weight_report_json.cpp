// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/weight_report_json.h"

namespace tc3kd {
namespace {

/// `visit(name, member)` for all of a report but its normalisation: the one list that reading and writing share.
template <class Report, class Visit>
void for_each_member(Report& report, Visit visit) {
  visit("format", report.format);
  visit("model", report.model);
  visit("candidates", report.candidates);
  visit("classes", report.classes);
  visit("channels", report.channels);
  visit("tensors", report.tensors);
  visit("parameters", report.parameters);
  visit("wrapper", report.wrapper);
  visit("prefix", report.prefix);
  visit("missing", report.missing);
  visit("unexpected", report.unexpected);
  visit("misshaped", report.misshaped);
  visit("renamed", report.renamed);
  visit("others", report.others);
  visit("source", report.source);
}

}  // namespace

Json to_json(const WeightReport& report) {
  Json json = Json::object();
  for_each_member(report, [&](const char* name, const auto& member) { json[name] = member; });
  json["normalisation"] = nullptr;
  if (report.normalisation) {
    json["normalisation"] = {{"mean", report.normalisation->mean}, {"std", report.normalisation->std}};
  }
  return json;
}

Result<WeightReport> weight_report_from(const Json& json) {
  WeightReport report;
  try {
    for_each_member(report, [&](const char* name, auto& member) {
      if (json.contains(name)) json.at(name).get_to(member);
    });
    if (const auto found = json.find("normalisation"); found != json.end() && !found->is_null()) {
      report.normalisation = NormalisationConfig{found->at("mean").get<std::vector<double>>(),
                                                 found->at("std").get<std::vector<double>>()};
    }
  } catch (const Json::exception& error) {
    return fail(ErrorCode::invalid_json, {{"detail", error.what()}});
  }
  return report;
}

}  // namespace tc3kd
