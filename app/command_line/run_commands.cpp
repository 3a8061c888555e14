// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <iostream>
#include <memory>

#include "app/command_line/commands.h"
#include "app/command_line/interrupt.h"
#include "app/command_line/output.h"
#include "app/command_line/progress_bar.h"
#include "core/domain/analysis/repetition.h"
#include "core/domain/config/check.h"
#include "core/domain/config/config_json.h"
#include "core/domain/config/presets.h"
#include "core/domain/events/event_codec.h"
#include "core/engine/torch_engine.h"
#include "core/session/run_service.h"

namespace tc3kd {
namespace {

/// A line of `run --json`: {"event": kind, …}; an epoch's line has the fields of `show`'s epochs.
void print_event(const RunEvent& event) {
  Json line{{"event", event_kind(event.body)}};
  const auto* epoch = std::get_if<EpochEnded>(&event.body);
  line.update(epoch ? epoch_document(*epoch) : event_to_json(event.body));
  print_json(line, true);
}

struct FinishedRun {
  RunSummary summary;
  RunHistory history;
};

Result<FinishedRun> read_run(const StorePath& store, const RunId& id) {
  auto reader = RunReader::open(store);
  if (!reader) return tl::unexpected(reader.error());
  auto summary = reader->run(id);
  if (!summary) return tl::unexpected(summary.error());
  auto history = reader->history(id);
  if (!history) return tl::unexpected(history.error());
  return FinishedRun{std::move(*summary), std::move(*history)};
}

/// The run of this id or name, with its history. The store is brought up to date first: a dead owner's run counts as
/// interrupted.
Result<FinishedRun> find_run(const CommandContext& context, const std::string& name) {
  if (const auto prepared = prepare_store(context.store); !prepared) return tl::unexpected(prepared.error());
  auto reader = RunReader::open(context.store);
  if (!reader) return tl::unexpected(reader.error());
  const auto run = reader->find(name);
  if (!run) return tl::unexpected(run.error());
  return read_run(context.store, run->id);
}

/// What a run's events print while it runs.
class EventPrinter {
 public:
  explicit EventPrinter(const CommandContext& context) : json_(context.json) {}
  void operator()(const RunEvent& event) const {
    if (json_) print_event(event);
    progress_->show(event);
  }

