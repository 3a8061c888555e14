// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include <unistd.h>

#include "app/command_line/commands.h"
#include "app/command_line/output.h"
#include "app/command_line/run_tables.h"

namespace tc3kd {
namespace {

/// Written beside and renamed, so that a full disk or a kill never leaves half a file under the wanted name.
Result<void> write_file(const std::filesystem::path& path, std::string_view bytes) {
  const std::filesystem::path beside = path.string() + ".part" + std::to_string(::getpid());
  const auto unwritable = [&](const std::string& detail) {
    std::error_code ignored;
    std::filesystem::remove(beside, ignored);
    return fail(ErrorCode::file_unwritable, {{"path", path.string()}, {"detail", detail}});
  };
  {
    std::ofstream file(beside, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file)
      return unwritable(std::filesystem::is_directory(path.parent_path().empty() ? "." : path.parent_path())
                            ? "it cannot be written, or the disk is full"
                            : "its folder is not there");
  }
  std::error_code error;
  std::filesystem::rename(beside, path, error);
  if (error) return unwritable(error.message());
  return {};
}

Result<std::string> contents(RunReader& reader, const RunSummary& run, const RunHistory& history,
                             const std::string& what) {
  if (what == "config") return run.config_json + "\n";
  if (what == "metrics") return metrics_table(history);
  if (what == "stages") return stages_table(history);
  if (what == "curriculum") return curriculum_table(reader, run, history);
  if (what == "predictions") return predictions_table(reader, history);
  if (!history.ended() || !history.ended()->weights) {
    return fail(ErrorCode::invalid_value,
                {{"key", "--what"},
                 {"value", "weights"},
                 {"allowed", "a run that has trained its student; this one is " + std::string(to_string(run.status))}});
  }
  const auto bytes = reader.file(*history.ended()->weights);
  if (!bytes) return tl::unexpected(bytes.error());
  return std::string(reinterpret_cast<const char*>(bytes->data()), bytes->size());
}

}  // namespace

int export_command(const CommandContext& context, const ExportOptions& options) {
  auto reader = open_store(context.store);
  if (!reader) return report(reader.error());
  const auto run = reader->find(options.run);
  if (!run) return report(run.error());
  const auto history = reader->history(run->id);
  if (!history) return report(history.error());
  const auto bytes = contents(*reader, *run, *history, options.what);
  if (!bytes) return report(bytes.error());
  if (options.to == "-") {
    std::cout << *bytes << std::flush;
    return exit_code::done;
  }
  const auto written = write_file(options.to, *bytes);
  return written ? exit_code::done : report(written.error());
}

}  // namespace tc3kd
