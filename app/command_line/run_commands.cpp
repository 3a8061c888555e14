// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <iostream>

#include "app/command_line/commands.h"
#include "app/command_line/interrupt.h"
#include "app/command_line/output.h"
#include "app/command_line/progress_bar.h"
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
  auto config = load_config(options.source, options.settings);
  if (!config) return report(config.error());
  if (!options.data_dir.empty()) config->data.dir = options.data_dir;
  RunControl control;
  const InterruptGuard interrupt(control);
  if (const auto prepared = prepare_store(context.store); !prepared) return report(prepared.error());
  const auto engine = make_torch_engine();
  if (const int wrong = check_before(*engine, *config); wrong != exit_code::done) return wrong;

  RunService service(context.store, *engine);
  ProgressBar progress;
  const auto id = service.run_now(*config, options.name.empty() ? default_run_name(*config) : options.name, control,
                                  [&](const RunEvent& event) {
                                    if (context.json) print_event(event);
                                    progress.show(event);
                                  });
  if (!id) return report(id.error());
  const auto run = read_run(context.store, *id);
  if (!run) return report(run.error());
  if (context.json) {
    print_json(run_document(run->summary, run->history), true);
  } else {
    std::cout << run->summary.name << " (" << run->summary.id << ") " << to_string(run->summary.status)
              << ": test top-1 " << decimals(run->history.last_top1(), 2) << " %, best "
              << decimals(run->history.best_top1(), 2) << " %\n";
    print_where(context.store);
  }
  return exit_code_of(run->summary);
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
