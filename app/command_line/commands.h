// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/domain/engine_api.h"
#include "core/store/run_reader.h"

namespace tc3kd {

/// What every command shares. The engine is made only by the commands that need it: LibTorch takes a moment to start.
struct CommandContext {
  StorePath store;
  bool json = false;
};

namespace exit_code {
inline constexpr int done = 0, wrong_input = 2, run_failed = 3, stopped = 130;
}

struct RunOptions {
  std::string source;                ///< a file or a preset
  std::vector<std::string> settings; ///< "key=value"
  std::string name;
  std::string data_dir;
  double scale_epochs = 1, scale_data = 1;  ///< fractions of the source's budget, before `settings`
};

struct ExportOptions {
  std::string run, what, to;
};

// Each command prints its own output on standard output, everything else on standard error, and returns an exit code.
[[nodiscard]] int demo_command(const CommandContext& context, const std::string& data_dir);
[[nodiscard]] int run_command(const CommandContext& context, const RunOptions& options);
[[nodiscard]] int run_again_command(const CommandContext& context, const std::string& run);
[[nodiscard]] int resume_command(const CommandContext& context, const std::string& run);
[[nodiscard]] int preview_command(const CommandContext& context, const std::string& run,
                                  const std::vector<std::string>& settings);

[[nodiscard]] int list_command(const CommandContext& context);
[[nodiscard]] int show_command(const CommandContext& context, const std::string& run);
[[nodiscard]] int compare_command(const CommandContext& context, const std::vector<std::string>& runs);
[[nodiscard]] int import_command(const CommandContext& context, const std::vector<std::string>& files);
[[nodiscard]] int steer_command(const CommandContext& context, const std::string& verb, const std::string& run);
[[nodiscard]] int export_command(const CommandContext& context, const ExportOptions& options);

[[nodiscard]] int print_config_command(const RunOptions& options);
[[nodiscard]] int presets_command(const CommandContext& context);
[[nodiscard]] int fields_command(const CommandContext& context);

[[nodiscard]] int eval_command(const CommandContext& context, const EvaluationRequest& request);
[[nodiscard]] int inspect_command(const CommandContext& context, const std::string& file, const std::string& model);
[[nodiscard]] int teachers_command(const CommandContext& context);
/// `name` empty: the file's.
[[nodiscard]] int add_teacher_command(const CommandContext& context, const EvaluationRequest& request,
                                      const std::string& name);
[[nodiscard]] int remove_teacher_command(const CommandContext& context, const std::string& teacher);
[[nodiscard]] int models_command(const CommandContext& context);
[[nodiscard]] int datasets_command(const CommandContext& context, const std::string& data_dir);
void print_version();

/// A preset's or a file's configuration for a part of its budget, with `settings` over it.
[[nodiscard]] Result<ExperimentConfig> load_config(const std::string& source, const std::vector<std::string>& settings,
                                                   double scale_epochs = 1, double scale_data = 1);

}  // namespace tc3kd
