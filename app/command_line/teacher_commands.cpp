// SPDX-License-Identifier: GPL-3.0-or-later
// The teachers of a store: list, keep, forget.
#include <iostream>

#include "app/command_line/commands.h"
#include "app/command_line/interrupt.h"
#include "app/command_line/output.h"
#include "core/domain/weight_report_json.h"
#include "core/engine/torch_engine.h"
#include "core/session/run_service.h"

namespace tc3kd {
namespace {

Json document_of(const TeacherSummary& t) {
  const bool imported = t.origin == TeacherSummary::Origin::imported;
  return {{"weights", t.weights},
          {"name", t.name},
          {"origin", to_string(t.origin)},
          {"model", t.model},
          {"dataset", t.dataset},
          {"made", iso_time(t.made_ms)},
          {"test_top1", t.top1},
          {"test_top5", t.top5},
          {"test_loss", t.loss},
          {"normalisation", {{"mean", t.normalisation.mean}, {"std", t.normalisation.std}}},
          {"file", t.file},
          {"run", imported ? Json() : Json(t.run)},
          {"source", imported ? Json(t.source) : Json()},
          {"report", imported ? to_json(t.report) : Json()}};
}

void print_teacher(const TeacherSummary& t) {
  std::cout << t.name << ": " << t.model << ", " << t.dataset << ", top-1 " << decimals(t.top1, 2) << " %, top-5 "
            << decimals(t.top5, 2) << " %, loss " << decimals(t.loss, 4) << " nats\n"
            << t.file << '\n';
}

/// An imported teacher by its name, or by its hash or the beginning of it.
Result<TeacherSummary> find_imported(RunReader& reader, const std::string& what) {
  auto teachers = reader.teachers();
  if (!teachers) return tl::unexpected(teachers.error());
  std::vector<TeacherSummary> fitting;
  for (const TeacherSummary& t : *teachers) {
    const bool named = t.name == what || (what.size() >= 4 && t.weights.starts_with(what));
    if (t.origin == TeacherSummary::Origin::imported && named) fitting.push_back(t);
  }
  if (fitting.size() == 1) return fitting.front();
  if (fitting.empty()) return fail(ErrorCode::unknown_teacher, {{"value", what}});
  std::string hashes;
  for (const TeacherSummary& t : fitting) hashes += (hashes.empty() ? "" : ", ") + t.weights;
  return fail(ErrorCode::invalid_value, {{"key", "TEACHER"}, {"value", what}, {"allowed", "one of " + hashes}});
}

}  // namespace

int teachers_command(const CommandContext& context) {
  auto reader = open_store(context.store);
  if (!reader) return report(reader.error());
  const auto teachers = reader->teachers();
  if (!teachers) return report(teachers.error());
  if (context.json) {
    Json list = Json::array();
    for (const TeacherSummary& t : *teachers) list.push_back(document_of(t));
    print_json({{"teachers", list}});
    return exit_code::done;
  }
  TextTable table({"name", "origin", "model", "data set", "made", "test top-1, %", "weights"});
  for (const TeacherSummary& t : *teachers) {
    table.add({t.name, to_string(t.origin), t.model, t.dataset, local_time(t.made_ms), decimals(t.top1, 2),
               t.weights.substr(0, 12)});
  }
  std::cout << table.text();
  return exit_code::done;
}

int add_teacher_command(const CommandContext& context, const EvaluationRequest& request, const std::string& name) {
  if (const auto prepared = prepare_store(context.store); !prepared) return report(prepared.error());
  const auto engine = make_torch_engine();
  RunService service(context.store, *engine);
  RunControl control;
  const InterruptGuard interrupt(control);
  const auto teacher = service.import_teacher({request, name}, control);
  if (!teacher) return report(teacher.error());
  if (!*teacher) return exit_code::stopped;
  if (context.json) {
    print_json(document_of(**teacher));
  } else {
    print_teacher(**teacher);
  }
  return exit_code::done;
}

int remove_teacher_command(const CommandContext& context, const std::string& what) {
  auto reader = open_store(context.store);
  if (!reader) return report(reader.error());
  const auto teacher = find_imported(*reader, what);
  if (!teacher) return report(teacher.error());
  auto writer = RunWriter::open(context.store);
  if (!writer) return report(writer.error());
  const auto freed = writer->remove_teacher(teacher->weights);
  if (!freed) return report(freed.error());
  if (context.json) {
    print_json({{"removed", teacher->weights}, {"bytes", *freed}});
  } else {
    std::cout << "removed " << teacher->name << ", " << *freed << " bytes freed\n";
  }
  return exit_code::done;
}

}  // namespace tc3kd
