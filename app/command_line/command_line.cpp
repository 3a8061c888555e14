// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/command_line.h"

#include <functional>

#include <CLI/CLI.hpp>

#include "app/command_line/commands.h"
#include "app/command_line/output.h"

namespace tc3kd {
namespace {

/// The parsed command line: what was asked for, and the values that its options were bound to.
struct Arguments {
  std::string db, source, run, again, name, data_dir, what, to;
  bool json = false;
  double scale_epochs = 1, scale_data = 1;
  std::vector<std::string> settings, runs, files;
  EvaluationRequest evaluation;
  std::function<int(const CommandContext&)> command;
};

CLI::App* add_command(CLI::App& app, Arguments& a, const std::string& name, const std::string& help,
                      std::function<int(const CommandContext&)> action) {
  CLI::App* command = app.add_subcommand(name, help);
  command->add_option("--db", a.db, "the store; else TC3KD_DB, else the user's own");
  command->add_flag("--json", a.json, "print JSON with full precision");
  command->callback([&a, action = std::move(action)] { a.command = action; });
  return command;
}

/// A full recipe for a part of its budget.
void add_scale(CLI::App& command, Arguments& a) {
  command.add_option("--scale-epochs", a.scale_epochs, "this fraction of the epochs")->check(CLI::Range(1e-6, 1.0));
  command.add_option("--scale-data", a.scale_data, "this fraction of the training samples")->check(CLI::Range(1e-6, 1.0));
  command.add_option_function<double>("--scale", [&a](double f) { a.scale_epochs = a.scale_data = f; }, "both")
      ->check(CLI::Range(1e-6, 1.0));
}

void add_run_commands(CLI::App& app, Arguments& a) {
  auto* demo = add_command(app, a, "demo", "TC3KD on Fashion-MNIST in minutes, with its baselines",
                           [&a](const CommandContext& c) { return demo_command(c, a.data_dir); });
  demo->add_option("--data", a.data_dir, "the folder of the data set's files, or its parent");
  auto* run = add_command(app, a, "run", "Run a configuration and store it", [&a](const CommandContext& c) {
    if (!a.again.empty()) return run_again_command(c, a.again);
    return run_command(c, {a.source, a.settings, a.name, a.data_dir, a.scale_epochs, a.scale_data});
  });
  auto* source = run->add_option_group("what to run");
  source->add_option("FILE|PRESET", a.source, "a JSON file or the name of a preset");
  auto* again = source->add_option("--again", a.again, "repeat this stored run exactly, and say where it differs");
  source->require_option(1);
  run->add_option("--set", a.settings, "key=value, as often as you like")->allow_extra_args(false)->excludes(again);
  run->add_option("--name", a.name, "the run's name")->excludes(again);
  run->add_option("--data", a.data_dir, "the folder of the data set's files, or its parent")->excludes(again);
  add_scale(*run, a);
  auto* resume = add_command(app, a, "resume", "Go on with a stopped, failed or interrupted run from its checkpoint",
                             [&a](const CommandContext& c) { return resume_command(c, a.run); });
  resume->add_option("RUN", a.run, "an id or a name")->required();
  for (const auto& [verb, help] : {std::pair{"pause", "Let a run wait, wherever it runs"},
                                   std::pair{"continue", "Let a paused run go on"},
                                   std::pair{"stop", "End a run; what it has is kept"}}) {
    auto* steer = add_command(app, a, verb, help, [&a, verb = std::string(verb)](const CommandContext& c) {
      return steer_command(c, verb, a.run);
    });
    steer->add_option("RUN", a.run, "an id or a name")->required();
  }
}

void add_store_commands(CLI::App& app, Arguments& a) {
  add_command(app, a, "list", "The stored runs", list_command);
  auto* show = add_command(app, a, "show", "One run: stages, epochs, numbers",
                           [&a](const CommandContext& c) { return show_command(c, a.run); });
  show->add_option("RUN", a.run, "an id or a name")->required();
  auto* compare = add_command(app, a, "compare", "Runs side by side, and where their configurations differ",
                              [&a](const CommandContext& c) { return compare_command(c, a.runs); });
  compare->add_option("RUN", a.runs, "two or more ids or names")->required()->expected(2, 1000);
  auto* import = add_command(app, a, "import", "Merge stores that were filled elsewhere",
                             [&a](const CommandContext& c) { return import_command(c, a.files); });
  import->add_option("FILE", a.files, "store files")->required();
  auto* preview = add_command(app, a, "preview", "What other curriculum settings would have selected from a stored run",
                              [&a](const CommandContext& c) { return preview_command(c, a.run, a.settings); });
  preview->add_option("RUN", a.run, "an id or a name")->required();
  preview->add_option("--set", a.settings, "curriculum.key=value, as often as you like")->allow_extra_args(false);
  auto* exported = add_command(app, a, "export", "Write a part of a run to a file", [&a](const CommandContext& c) {
    return export_command(c, {a.run, a.what, a.to});
  });
  exported->add_option("RUN", a.run, "an id or a name")->required();
  exported->add_option("--what", a.what, "config, metrics, stages, curriculum, predictions or weights")
      ->required()
      ->check(CLI::IsMember({"config", "metrics", "stages", "curriculum", "predictions", "weights"}));
  exported->add_option("--to", a.to, "the file, or - for standard output")->required();
}

void add_config_commands(CLI::App& app, Arguments& a) {
  auto* print = add_command(app, a, "print-config", "The resolved configuration of a file or preset",
                            [&a](const CommandContext&) {
                              return print_config_command({a.source, a.settings, {}, {}, a.scale_epochs, a.scale_data});
                            });
  print->add_option("FILE|PRESET", a.source, "a JSON file or the name of a preset")->required();
  print->add_option("--set", a.settings, "key=value, as often as you like")->allow_extra_args(false);
  add_scale(*print, a);
  add_command(app, a, "presets", "The presets", presets_command);
  add_command(app, a, "fields", "Every configuration key with its range, unit and help", fields_command);
}

/// What weights are evaluated as, and on what.
void add_evaluation(CLI::App& command, EvaluationRequest& e) {
  command.add_option("--model", e.model, "see `tc3kd models`; auto, or nothing, guesses it from the weights");
  command.add_option("--dataset", e.dataset, "see `tc3kd datasets`")->required();
  command.add_option("--data", e.data_dir, "the folder of the data set's files, or its parent");
  command.add_option("--device", e.device, "auto, cpu, cuda or cuda:N");
  command.add_option("--mean", e.mean, "one number a channel, separated by commas")->delimiter(',');
  command.add_option("--std", e.std, "one number a channel, separated by commas")->delimiter(',');
}

void add_teacher_commands(CLI::App& app, Arguments& a) {
  add_command(app, a, "teachers", "The store's teachers: trained by its runs, or imported", teachers_command);
  auto* add = add_command(app, a, "add-teacher", "Evaluate weights and keep them in the store as a teacher",
                          [&a](const CommandContext& c) { return add_teacher_command(c, a.evaluation, a.name); });
  add->add_option("FILE", a.evaluation.weights, "a file of safetensors, PyTorch or TorchScript")->required();
  add->add_option("--name", a.name, "the teacher's name; else the file's");
  add_evaluation(*add, a.evaluation);
  auto* remove = add_command(app, a, "remove-teacher", "Forget an imported teacher",
                             [&a](const CommandContext& c) { return remove_teacher_command(c, a.name); });
  remove->add_option("TEACHER", a.name, "its name, or the first digits of its weights' hash")->required();
}

void add_engine_commands(CLI::App& app, Arguments& a) {
  auto* eval = add_command(app, a, "eval", "Top-1, top-5 and loss of weights on a test split",
                           [&a](const CommandContext& c) { return eval_command(c, a.evaluation); });
  eval->add_option("--weights", a.evaluation.weights, "a file of safetensors, PyTorch or TorchScript")->required();
  add_evaluation(*eval, a.evaluation);
  auto* inspect = add_command(
      app, a, "inspect", "What a file of weights is, and which network it fits",
      [&a](const CommandContext& c) { return inspect_command(c, a.source, a.evaluation.model); });
  inspect->add_option("FILE", a.source, "a file of safetensors, PyTorch or TorchScript")->required();
  inspect->add_option("--model", a.evaluation.model, "hold it against this network; auto, or nothing, guesses it");
  add_command(app, a, "models", "The networks, their parameters and multiply-accumulates", models_command);
  auto* datasets = add_command(app, a, "datasets", "The data sets, and where they were found",
                               [&a](const CommandContext& c) { return datasets_command(c, a.data_dir); });
  datasets->add_option("--data", a.data_dir, "also look in this folder");
}

}  // namespace

int run_command_line(int argc, char** argv) {
  CLI::App app("Knowledge distillation with teacher-student cooperative curriculum customization", "tc3kd");
  Arguments arguments;
  bool version = false;
  app.add_flag("--version", version, "the program, LibTorch, devices and instruction set");
  add_run_commands(app, arguments);
  add_store_commands(app, arguments);
  add_config_commands(app, arguments);
  add_teacher_commands(app, arguments);
  add_engine_commands(app, arguments);
  app.require_subcommand(0, 1);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error, std::cout, std::cerr) == 0 ? exit_code::done : exit_code::wrong_input;
  }
  if (version) {
    print_version();
    return exit_code::done;
  }
  if (!arguments.command) {
    std::cerr << app.help();
    return exit_code::wrong_input;
  }
  const StorePath store = arguments.db.empty() ? default_store_path() : StorePath{arguments.db};
  return arguments.command({store, arguments.json});
}

}  // namespace tc3kd
