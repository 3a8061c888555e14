// SPDX-License-Identifier: GPL-3.0-or-later
#include <iostream>

#include "app/command_line/commands.h"
#include "app/command_line/output.h"
#include "core/domain/analysis/comparison.h"
#include "core/domain/config/config_json.h"
#include "core/domain/config/presets.h"
#include "core/store/run_writer.h"
#include "core/store/store_import.h"

namespace tc3kd {
namespace {

std::string member_text(const Json& document, const char* member) {
  const auto found = document.find(member);
  if (found == document.end() || found->is_null()) return "—";
  return found->is_string() ? found->get<std::string>() : found->dump();
}

void print_run(const RunSummary& run, const RunHistory& history) {
  std::cout << run.name << "  (" << run.id << ")\n"
            << to_string(run.status) << ", made " << local_time(run.created_ms) << '\n';
  if (run.error) std::cout << describe(*run.error) << '\n';
  if (history.started()) {
    const Environment& e = history.started()->environment;
    std::cout << "on " << e.device << ", " << e.precision << ", " << e.threads << " threads, " << e.instruction_set
              << ", LibTorch " << e.libtorch << ", tc3kd " << e.program << '\n';
  }
  if (history.teacher()) {
    std::cout << "teacher " << history.teacher()->model << ' ' << history.teacher()->origin << ": "
              << decimals(history.teacher()->test_top1, 2) << " %\n";
  }
  TextTable stages(
      {"stage", "α", "enter", "|S|", "epochs", "measuring", "selecting", "training", "evaluating", "test top-1, %"});
  for (const StageHistory& stage : history.stages()) {
    const PhaseSeconds seconds = stage.ended ? stage.ended->seconds : PhaseSeconds{};
    const auto cell = [&](double s) { return stage.ended ? decimals(s, 2) + " s" : std::string("—"); };
    stages.add({std::to_string(stage.started.stage), decimals(stage.started.alpha, 2),
                stage.selected ? std::to_string(stage.selected->entered_count) : "—",
                stage.selected ? std::to_string(stage.selected->subset_size) : "—", std::to_string(stage.epochs_done),
                cell(seconds.measuring), cell(seconds.selecting), cell(seconds.training), cell(seconds.evaluating),
                stage.ended ? decimals(stage.ended->test_top1, 2) : "—"});
  }
  if (!history.stages().empty()) std::cout << '\n' << stages.text();
  TextTable epochs(
      {"epoch", "stage", "learning rate", "train loss", "test loss", "test top-1, %", "agreement, %", "KL to teacher"});
  for (const EpochEnded& e : history.epochs()) {
    epochs.add({std::to_string(e.epoch), std::to_string(e.stage), exact(e.learning_rate), decimals(e.train_loss, 4),
                decimals(e.test_loss, 4), decimals(e.test_top1, 2), decimals(e.agreement, 2),
                decimals(e.teacher_kl, 4)});
  }
  if (!history.epochs().empty()) std::cout << '\n' << epochs.text();
  std::cout << "\ntest top-1 " << decimals(history.last_top1(), 2) << " %, best " << decimals(history.best_top1(), 2)
            << " %\n";
}

}  // namespace

int list_command(const CommandContext& context) {
  auto reader = open_store(context.store);
  if (!reader) return report(reader.error());
  const auto runs = reader->runs();
  if (!runs) return report(runs.error());
  if (context.json) {
    Json list = Json::array();
    for (const RunSummary& run : *runs) list.push_back(list_entry(run));
    print_json({{"runs", list}});
    return exit_code::done;
  }
  if (runs->empty()) {
    warn("no runs yet in " + context.store.database.string() + "; `tc3kd demo` makes some");
    return exit_code::done;
  }
  TextTable table({"id", "name", "status", "made", "teacher", "student", "method", "curriculum", "test top-1, %"});
  for (const RunSummary& run : *runs) {
    const Json entry = list_entry(run);
    table.add({run.id, run.name, to_string(run.status), local_time(run.created_ms), member_text(entry, "teacher"),
               member_text(entry, "student"), member_text(entry, "method"), member_text(entry, "curriculum"),
               decimals(run.test_top1, 2)});
  }
  std::cout << table.text();
  return exit_code::done;
}

int show_command(const CommandContext& context, const std::string& name) {
  auto reader = open_store(context.store);
  if (!reader) return report(reader.error());
  const auto run = reader->find(name);
  if (!run) return report(run.error());
  const auto history = reader->history(run->id);
  if (!history) return report(history.error());
  if (context.json) {
    print_json(run_document(*run, *history));
  } else {
    print_run(*run, *history);
  }
  return exit_code::done;
}

int compare_command(const CommandContext& context, const std::vector<std::string>& names) {
  auto reader = open_store(context.store);
  if (!reader) return report(reader.error());
  std::vector<RunSummary> runs;
  std::vector<RunHistory> histories;
  for (const std::string& name : names) {
    const auto run = reader->find(name);
    if (!run) return report(run.error());
    auto history = reader->history(run->id);
    if (!history) return report(history.error());
    runs.push_back(*run);
    histories.push_back(std::move(*history));
  }
  const auto differences = config_differences(runs);
  if (context.json) {
    Json document{{"runs", Json::array()}, {"differences", Json::array()}};
    for (std::size_t i = 0; i < runs.size(); ++i) document["runs"].push_back(run_document(runs[i], histories[i]));
    for (const Difference& d : differences) document["differences"].push_back({{"key", d.key}, {"values", d.values}});
    print_json(document);
    return exit_code::done;
  }
  TextTable results(
      {"run", "status", "test top-1, %", "best, %", "Δ to the first", "agreement, %", "measuring", "training"});
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const auto last = histories[i].last_top1(), first = histories[0].last_top1();
    const auto& epochs = histories[i].epochs();
    const PhaseSeconds seconds = histories[i].seconds();
    results.add({runs[i].name, to_string(runs[i].status), decimals(last, 2), decimals(histories[i].best_top1(), 2),
                 i > 0 && last && first ? decimals(*last - *first, 2) : "—",
                 epochs.empty() ? "—" : decimals(epochs.back().agreement, 2), duration(seconds.measuring),
                 duration(seconds.training)});
  }
  std::cout << results.text();
  if (differences.empty()) {
    std::cout << "\nThe configurations are the same.\n";
    return exit_code::done;
  }
  std::vector<std::string> header{"differs in"};
  for (const RunSummary& run : runs) header.push_back(run.name);
  TextTable table(header);
  for (const Difference& d : differences) {
    std::vector<std::string> row{d.key};
    row.insert(row.end(), d.values.begin(), d.values.end());
    table.add(row);
  }
  std::cout << '\n' << table.text();
  return exit_code::done;
}