 private:
  bool json_;
  std::shared_ptr<ProgressBar> progress_ = std::make_shared<ProgressBar>();
};

int exit_code_of(const RunSummary& run) {
  switch (run.status) {
    case RunStatus::finished: return exit_code::done;
    case RunStatus::stopped: return exit_code::stopped;
    default: break;
  }
  if (run.error) report(*run.error);
  return exit_code::run_failed;
}

/// Everything that can be known to be wrong before anything is stored.
int check_before(const TrainingEngine& engine, const ExperimentConfig& config) {
  if (const auto errors = check(config); !errors.empty()) return report(errors);
  return report(engine.check(config));
}

void print_where(const StorePath& store) {
  std::cerr << "stored in " << store.database.string() << '\n'
            << "`app/run` shows it in the window, `app/run list` and `app/run show RUN` here\n";
}

int print_end(const CommandContext& context, const FinishedRun& run, const Json& document) {
  if (context.json) {
    print_json(document, true);
  } else {
    std::cout << run.summary.name << " (" << run.summary.id << ") " << to_string(run.summary.status)
              << ": test top-1 " << decimals(run.history.last_top1(), 2) << " %, best "
              << decimals(run.history.best_top1(), 2) << " %\n";
    print_where(context.store);
  }
  return exit_code_of(run.summary);
}

std::size_t common_epochs(const FinishedRun& original, const FinishedRun& repeat) {
  return std::min(original.history.epochs().size(), repeat.history.epochs().size());
}

Json again_document(const FinishedRun& original, const FinishedRun& repeat,
                    const std::optional<RepetitionDifference>& difference) {
  Json document{{"of", original.summary.id},
                {"epochs", common_epochs(original, repeat)},
                {"identical", !difference.has_value()},
                {"first_difference", Json()}};
  if (difference) {
    document["first_difference"] = {{"epoch", difference->epoch},
                                    {"stage", difference->stage},
                                    {"field", difference->field},
                                    {"stored", difference->stored},
                                    {"repeated", difference->repeated}};
  }
  return document;
}

void print_again(const FinishedRun& original, const FinishedRun& repeat,
                 const std::optional<RepetitionDifference>& difference) {
  if (!difference) {
    std::cout << "identical to " << original.summary.id << " in every number of its "
              << common_epochs(original, repeat) << " epochs\n";
    return;
  }
  std::cout << "differs from " << original.summary.id << " first at epoch " << difference->epoch << " (stage "
            << difference->stage << "): " << difference->field << " was " << difference->stored << " and is "
            << difference->repeated << '\n';
}

std::string phase_cell(double seconds) { return decimals(seconds, 1) + " s"; }

void print_demo_table(const std::vector<FinishedRun>& runs) {
  for (const FinishedRun& run : runs) {
    if (const auto& teacher = run.history.teacher(); teacher && teacher->origin == "trained") {
      std::cout << "teacher " << teacher->model << ": " << decimals(teacher->test_top1, 2)
                << " % on the test set, trained in " << duration(teacher->seconds) << "\n\n";
    }
  }
  TextTable table(
      {"run", "id", "test top-1, %", "best, %", "teacher", "measuring", "selecting", "training", "evaluating"});
  for (const FinishedRun& run : runs) {
    const PhaseSeconds s = run.history.seconds();
    table.add({run.summary.name, run.summary.id, decimals(run.history.last_top1(), 2),
               decimals(run.history.best_top1(), 2), phase_cell(run.history.teacher_seconds()), phase_cell(s.measuring),
               phase_cell(s.selecting), phase_cell(s.training), phase_cell(s.evaluating)});
  }
  std::cout << table.text();
}

}  // namespace

int run_command(const CommandContext& context, const RunOptions& options) {
  auto config = load_config(options.source, options.settings, options.scale_epochs, options.scale_data);
  if (!config) return report(config.error());
  if (!options.data_dir.empty()) config->data.dir = options.data_dir;
  RunControl control;
  const InterruptGuard interrupt(control);
  if (const auto prepared = prepare_store(context.store); !prepared) return report(prepared.error());
  const auto engine = make_torch_engine();
  if (const int wrong = check_before(*engine, *config); wrong != exit_code::done) return wrong;

  RunService service(context.store, *engine);
  EventPrinter printer(context);
  const auto id = service.run_now(*config, options.name.empty() ? default_run_name(*config) : options.name, control,
                                  printer);
  if (!id) return report(id.error());
  const auto run = read_run(context.store, *id);
  if (!run) return report(run.error());
  return print_end(context, *run, run_document(run->summary, run->history));
}

int run_again_command(const CommandContext& context, const std::string& name) {
  RunControl control;
  const InterruptGuard interrupt(control);
  const auto original = find_run(context, name);
  if (!original) return report(original.error());
  const auto engine = make_torch_engine();
  RunService service(context.store, *engine);
  EventPrinter printer(context);
  const auto id = service.run_again(original->summary.id, control, printer);
  if (!id) return report(id.error());
  const auto run = read_run(context.store, *id);
  if (!run) return report(run.error());
  const auto difference = first_difference(original->history, run->history);
  Json document = run_document(run->summary, run->history);
  document["again"] = again_document(*original, *run, difference);
  const int code = print_end(context, *run, document);
  if (!context.json) print_again(*original, *run, difference);
  return code;
}

int resume_command(const CommandContext& context, const std::string& name) {
  RunControl control;
  const InterruptGuard interrupt(control);
  const auto found = find_run(context, name);
  if (!found) return report(found.error());
  const RunId id = found->summary.id;
  const auto engine = make_torch_engine();
  RunService service(context.store, *engine);
  EventPrinter printer(context);
  if (const auto done = service.reopen_now(id, control, printer); !done) return report(done.error());
  const auto run = read_run(context.store, id);
  if (!run) return report(run.error());
  return print_end(context, *run, run_document(run->summary, run->history));
}

int demo_command(const CommandContext& context, const std::string& data_dir) {
  RunControl control;
  const InterruptGuard interrupt(control);
  if (const auto prepared = prepare_store(context.store); !prepared) return report(prepared.error());
  const auto engine = make_torch_engine();
  RunService service(context.store, *engine);
  std::vector<FinishedRun> runs;
  for (const char* name : {"demo-ce", "demo-kd", "demo-tc3kd"}) {
    auto config = load_config(name, {});
    if (!config) return report(config.error());
    if (!data_dir.empty()) config->data.dir = data_dir;
    if (const int wrong = check_before(*engine, *config); wrong != exit_code::done) return wrong;
    std::cerr << default_run_name(*config) << '\n';
    ProgressBar progress;
    const auto id = service.run_now(*config, default_run_name(*config), control,
                                    [&](const RunEvent& event) { progress.show(event); });
    if (!id) return report(id.error());
    auto run = read_run(context.store, *id);
    if (!run) return report(run.error());
    runs.push_back(std::move(*run));
    if (const int code = exit_code_of(runs.back().summary); code != exit_code::done) return code;
  }
  if (context.json) {
    Json documents = Json::array();
    for (const FinishedRun& run : runs) documents.push_back(run_document(run.summary, run.history));
    print_json({{"runs", documents}});
  } else {
    print_demo_table(runs);
  }
  print_where(context.store);
  return exit_code::done;
}

}  // namespace tc3kd
