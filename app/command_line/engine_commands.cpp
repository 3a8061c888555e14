// SPDX-License-Identifier: GPL-3.0-or-later
#include <iostream>

#include "app/command_line/commands.h"
#include "app/command_line/interrupt.h"
#include "app/command_line/output.h"
#include "core/domain/weight_report_json.h"
#include "core/engine/torch_engine.h"

namespace tc3kd {

namespace {

/// "0.485,0.456,0.406", as --mean and --std take it.
std::string with_commas(const std::vector<double>& values) {
  std::string text;
  for (const double value : values) text += (text.empty() ? "" : ",") + exact(value);
  return text;
}

/// What a person should know of how the file's names were read, on standard error.
void warn_of_mapping(const WeightReport& report) {
  if (!report.wrapper.empty()) warn("the weights lie under \"" + report.wrapper + "\"");
  if (!report.prefix.empty()) warn("\"" + report.prefix + "\" was taken off every name");
  for (const std::string& names : report.renamed) warn("renamed " + names);
  if (report.normalisation) {
    warn("weights of " + report.source + " were trained with --mean " + with_commas(report.normalisation->mean) +
         " --std " + with_commas(report.normalisation->std));
  }
}

void print_names(const char* what, const std::vector<std::string>& names) {
  for (const std::string& name : names) std::cout << "  " << what << "  " << name << '\n';
}

}  // namespace

int eval_command(const CommandContext& context, const EvaluationRequest& request) {
  RunControl control;
  const InterruptGuard interrupt(control);
  const auto result = make_torch_engine()->evaluate(request, control);
  if (!result) return report(result.error());
  if (control.stopping()) return exit_code::stopped;
  warn_of_mapping(result->weights);
  if (context.json) {
    print_json({{"top1", result->top1}, {"top5", result->top5}, {"loss", result->loss}, {"samples", result->samples}});
  } else {
    std::cout << "top-1 " << decimals(result->top1, 2) << " %, top-5 " << decimals(result->top5, 2) << " %, loss "
              << decimals(result->loss, 4) << " nats, " << result->samples << " pictures\n";
  }
  return exit_code::done;
}

int inspect_command(const CommandContext& context, const std::string& file, const std::string& model) {
  const auto report_of = make_torch_engine()->inspect_weights(file, model);
  if (!report_of) return report(report_of.error());
  const WeightReport& r = *report_of;
  if (context.json) {
    print_json(to_json(r));
    return exit_code::done;
  }
  std::cout << r.format << ", " << r.tensors << " tensors, " << r.parameters << " parameters, " << r.classes
            << " classes, " << r.channels << " channels\n";
  std::string candidates;
  for (const std::string& name : r.candidates) candidates += (candidates.empty() ? "" : ", ") + name;
  if (r.format != "TorchScript") std::cout << "fits " << (candidates.empty() ? "no network here" : candidates) << '\n';
  if (!r.wrapper.empty()) std::cout << "under \"" << r.wrapper << "\"\n";
  if (!r.prefix.empty()) std::cout << "without \"" << r.prefix << "\"\n";
  const bool as_it_is = r.missing.empty() && r.unexpected.empty() && r.misshaped.empty() && r.renamed.empty();
  if (!r.model.empty()) std::cout << "held against " << r.model << (as_it_is ? ": every tensor fits\n" : ":\n");
  print_names("missing   ", r.missing);
  print_names("unexpected", r.unexpected);
  print_names("misshaped ", r.misshaped);
  print_names("renamed   ", r.renamed);
  print_names("not read  ", r.others);
  if (r.normalisation) {
    std::cout << r.source << " trained with mean " << with_commas(r.normalisation->mean) << ", std "
              << with_commas(r.normalisation->std) << '\n';
  }
  return exit_code::done;
}

int models_command(const CommandContext& context) {
  const auto models = make_torch_engine()->models();
  if (context.json) {
    Json list = Json::array();
    for (const ModelInfo& m : models)
      list.push_back({{"name", m.name}, {"parameters", m.parameters}, {"macs", m.macs}});
    print_json({{"models", list}});
    return exit_code::done;
  }
  TextTable table({"model", "parameters", "multiply-accumulates"});
  for (const ModelInfo& m : models) table.add({m.name, std::to_string(m.parameters), std::to_string(m.macs)});
  std::cout << table.text();
  return exit_code::done;
}

namespace {

/// What `datasets` says of a set that can be used all the same.
std::string note_text(const Warning& note) {
  const auto part = [&](const char* name) {
    const auto found = note.context.find(name);
    return found == note.context.end() ? std::string() : found->second;
  };
  if (note.kind == "md5_differs") {
    return part("path") + " is not the published file: its MD5 is " + part("value") + " instead of " + part("allowed");
  }
  if (note.kind == "pictures_passed_over")
    return part("count") + " files in " + part("path") +
           " are pictures of kinds that are not read (jpg, jpeg and png are)";
  return note.kind;
}

}  // namespace

int datasets_command(const CommandContext& context, const std::string& data_dir) {
  const auto datasets = make_torch_engine()->datasets(data_dir);
  if (context.json) {
    Json list = Json::array();
    for (const DatasetStatus& d : datasets) {
      Json entry{{"name", d.name},       {"found", d.found},         {"path", d.found ? Json(d.path) : Json()},
                 {"classes", d.classes}, {"train", d.train_samples}, {"test", d.test_samples}};
      entry["problem"] = d.problem ? Json(describe(*d.problem)) : Json();
      entry["notes"] = Json::array();
      for (const Warning& note : d.notes) entry["notes"].push_back(note_text(note));
      list.push_back(entry);
    }
    print_json({{"datasets", list}});
    return exit_code::done;
  }
  TextTable table({"data set", "classes", "train", "test", "where"});
  const auto count = [](std::int64_t n) { return n > 0 ? std::to_string(n) : std::string("—"); };
  for (const DatasetStatus& d : datasets) {
    table.add(
        {d.name, count(d.classes), count(d.train_samples), count(d.test_samples), d.found ? d.path : "not found"});
  }
  std::cout << table.text();
  for (const DatasetStatus& d : datasets) {
    if (d.problem) std::cout << d.name << ": " << describe(*d.problem) << '\n';
    for (const Warning& note : d.notes) std::cout << d.name << ": " << note_text(note) << '\n';
  }
  return exit_code::done;
}

void print_version() {
  const Environment e = make_torch_engine()->environment();
  std::cout << "tc3kd " << e.program << "\nLibTorch " << e.libtorch << ", " << e.instruction_set << ", " << e.threads
            << " threads, bf16 " << (e.bf16_hardware ? "in hardware" : "not in hardware") << '\n';
  for (const DeviceInfo& device : e.devices) {
    std::cout << device.name << "  " << device.description;
    if (device.memory_bytes > 0)
      std::cout << ", " << decimals(static_cast<double>(device.memory_bytes) / (1 << 30), 1) << " GiB";
    std::cout << '\n';
  }
}

}  // namespace tc3kd