int import_command(const CommandContext& context, const std::vector<std::string>& files) {
  if (const auto prepared = prepare_store(context.store); !prepared) return report(prepared.error());
  ImportReport total;
  for (const std::string& file : files) {
    const auto part = import_store(context.store, StorePath{file});
    if (!part) return report(part.error());
    total.imported.insert(total.imported.end(), part->imported.begin(), part->imported.end());
    total.duplicates.insert(total.duplicates.end(), part->duplicates.begin(), part->duplicates.end());
    total.updated.insert(total.updated.end(), part->updated.begin(), part->updated.end());
  }
  if (context.json) {
    print_json({{"imported", total.imported}, {"duplicates", total.duplicates}, {"updated", total.updated}});
  } else {
    std::cout << total.imported.size() << " imported, " << total.updated.size() << " completed, "
              << total.duplicates.size() << " here already\n";
    for (const RunId& id : total.duplicates) warn("run " + id + " was here already and is left as it is");
  }
  return exit_code::done;
}

int steer_command(const CommandContext& context, const std::string& verb, const std::string& name) {
  auto reader = open_store(context.store);
  if (!reader) return report(reader.error());
  const auto run = reader->find(name);
  if (!run) return report(run.error());
  auto writer = RunWriter::open(context.store);
  if (!writer) return report(writer.error());
  const RunCommand command = verb == "pause"  ? RunCommand::pause
                             : verb == "stop" ? RunCommand::stop
                                              : RunCommand::resume;
  const bool leaves_queue = run->status == RunStatus::queued && command == RunCommand::stop;
  const auto done = leaves_queue ? writer->cancel_queued(run->id) : writer->request(run->id, command);
  if (!done) return report(done.error());
  if (context.json) {
    print_json({{"id", run->id}, {"requested", verb}});
  } else {
    std::cout << "asked " << run->name << " (" << run->id << ") to " << verb << '\n';
  }
  return exit_code::done;
}

}  // namespace tc3kd
